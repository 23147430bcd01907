import { spawn } from 'node:child_process';
import { chmodSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { until } from '../../../test/support/clock/until';
import { tempFolder } from '../../../test/support/disk/temp-folder';
import { startAgain } from './start-again';

const app = (isPackaged: boolean) => ({ isPackaged, relaunch: vi.fn() });
const relaunched = (change: { platform?: NodeJS.Platform; packaged?: boolean; env?: Record<string, string> }) => {
  const host = app(change.packaged ?? true);
  startAgain({ app: host, platform: change.platform ?? 'linux', env: change.env ?? {}, pid: process.pid }, [
    '--a',
    'b',
  ]);
  return host.relaunch.mock.calls;
};

describe('starting again', () => {
  it('is the system’s own way for an installed program', () => {
    expect(relaunched({})).toEqual([[{ args: ['--a', 'b'] }]]);
  });

  it('starts the portable program that was clicked, not the one it unpacked for this run', () => {
    const env = { PORTABLE_EXECUTABLE_FILE: 'D:\\buzz.exe' };
    expect(relaunched({ platform: 'win32', env })).toEqual([[{ args: ['--a', 'b'], execPath: 'D:\\buzz.exe' }]]);
  });

  it('takes no other program’s AppImage or portable file for its own when it runs from the sources', () => {
    const env = { PORTABLE_EXECUTABLE_FILE: 'D:\\editor.exe', APPIMAGE: '/home/me/editor.AppImage' };
    expect(relaunched({ packaged: false, env })).toEqual([[{ args: ['--a', 'b'] }]]);
  });

  it.runIf(process.platform === 'linux')(
    'mounts an AppImage anew once the old process is gone, with the same words and nothing of what was open',
    async () => {
      const folder = tempFolder();
      const old = spawn('cat', { stdio: ['pipe', 'ignore', 'ignore'] });
      try {
        const image = join(folder, '飞书 buzz.AppImage');
        // The copy prints if the old process still runs, its rights, its open files and its arguments.
        writeFileSync(
          image,
          `#!/bin/bash
kill -0 ${old.pid} 2>/dev/null && echo too early || echo in time
grep NoNewPrivs /proc/$$/status
for fd in /proc/$$/fd/*; do [ "\${fd##*/}" -gt 2 ] && [ "$(readlink "$fd")" != "$0" ] && readlink "$fd"; done
printf '%s|' "$@"
mv '${join(folder, 'part')}' '${join(folder, 'told')}'
`.replace(/^#!\/bin\/bash$/m, `#!/bin/bash\nexec > '${join(folder, 'part')}'`),
        );
        chmodSync(image, 0o755);
        const host = app(true);
        const args = ['--unfinished=a&b', 'two words', '$HOME "x"'];
        startAgain({ app: host, platform: 'linux', env: { APPIMAGE: image }, pid: old.pid ?? 0 }, args);
        old.stdin.end();
        const told = await until('it has started', () => {
          try {
            return readFileSync(join(folder, 'told'), 'utf8');
          } catch {
            return null;
          }
        });
        expect(told.split('\n')).toEqual(['in time', 'NoNewPrivs:\t0', '--unfinished=a&b|two words|$HOME "x"|']);
        expect(host.relaunch).not.toHaveBeenCalled();
      } finally {
        old.kill();
      }
    },
  );
});
