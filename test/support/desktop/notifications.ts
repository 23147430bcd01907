import { execFile, spawn } from 'node:child_process';
import { promisify } from 'node:util';
import { until } from '../clock/until';
import { ownDesktop } from './desktop-session';

const exec = promisify(execFile);

/** Notification as the desktop's daemon got it. */
export interface SeenNotification {
  title: string;
  body: string;
}

export interface NotificationWatch {
  /** All notifications so far, in order. */
  all: () => readonly SeenNotification[];
  /** Waits for a notification with a matching title. */
  titled: (title: RegExp) => Promise<SeenNotification>;
  [Symbol.asyncDispose]: () => Promise<void>;
}

const onDesktop = () => ({ env: { ...process.env, ...ownDesktop().env } });
const ask = async (...args: readonly string[]): Promise<string> =>
  (await exec('dunstctl', args, onDesktop())).stdout.trim();

/** Listens on the session bus to notifications of all programs. */
export const watchNotifications = async (): Promise<NotificationWatch> => {
  const filter = "interface='org.freedesktop.Notifications',member='Notify'";
  const monitor = spawn('dbus-monitor', ['--session', filter], onDesktop());
  const gone = new Promise<void>((resolve) => monitor.once('exit', () => resolve()));
  let output = '';
  monitor.stdout.on('data', (chunk: Buffer) => {
    output += chunk.toString();
  });
  const all = () =>
    output
      .split(/^method call /m)
      .filter((call) => call.includes('member=Notify'))
      .flatMap((call) => {
        // Name of the program, icon, title, body.
        const [, , title, body] = [...call.matchAll(/^ {3}string "([\s\S]*?)"$/gm)].map(([, text = '']) => text);
        return title === undefined || body === undefined ? [] : [{ title, body }];
      });
  // The monitor reports when it listens.
  await until('the monitor listens', () => output !== '');
  return {
    all,
    titled: (title) =>
      until(`a notification ${title}`, () => all().find((seen) => title.test(seen.title)) ?? null, 20_000),
    [Symbol.asyncDispose]: async () => {
      monitor.kill();
      await gone;
    },
  };
};

/** Number of notifications on the screen. */
export const notificationsShown = async (): Promise<number> => Number(await ask('count', 'displayed'));

/** Does the same as a click on the newest notification. */
export const clickNotification = async (): Promise<void> => {
  await ask('action', '0');
};

export const closeNotifications = async (): Promise<void> => {
  await ask('close-all');
};
