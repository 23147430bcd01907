import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { ok } from '../../../electron/contract/advice/problem';
import { AppId } from '../../../electron/contract/model/ids';
import { practiceId } from '../../../electron/contract/model/workspace';
import { Directory } from '../../../electron/core/directory/directory';
import { createLimiter } from '../../../electron/core/feishu/client/limiter';
import { systemClock } from '../../../electron/core/ports/clock';
import { openDirectoryCaches } from '../../../electron/storage/directory-caches';
import { until } from '../clock/until';
import { hurriedClock } from '../clock/virtual-clock';
import { connectedClient } from '../feishu/connected-client';
import { practiceAt } from '../feishu/practice-remote';

/**
 * A practice Feishu with this many people in a process of its own, without rate limits, so that a test measures only the
 * directory; and directories of it that keep their people in `folder`. `root`: folder of the project.
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
  const said = await until(
    'practice is there',
    () => /Base URL\s+(\S+)\s+App ID\s+(\S+)\s+App Secret\s+\S+\s+Control\s+(\S+)/.exec(out),
    60_000,
  );
  const [, baseUrl = '', appId = '', controlToken = ''] = said;
  const practice = practiceAt({ baseUrl, controlToken });
  await practice.change({ limits: { perSecond: null, perMinute: null } });
  // Shared by all directories, so that each waits for the writes of the one before.
  const caches = openDirectoryCaches({ folder, report: () => undefined });
  return {
    practice,
    /** Directory that knows only the people in the folder. */
    open: () => {
      const feishu = connectedClient(
        { baseUrl, appId, appSecret },
        { limiter: createLimiter({ clock: systemClock, limits: () => [] }) },
      );
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
