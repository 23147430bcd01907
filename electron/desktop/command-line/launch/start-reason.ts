import { isLink } from './read-link';

/** What somebody who starts the app, or starts it again, wants of it. */
export type StartReason =
  | { kind: 'show' }
  | { kind: 'nothing' }
  | { kind: 'toggle' }
  | { kind: 'quick' }
  | { kind: 'link'; link: string };

/** The argument that starts the app without showing anything. */
export const hiddenArgument = '--hidden';

/** Reads it from the arguments, Electron's own among them. */
export const startReason = (argv: readonly string[]): StartReason => {
  const link = argv.find(isLink);
  if (link !== undefined) return { kind: 'link', link };
  if (argv.includes('--quick')) return { kind: 'quick' };
  if (argv.includes('--toggle')) return { kind: 'toggle' };
  return argv.includes(hiddenArgument) ? { kind: 'nothing' } : { kind: 'show' };
};

/** Does what a later start asks of the running app. */
export const follow = (
  reason: StartReason,
  {
    popup,
    openLink,
  }: { popup: { showAtTray(): void; showQuick(): void; toggleAtTray(): void }; openLink(link: string): void },
): void => {
  switch (reason.kind) {
    case 'show':
      popup.showAtTray();
      break;
    case 'quick':
      popup.showQuick();
      break;
    case 'toggle':
      popup.toggleAtTray();
      break;
    case 'link':
      openLink(reason.link);
      break;
    case 'nothing':
      break;
  }
};
