import { realpathSync } from 'node:fs';
import { plainText } from '../../../contract/plain-text';
import { isLink } from './read-link';

// Everything that the arguments and the environment of a start decide. Loaded before anything else, so kept small.

type Environment = Readonly<Record<string, string | undefined>>;

/** The wish of a person who starts the app, or starts it again. */
export type StartReason =
  | { kind: 'show' }
  | { kind: 'nothing' }
  | { kind: 'toggle' }
  | { kind: 'quick' }
  | { kind: 'link'; link: string };

/** The argument that starts the app without showing anything. */
export const hiddenArgument = '--hidden';

/** Finds the reason in the process's arguments, Electron's own among them. */
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

/** The variable in which `connect` looks for the App Secret before it reads standard input. */
const secretVariable = 'FEISHU_BUZZ_APP_SECRET';

/** Takes the secret out of the environment, so that no process started from here inherits it. */
export const takeSecret = (env: Record<string, string | undefined>): string | null => {
  const secret = env[secretVariable];
  delete env[secretVariable];
  return plainText(secret ?? '') || null;
};

/**
 * Takes the variables of an AppImage out of the environment unless it is the one that runs: they are inherited from any
 * AppImage, such as a terminal or an editor, and the login would start that one, and an update overwrite it.
 */
export const forgetOtherImage = (env: Record<string, string | undefined>, executable: string): void => {
  if (env.APPIMAGE && env.APPDIR && executable.startsWith(`${realPath(env.APPDIR)}/`)) return;
  for (const name of ['APPIMAGE', 'APPDIR', 'ARGV0', 'OWD']) delete env[name];
};

const realPath = (path: string): string => {
  try {
    return realpathSync(path);
  } catch {
    return path;
  }
};

/** Set for an app that runs on a virtual display because there is no other (build/screen/virtual-desktop.mjs). */
const virtualScreenVariable = 'FEISHU_BUZZ_VIRTUAL_SCREEN';

/** True for an app on a virtual display, where no person sees its windows. */
export const isVirtualScreen = (env: Environment): boolean => env[virtualScreenVariable] === '1';
