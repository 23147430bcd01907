import { createClient } from 'x11';
import type { Point } from './placement';

/** Longest wait for the server's answer (ms), as a window waits for it. */
const patienceMs = 100;

/** Asks for the pointer's place on the whole desktop (physical pixels); null when the server does not answer. */
export type AskPointer = () => Promise<Point | null>;

/**
 * Connects to an X server to ask where the pointer is. Chromium knows it only while it is over a window of this app, and
 * else repeats the last known place (electron/electron#42519, seen on Electron 33): a hotkey pressed on the second screen would
 * show the window on the first.
 *
 * @param display `DISPLAY`
 * @returns null without a server
 */
export const connectXPointer = (display: string): Promise<AskPointer | null> =>
  new Promise((resolve) => {
    let gone = false;
    const lost = () => {
      gone = true;
      resolve(null);
    };
    const client = createClient({ display, shm: 'off', disableBigRequests: true }, (failed, connected) => {
      const root = connected?.screen[0]?.root;
      if (failed || root === undefined) return lost();
      resolve(
        () =>
          new Promise((tell) => {
            if (gone) return tell(null);
            setTimeout(tell, patienceMs, null);
            client.QueryPointer(root, (refused, pointer) =>
              tell(refused ? null : { x: pointer.rootX, y: pointer.rootY }),
            );
          }),
      );
    });
    client.on('error', lost);
    client.on('end', lost);
  });
