import type { MessageBoxOptions } from 'electron';
import type { Locale } from '../../contract/model/settings';
import { sayIn } from '../words/words';

export interface QuitGuardDeps {
  app: { quit(): void };
  dialog: { showMessageBox(options: MessageBoxOptions): Promise<{ response: number }> };
}

/** Facts for the guard once the engine has started; before that no ladder can be armed. */
export interface Guarded {
  armed: () => number;
  /** Ladders that the relay was asked to take, and has not answered. */
  handing: () => number;
  locale: () => Locale;
}

export interface QuitGuard {
  watch(guarded: Guarded): void;
  /** To be asked on `before-quit`; false keeps the program running and asks the person. */
  mayQuit(): boolean;
  /** Quits without asking: the person has confirmed it already, or the system shuts down. */
  force(): void;
}

/**
 * Makes quitting ask first while a ladder is armed: it climbs only while this app runs. Those that the relay has climb there. One
 * that is on its way may climb nowhere, so it is asked about as well.
 */
export const createQuitGuard = ({ app, dialog }: QuitGuardDeps): QuitGuard => {
  let guarded: Guarded | null = null;
  let decided = false;
  let asking = false;

  const force = () => {
    decided = true;
    app.quit();
  };
  const ask = async ({ armed, handing, locale }: Guarded): Promise<void> => {
    asking = true;
    const say = sayIn(locale());
    const [climbing, onTheWay] = [armed(), handing()];
    const stay = 0;
    try {
      const { response } = await dialog.showMessageBox({
        type: 'warning',
        title: say('appName'),
        message: climbing > 0 ? say('quitArmed', { count: climbing }) : say('quitHanding', { count: onTheWay }),
        detail: [
          ...(climbing > 0 ? [say('quitArmedDetail')] : []),
          ...(climbing > 0 && onTheWay > 0 ? [say('quitHanding', { count: onTheWay })] : []),
          ...(onTheWay > 0 ? [say('quitHandingDetail')] : []),
        ].join('\n'),
        buttons: [say('quitStay'), say('quitAnyway')],
        defaultId: stay,
        cancelId: stay,
        noLink: true,
      });
      if (response !== stay) force();
    } finally {
      asking = false;
    }
  };

  return {
    watch: (what) => {
      guarded = what;
    },
    mayQuit: () => {
      if (decided || !guarded || guarded.armed() + guarded.handing() === 0) return true;
      if (!asking) void ask(guarded);
      return false;
    },
    force,
  };
};
