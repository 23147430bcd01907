import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { ok } from '../../../electron/contract/advice/problem';
import { AppId } from '../../../electron/contract/model/ids';
import { practiceId } from '../../../electron/contract/model/workspace';
import { Directory } from '../../../electron/core/directory/directory';
import { createLimiter } from '../../../electron/core/feishu/client/limiter';
import { createFeishu } from '../../../electron/core/feishu/endpoints/create-feishu';
import { systemClock } from '../../../electron/core/ports/clock';
import { openDirectoryCaches } from '../../../electron/storage/directory-caches';
import { until } from '../clock/until';
import { hurriedClock } from '../clock/virtual-clock';
import { freeSeats } from '../feishu/fake-feishu';
import { practiceAt } from '../feishu/practice-remote';

/**
 * A practice Feishu of so many people in a process of its own, without limits, so that what is looked at is the directory
 * alone; and directories of it that keep their people in `folder`. `root` is the project's.
 */
export const startLargeCompany = async (people: number, { root, folder }: { root: string; folder: string }) => {
  const appSecret = 'large';
  const options = ['--scale', String(people), '--speed', '0', '--app-secret', appSecret];
  const server = spawn(process.execPath, [join(root, 'build/practice.mjs'), ...options], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  let out = '';
  server.stdout?.on('data', (chunk) => {
    out += String(chunk);
  });
  const said = await until('practice is there', () => /Base URL\s+(\S+)\s+App ID\s+(\S+)/.exec(out), 60_000);
  const appId = said[2] ?? '';
  const practice = practiceAt(said[1] ?? '');
  await practice.change({ limits: { perSecond: null, perMinute: null } });
  // One for all: what one directory still writes, the next one waits for.
  const caches = openDirectoryCaches({ folder, report: () => undefined });
  return {
    practice,
    /** A directory that knows nobody yet but whom the folder holds. */
    open: () => {
      const feishu = createFeishu({
        baseUrl: practice.baseUrl,
        appId,
        secret: async () => appSecret,
        fetch: (url, init) => fetch(url, init),
        paidFetch: freeSeats(fetch),
        clock: systemClock,
        limiter: createLimiter({ clock: systemClock, limits: () => [] }),
      });
      return new Directory({
        feishu: () => ok(feishu),
        clock: hurriedClock(),
        contacts: { feishu, quiet: async () => undefined },
        cache: caches.open({ id: practiceId, appId: AppId.parse(appId) }),
      });
    },
    close: async () => {
      server.kill('SIGKILL');
      await caches.settled();
    },
  };
};
