import { execFile } from 'node:child_process';
import { createClient } from 'x11';
import { type KeyboardFacts, noFacts } from './reach';
import { isWayland } from './wayland-limit';

type Env = Readonly<Record<string, string | undefined>>;

/** Longest wait for an answer of the X server, and of the desktop's settings (ms). */
const patienceMs = 2_000;
/** The property of the root window in which `setxkbmap` and desktops write the keyboard's rules (libxkbfile, XKBrules.h). */
const rulesName = '_XKB_RULES_NAMES';
/** `XA_STRING`, the predefined atom (X11 protocol, appendix B). */
const stringType = 31;
/** Longest property that is read, in units of four bytes. */
const longestProperty = 1024;

/** Options of the keyboard on an X display: the fifth of the texts of rules, model, layout, variant and options. */
const readXOptions = (display: string): Promise<readonly string[]> =>
  new Promise((resolve) => {
    const client = createClient({ display, shm: 'off', disableBigRequests: true }, (failed, connected) => {
      const root = connected?.screen[0]?.root;
      if (failed || root === undefined) return resolve([]);
      const end = (options: readonly string[]) => {
        client.close(() => undefined);
        resolve(options);
      };
      client.InternAtom(true, rulesName, (unknown, atom) => {
        if (unknown || atom === 0) return end([]);
        client.GetProperty(0, root, atom, stringType, 0, longestProperty, (refused, property) =>
          end(refused ? [] : optionsIn(property.data.toString('latin1').split('\0')[4] ?? '')),
        );
      });
    });
    for (const event of ['error', 'end'] as const) client.on(event, () => resolve([]));
    setTimeout(resolve, patienceMs, []);
  });

const optionsIn = (list: string): string[] => list.split(',').filter(Boolean);

/** Runs a program and answers with what it prints; '' if it is not there, fails or takes too long. */
export type Ask = (program: string, ...args: readonly string[]) => Promise<string>;

export const askProgram: Ask = (program, ...args) =>
  new Promise((resolve) => {
    execFile(program, args, { timeout: patienceMs, maxBuffer: 1_000_000 }, (failed, stdout) =>
      resolve(failed ? '' : stdout),
    );
  });

/** Desktops that keep their keys in GNOME's settings, by `XDG_CURRENT_DESKTOP`. */
const gnomes = /GNOME|Unity|Budgie|Pantheon/iu;
/** Schemas with keys that such a desktop takes before programs do. */
const schemas = [
  'org.gnome.desktop.wm.keybindings',
  'org.gnome.mutter.keybindings',
  'org.gnome.shell.keybindings',
  'org.gnome.settings-daemon.plugins.media-keys',
];
const quoted = /'([^']*)'/gu;
const textsIn = (list: string): string[] => [...list.matchAll(quoted)].flatMap(([, text]) => (text ? [text] : []));

/** `org.gnome.desktop.wm.keybindings close ['<Alt>F4']`, a line for each key of a schema. */
const keysIn = (listing: string): KeyboardFacts['desktopKeys'] =>
  listing.split('\n').flatMap((line) => {
    const [, action = '', value = ''] = /^\S+ (\S+) (.*)$/u.exec(line) ?? [];
    return textsIn(value).flatMap((keys) => (keys.includes('<') ? [{ keys, action }] : []));
  });

/** Reads what takes keys before programs get them: the options of the keyboard, and the keys of GNOME. Linux only. */
export const readKeyboardFacts = async (
  platform: NodeJS.Platform,
  env: Env,
  ask: Ask = askProgram,
): Promise<KeyboardFacts> => {
  if (platform !== 'linux') return noFacts;
  const { DISPLAY: display = '', XDG_CURRENT_DESKTOP: desktop = '' } = env;
  const gnome = gnomes.test(desktop);
  const [onX, saved, ...listings] = await Promise.all([
    display === '' || isWayland(platform, env) ? [] : readXOptions(display),
    gnome ? ask('gsettings', 'get', 'org.gnome.desktop.input-sources', 'xkb-options') : '',
    ...(gnome ? schemas : []).map((schema) => ask('gsettings', 'list-recursively', schema)),
  ]);
  return { options: [...new Set([...onX, ...textsIn(saved)])], desktopKeys: listings.flatMap(keysIn) };
};
