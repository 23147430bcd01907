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
  locale: () => Locale;
}

export interface QuitGuard {
  watch(guarded: Guarded): void;
  /** To be asked on `before-quit`; false keeps the program running and asks the person. */
  mayQuit(): boolean;
  /** Quits without asking: the person has confirmed it already, or the system shuts down. */
  force(): void;
}

/** Makes quitting ask first while a ladder is armed: it climbs only while this app runs. */
export const createQuitGuard = ({ app, dialog }: QuitGuardDeps): QuitGuard => {
  let guarded: Guarded | null = null;
  let decided = false;
  let asking = false;

  const force = () => {
    decided = true;
    app.quit();
  };
  const ask = async (ladders: number, locale: Locale): Promise<void> => {
    asking = true;
    const say = sayIn(locale);
    const stay = 0;
    try {
      const { response } = await dialog.showMessageBox({
        type: 'warning',
        title: say('appName'),
        message: say('quitArmed', { count: ladders }),
        detail: say('quitArmedDetail'),
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
      const ladders = guarded?.armed() ?? 0;
      if (decided || !guarded || ladders === 0) return true;
      if (!asking) void ask(ladders, guarded.locale());
      return false;
    },
    force,
  };
};
