import { localeFor } from '../../../contract/words';
import { findOwner } from '../../../storage/data-owner';
import { sayIn } from '../../words/words';
import type { HandedOver } from './hand-over';

export interface SayNotStartedDeps {
  app: { whenReady(): Promise<unknown>; getPreferredSystemLanguages(): string[]; exit(code: number): void };
  dialog: { showErrorBox(title: string, content: string): void };
  home: string;
  /** No person waits for a window: the command that started this process says why. */
  hidden: boolean;
}

/** Tells the person why this start came to nothing although they see no app, and ends the process. */
export const sayNotStarted = async (
  why: Exclude<HandedOver, 'told' | 'first'>,
  { app, dialog, home, hidden }: SayNotStartedDeps,
): Promise<void> => {
  if (!hidden) {
    const say = sayIn(localeFor('system', app.getPreferredSystemLanguages()));
    const owner = findOwner(home);
    const pid = owner.kind === 'owned' && owner.pid !== null ? String(owner.pid) : '?';
    await app.whenReady();
    if (why === 'silent') dialog.showErrorBox(say('silentTitle'), say('silentBody', { pid }));
    else dialog.showErrorBox(say('otherVersionTitle'), say('otherVersionBody'));
  }
  app.exit(1);
};
