import { setTimeout as later } from 'node:timers/promises';
import { connectSessionBus, theBus } from './session-bus';

/** Who shows tray icons on GNOME (with its extension), KDE and most newer desktops. */
const watcher = 'org.kde.StatusNotifierWatcher';
/** Chromium may just be handing the icon over, ms. */
const handingOverMs = 1000;

/**
 * Tells when a panel for tray icons appears that was not there when the icon was made. Chromium asks for one only once,
 * and else docks the icon the old way (XEmbed), where nobody may ever look: at login we are often faster than the panel.
 * One that restarts is followed by Chromium itself (seen on Electron 33), as are XEmbed panels.
 *
 * @param addresses `DBUS_SESSION_BUS_ADDRESS`; without a bus there is no such panel, and nothing is told
 */
export const awaitTrayHost = async (parts: {
  addresses: string | undefined;
  uid: number | null;
  appeared: () => void;
}): Promise<void> => {
  const { addresses, uid, appeared } = parts;
  if (!addresses || uid === null) return;
  const bus = await connectSessionBus(addresses, uid).catch(() => null);
  if (!bus) return;
  const property = async (name: string) => {
    const properties = {
      destination: watcher,
      path: '/StatusNotifierWatcher',
      interface: 'org.freedesktop.DBus.Properties',
    };
    const answer = await bus.ask(properties, 'Get', watcher, name).catch(() => null);
    return answer?.body[0];
  };
  const isThere = async (): Promise<boolean> => (await property('IsStatusNotifierHostRegistered')) === true;
  /** Its icons are named after their programs' connections: `:1.7/StatusNotifierItem`. One that names none is believed. */
  const hasOurs = async (): Promise<boolean> => {
    const icons = await property('RegisteredStatusNotifierItems');
    if (typeof icons !== 'object') return true;
    const owners = icons.map(async (icon) => {
      const [name = ''] = icon.split('/');
      const answer = await bus.ask(theBus, 'GetConnectionUnixProcessID', name).catch(() => null);
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
  // The name comes first, the panel behind it a moment later: Chromium would turn away in between.
  bus.listen(async ({ type, member }) => {
    if (type !== 'signal' || (member !== 'NameOwnerChanged' && member !== 'StatusNotifierHostRegistered')) return;
    if (!told && (await isThere())) tell();
  });
  try {
    // The signals first: a panel that comes between the questions would be missed.
    const named = `type='signal',sender='org.freedesktop.DBus',member='NameOwnerChanged',arg0='${watcher}'`;
    await bus.ask(theBus, 'AddMatch', named);
    await bus.ask(theBus, 'AddMatch', `type='signal',interface='${watcher}',member='StatusNotifierHostRegistered'`);
    if (told || !(await isThere())) return;
    // It may have come after the icon was made, and before anybody listened.
    if (!(await hasOurs())) await later(handingOverMs);
    if (await hasOurs()) bus.close();
    else tell();
  } catch {
    bus.close();
  }
};
