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

type Variables = Record<string, string | undefined>;

/**
 * Takes the variables of an AppImage, or of a portable program of Windows, out of the environment unless it is the one that
 * runs: they are inherited from any such program, a terminal or an editor for instance, and the login and a restart would
 * start that one, and an update overwrite it.
 */
export const forgetOtherPackage = (env: Variables, executable: string): void => {
  if (!isOurImage(env, executable)) for (const name of ['APPIMAGE', 'APPDIR', 'ARGV0', 'OWD']) delete env[name];
  if (!isOurPortable(env, executable))
    for (const name of ['FILE', 'DIR', 'APP_FILENAME']) delete env[`PORTABLE_EXECUTABLE_${name}`];
};

const isOurImage = (env: Variables, executable: string): boolean =>
  Boolean(env.APPIMAGE && env.APPDIR && executable.startsWith(`${realPath(env.APPDIR)}/`));

/** What electron-builder calls the program in a portable file: the package's name or the product's. */
const portableNames: readonly (string | undefined)[] = ['feishu-buzz', 'Feishu Buzz'];

/** A portable file unpacks itself among temporary files and runs the program there. An installed one lies elsewhere. */
const isOurPortable = (env: Variables, executable: string): boolean => {
  const program = realPath(executable).toLowerCase();
  return (
    Boolean(env.PORTABLE_EXECUTABLE_FILE) &&
    portableNames.includes(env.PORTABLE_EXECUTABLE_APP_FILENAME) &&
    [env.TMP, env.TEMP].some((folder) => folder && program.startsWith(`${realPath(folder).toLowerCase()}\\`))
  );
};

/** Windows may name a folder in two ways, of which one is short (`LONGNA~1`). */
const realPath = (path: string): string => {
  try {
    return realpathSync.native(path);
  } catch {
    return path;
  }
};

/** Set for an app that runs on a virtual display because there is no other (build/screen/virtual-desktop.mjs). */
const virtualScreenVariable = 'FEISHU_BUZZ_VIRTUAL_SCREEN';

/** True for an app on a virtual display, where no person sees its windows. */
export const isVirtualScreen = (env: Environment): boolean => env[virtualScreenVariable] === '1';
