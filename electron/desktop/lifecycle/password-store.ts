import type { App } from 'electron';
import type { SessionBus } from '../session-bus/session-bus';

type Environment = Readonly<Record<string, string | undefined>>;

/** Chromium's switch for the place where secrets are kept. Without it, the name of the desktop decides. */
const switchName = 'password-store';

/** Desktops on which Chromium takes libsecret by itself (its `SelectBackend`), so that nothing has to be asked. */
const known: ReadonlySet<string> = new Set(['GNOME', 'Unity', 'X-Cinnamon', 'Pantheon', 'XFCE', 'UKUI', 'Deepin']);

/** Time in which the bus answers (ms): the start waits for it, on desktops without a known name alone. */
const answeredWithin = 500;

const secretService = 'org.freedesktop.secrets';

const desktopNames = ({ XDG_CURRENT_DESKTOP: names = '' }: Environment): readonly string[] =>
  names.split(':').map((name) => name.trim());

/** KDE has KWallet, which Chromium takes by itself. */
const isKde = (env: Environment): boolean =>
  desktopNames(env).includes('KDE') ||
  env.KDE_FULL_SESSION !== undefined ||
  /^(kde|plasma)/.test(env.DESKTOP_SESSION ?? '');

export interface PasswordStoreDeps {
  commandLine: Pick<App['commandLine'], 'hasSwitch' | 'appendSwitch'>;
  platform: NodeJS.Platform;
  env: NodeJS.ProcessEnv;
  openBus?: (env: NodeJS.ProcessEnv) => Promise<SessionBus>;
  /** Resolves after a time (ms). */
  later: (ms: number) => Promise<unknown>;
}

/**
 * Makes Chromium use the keyring of desktops that it does not know by name (i3, sway, Hyprland): it would find none there,
 * although a secret service answers. To be called before the app is ready, when the choice is made.
 */
export const choosePasswordStore = async (deps: PasswordStoreDeps): Promise<void> => {
  const { commandLine, platform, env } = deps;
  if (platform !== 'linux' || commandLine.hasSwitch(switchName)) return;
  if (isKde(env) || desktopNames(env).some((name) => known.has(name))) return;
  const bus = (deps.openBus ?? openOwnBus)(env);
  const late = deps.later(answeredWithin).then(() => false);
  const answers = await Promise.race([bus.then(hasSecretService), late]).catch(() => false);
  void bus.then((opened) => opened.close()).catch(() => undefined);
  if (answers) commandLine.appendSwitch(switchName, 'gnome-libsecret');
};

// Loaded when it is asked: most starts need no bus here.
const openOwnBus = async (env: NodeJS.ProcessEnv): Promise<SessionBus> => {
  const { openSessionBus } = await import('../session-bus/session-bus');
  return openSessionBus(env, process.getuid?.() ?? null);
};

/** A service that runs, or one that the bus would start. */
const hasSecretService = async (bus: SessionBus): Promise<boolean> => {
  const { busItself } = await import('../session-bus/session-bus');
  const [owned] = (await bus.call(busItself, 'NameHasOwner', secretService)).body;
  if (owned === true) return true;
  const [startable] = (await bus.call(busItself, 'ListActivatableNames')).body;
  return typeof startable === 'object' && startable.includes(secretService);
};

/** What was asked for a keyring when none was found, for a sentence. */
export const triedStores = (commandLine: Pick<App['commandLine'], 'getSwitchValue'>, env: Environment): string => {
  const chosen = commandLine.getSwitchValue(switchName);
  if (chosen) return `--${switchName}=${chosen}`;
  return [env.XDG_CURRENT_DESKTOP || env.DESKTOP_SESSION, secretService].filter(Boolean).join(', ');
};
