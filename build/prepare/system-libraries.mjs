import { constants, existsSync } from 'node:fs';
import { access, mkdir, readFile, writeFile } from 'node:fs/promises';
import { delimiter, dirname, join } from 'node:path';
import { step } from '../script/progress.mjs';
import { run, Stop } from '../script/run.mjs';

/**
 * The abilities the machine needs: to open the app on its own screen, on a virtual one, or also to be driven by the tests
 * and the demo.
 * @typedef {'screen' | 'virtual screen' | 'tests'} Need
 */

/** @typedef {{ library: string } | { command: string } | { font: string } | { folder: string }} Part */
/** @typedef {{ part: Part, from: string }} Wanted a part, and the Debian package that holds it */

/** Libraries that Electron loads by name at run time, so that `ldd` does not see them. @type {readonly Wanted[]} */
const forElectron = [
  { part: { library: 'libgtk-3.so.0' }, from: 'libgtk-3-0' },
  { part: { library: 'libnss3.so' }, from: 'libnss3' },
  { part: { library: 'libasound.so.2' }, from: 'libasound2' },
  { part: { library: 'libgbm.so.1' }, from: 'libgbm1' },
  { part: { library: 'libXss.so.1' }, from: 'libxss1' },
  { part: { library: 'libnotify.so.4' }, from: 'libnotify4' },
  { part: { library: 'libsecret-1.so.0' }, from: 'libsecret-1-0' },
  { part: { library: 'libatspi.so.0' }, from: 'at-spi2-core' },
];

/** Parts of a virtual desktop: screen, window manager, tray, notifications, keyring. @type {readonly Wanted[]} */
const forVirtualScreen = [
  { part: { command: 'Xvfb' }, from: 'xvfb' },
  { part: { command: 'dbus-daemon' }, from: 'dbus' },
  { part: { command: 'dbus-send' }, from: 'dbus' },
  { part: { command: 'openbox' }, from: 'openbox' },
  { part: { command: 'trayer' }, from: 'trayer' },
  { part: { command: 'dunst' }, from: 'dunst' },
  { part: { command: 'gnome-keyring-daemon' }, from: 'gnome-keyring' },
  { part: { command: 'scrot' }, from: 'scrot' },
  { part: { font: 'zh' }, from: 'fonts-noto-cjk' },
];

/** Tools that drive the keyboard, the mouse, the windows and the screen. @type {readonly Wanted[]} */
const forTests = [
  { part: { command: 'xdotool' }, from: 'xdotool' },
  { part: { command: 'wmctrl' }, from: 'wmctrl' },
  { part: { command: 'xwininfo' }, from: 'x11-utils' },
  { part: { command: 'xrandr' }, from: 'x11-xserver-utils' },
  // Debian keeps its programs off the path. Relays that share a database are tested on it.
  { part: { folder: '/usr/lib/postgresql' }, from: 'postgresql' },
  { part: { command: 'pgbouncer' }, from: 'pgbouncer' },
  // A relay hears of alarms from the real one, and runs with nothing but what its image holds.
  { part: { command: 'prometheus-alertmanager' }, from: 'prometheus-alertmanager' },
  { part: { command: 'bwrap' }, from: 'bubblewrap' },
];

/** @type {Record<Need, readonly Wanted[]>} */
const wantedFor = {
  screen: forElectron,
  'virtual screen': [...forElectron, ...forVirtualScreen],
  tests: [...forElectron, ...forVirtualScreen, ...forTests],
};

/** @param {string} command */
export async function commandExists(command) {
  // Services such as Xvfb live in the sbin folders of some systems, which are not always on the path of a user.
  for (const folder of [...(process.env.PATH ?? '').split(delimiter), '/usr/sbin', '/sbin']) {
    if (
      await access(join(folder, command), constants.X_OK).then(
        () => true,
        () => false,
      )
    )
      return true;
  }
  return false;
}

/** @returns {Promise<string>} the names of all libraries that the loader knows */
async function knownLibraries() {
  for (const ldconfig of ['ldconfig', '/sbin/ldconfig', '/usr/sbin/ldconfig']) {
    const { code, output } = await run(ldconfig, ['-p']);
    if (code === 0) return output;
  }
  return '';
}

