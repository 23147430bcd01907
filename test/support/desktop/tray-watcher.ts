import { inject } from 'vitest';
import { connectSessionBus, theBus } from '../../../electron/desktop/tray/session-bus';

/** A panel of the newer kind (StatusNotifier) on the desktop of the tests, as far as a program notices one. */
export interface TrayWatcher {
  /** The icons that were handed to it, by their program's connection. */
  icons: () => readonly string[];
  close: () => void;
}

const name = 'org.kde.StatusNotifierWatcher';

/** Puts such a panel on the session bus: it takes icons, and shows them to nobody. */
export const startTrayWatcher = async (): Promise<TrayWatcher> => {
  const { env } = inject('desktop');
  const bus = await connectSessionBus(env.DBUS_SESSION_BUS_ADDRESS ?? '', process.getuid?.() ?? 0);
  const icons: string[] = [];
  bus.listen(({ type, serial, sender, member, body }) => {
    if (type !== 'call') return;
    if (member === 'RegisterStatusNotifierItem') icons.push(`${sender}/StatusNotifierItem`);
    const answer = body[1] === 'RegisteredStatusNotifierItems' ? icons : body[1] === 'IsStatusNotifierHostRegistered';
    const answers = member === 'Get' ? [{ variant: answer }] : [];
    bus.send({ type: 'return', serial: bus.nextSerial(), replyTo: serial, destination: sender, body: answers });
  });
  await bus.ask(theBus, 'RequestName', name, 0);
  return { icons: () => icons, close: bus.close };
};
