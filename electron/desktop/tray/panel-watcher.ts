import { setTimeout as later } from 'node:timers/promises';
import { busItself, openSessionBus } from '../session-bus/session-bus';

/** The program that shows tray icons on GNOME (with its extension), KDE and most newer desktops. */
const watcher = 'org.kde.StatusNotifierWatcher';
/** Time for Chromium to hand the icon over (ms). */
const handingOverMs = 1000;

/**
 * Tells when a panel for tray icons appears that was not there when the icon was made. Chromium asks for one only once;
 * without one it docks the icon the old way (XEmbed), where it may never be seen: at login the app is often faster than the
 * panel. Chromium follows a panel that restarts by itself (seen on Electron 33), and XEmbed panels as well.
 *
 * Without a bus there is no such panel, and nothing is told.
 */
export const awaitTrayHost = async (deps: {
  env: NodeJS.ProcessEnv;
  uid: number | null;
  appeared: () => void;
}): Promise<void> => {
  const { appeared } = deps;
  const bus = await openSessionBus(deps.env, deps.uid).catch(() => null);
  if (!bus) return;
  const readProperty = async (name: string) => {
    const properties = {
      destination: watcher,
      path: '/StatusNotifierWatcher',
      interface: 'org.freedesktop.DBus.Properties',
    };
    const answer = await bus.call(properties, 'Get', watcher, name).catch(() => null);
    return answer?.body[0];
  };
  const isThere = async (): Promise<boolean> => (await readProperty('IsStatusNotifierHostRegistered')) === true;
  /** The panel has this app's icon. Icons are named after their programs' connections (`:1.7/StatusNotifierItem`). */
  const hasIcon = async (): Promise<boolean> => {
    const icons = await readProperty('RegisteredStatusNotifierItems');
    // A panel that does not list its icons is believed to have it.
    if (typeof icons !== 'object') return true;
    const owners = icons.map(async (icon) => {
      const [name = ''] = icon.split('/');
      const answer = await bus.call(busItself, 'GetConnectionUnixProcessID', name).catch(() => null);
      return answer?.body[0] === process.pid;
    });
    return (await Promise.all(owners)).includes(true);
  };
  let told = false;
  const tell = () => {
    if (told) return;
    told = true;
    bus.close();
    appeared();
  };
  // The name comes first, the panel behind it a moment later. Chromium would give up in between.
  bus.listen(async ({ type, member }) => {
    if (type !== 'signal' || (member !== 'NameOwnerChanged' && member !== 'StatusNotifierHostRegistered')) return;
    if (!told && (await isThere())) tell();
  });
  try {
    // Signals before questions: otherwise a panel that comes in between would be missed.
    const named = `type='signal',sender='org.freedesktop.DBus',member='NameOwnerChanged',arg0='${watcher}'`;
    await bus.call(busItself, 'AddMatch', named);
    await bus.call(busItself, 'AddMatch', `type='signal',interface='${watcher}',member='StatusNotifierHostRegistered'`);
    if (told || !(await isThere())) return;
    // The panel may have come after the icon was made, and before this module listened.
    if (!(await hasIcon())) await later(handingOverMs);
    if (await hasIcon()) bus.close();
    else tell();
  } catch {
    bus.close();
  }
};