/** @param {Need} need @returns {Promise<string[]>} the packages of what is missing, each once */
async function missingPackages(need) {
  const libraries = await knownLibraries();
  const missing = await Promise.all(
    wantedFor[need].map(async ({ part, from }) => {
      if ('library' in part) return libraries.includes(`${part.library} `) ? null : from;
      if ('command' in part) return (await commandExists(part.command)) ? null : from;
      if ('folder' in part) return existsSync(part.folder) ? null : from;
      const fonts = await run('fc-list', [`:lang=${part.font}`, 'family']);
      return fonts.code === 0 && fonts.output.trim() ? null : from;
    }),
  );
  return [...new Set(missing.filter((name) => name !== null))];
}

/** @param {string} electron @returns {Promise<string[]>} libraries that the binary is linked to and that are not there */
async function unresolvedLibraries(electron) {
  const { output } = await run('ldd', [electron]);
  return [...output.matchAll(/^\s*(\S+) => not found/gm)].map((match) => match[1] ?? '');
}

/** @returns {Promise<boolean>} */
async function hasApt() {
  const release = await readFile('/etc/os-release', 'utf8').catch(() => '');
  return /^(ID|ID_LIKE)=.*\b(debian|ubuntu)\b/m.test(release) && (await commandExists('apt-get'));
}

/**
 * Ubuntu 24.04 and Debian 13 renamed some libraries (`libgtk-3-0t64`) when time became 64 bits wide.
 * @param {readonly string[]} names
 */
async function namesHere(names) {
  return Promise.all(
    names.map(async (name) => {
      const { output } = await run('apt-cache', ['policy', name]);
      return /Candidate: (?!\(none\))/.test(output) ? name : `${name}t64`;
    }),
  );
}

/**
 * On Debian and Ubuntu: installs what is missing when root, otherwise prints the exact command. On other Linuxes names
 * what is missing. Elsewhere there is nothing to do.
 * @param {{ electron: Promise<string>, need: Need }} options the binary may still be on its way
 */
export async function ensureSystemLibraries({ electron, need }) {
  if (process.platform !== 'linux') return;
  const installs = process.getuid?.() === 0 && (await hasApt());
  const byName = await missingPackages(need);
  const installed = installs && byName.length > 0;
  if (installed) await install(byName);
  const binary = await electron;
  const unresolved = await unresolvedLibraries(binary);
  const missing = installed ? await missingPackages(need) : byName;
  if (unresolved.length === 0 && missing.length === 0) return;

  const what = [...unresolved, ...missing].join(', ');
  if (!(await hasApt())) throw new Stop(`The system lacks what the app needs (named as in Debian): ${what}.`);
  // A library that only `ldd` names comes with one of the packages Electron needs anyway.
  const asked = unresolved.length > 0 ? [...new Set([...missing, ...forElectron.map(({ from }) => from)])] : missing;
  if (!installs) {
    const names = await namesHere(asked);
    throw new Stop(
      `The system lacks what the app needs: ${what}.\nInstall it with:\n\n  sudo apt-get update && sudo apt-get install -y --no-install-recommends ${names.join(' ')}\n`,
    );
  }
  await install(asked);
  const still = [...(await unresolvedLibraries(binary)), ...(await missingPackages(need))];
  if (still.length > 0) throw new Stop(`Still missing after installing ${asked.join(' ')}: ${still.join(', ')}.`);
}

/** Debian's package makes a server for the whole machine and starts it, unless this file says no. */
const clusterFile = '/etc/postgresql-common/createcluster.conf';

/** @param {readonly string[]} packages */
async function install(packages) {
  if (packages.includes('postgresql') && !existsSync(clusterFile)) {
    await mkdir(dirname(clusterFile), { recursive: true });
    await writeFile(clusterFile, 'create_main_cluster = false\n');
  }
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  await step(`Installing system packages: ${packages.join(' ')}`, async () => {
    const update = await run('apt-get', ['update'], { env });
    const names = await namesHere(packages);
    // Another program may be installing just now: an unattended upgrade, or the tests of another clone.
    const patient = ['-o', 'DPkg::Lock::Timeout=300'];
    const { code, output } = await run('apt-get', ['install', '-y', '--no-install-recommends', ...patient, ...names], {
      env,
    });
    if (code !== 0) {
      const why = update.code === 0 ? output : `${update.output}\n${output}`;
      throw new Stop(`${why.trim()}\n\nThe packages could not be installed: ${names.join(' ')}`);
    }
  });
}
