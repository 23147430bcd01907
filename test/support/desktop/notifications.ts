import { execFile, spawn } from 'node:child_process';
import { promisify } from 'node:util';
import { inject } from 'vitest';
import { until } from '../clock/until';

const exec = promisify(execFile);

/** A notification as it reached the desktop's own daemon. */
export interface SeenNotification {
  title: string;
  body: string;
}

export interface NotificationWatch {
  /** Every one so far, in order. */
  all: () => readonly SeenNotification[];
  /** Waits for one whose title fits. */
  titled: (title: RegExp) => Promise<SeenNotification>;
  [Symbol.asyncDispose]: () => Promise<void>;
}

const onDesktop = () => ({ env: { ...process.env, ...inject('desktop').env } });
const ask = async (...args: readonly string[]): Promise<string> =>
  (await exec('dunstctl', args, onDesktop())).stdout.trim();

/** Listens on the session bus to what programs have the desktop show. */
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
        // The program's name, an icon, the title, the body.
        const [, , title, body] = [...call.matchAll(/^ {3}string "([\s\S]*?)"$/gm)].map(([, text = '']) => text);
        return title === undefined || body === undefined ? [] : [{ title, body }];
      });
  // It says so itself once it listens.
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

/** How many are on the screen. */
export const notificationsShown = async (): Promise<number> => Number(await ask('count', 'displayed'));

/** Does what a click on the newest one does. */
export const clickNotification = async (): Promise<void> => {
  await ask('action', '0');
};

export const closeNotifications = async (): Promise<void> => {
  await ask('close-all');
};
