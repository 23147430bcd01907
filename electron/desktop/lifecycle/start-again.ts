import { spawn } from 'node:child_process';
import { dirname } from 'node:path';

export interface StartAgainDeps {
  app: { isPackaged: boolean; relaunch(options: { args: string[]; execPath?: string }): void };
  platform: NodeJS.Platform;
  env: Readonly<Record<string, string | undefined>>;
  pid: number;
}

/**
 * Waits for the process $0 to end, gives up what it inherited (an AppImage stays mounted while anybody holds the pipe of
 * its runtime), and becomes the command that follows.
 */
const whenGone = `
while kill -0 "$0" 2>/dev/null; do sleep 0.1; done
for fd in /proc/$$/fd/*; do
  fd=\${fd##*/}
  [ "$fd" -gt 2 ] && [ "$fd" != 255 ] && eval "exec $fd>&-"
done
exec "$@"`;

/** Has the program start again with these arguments once this process has ended. */
export const startAgain = ({ app, platform, env, pid }: StartAgainDeps, args: readonly string[]): void => {
  const image = platform === 'linux' && app.isPackaged ? env.APPIMAGE : undefined;
  if (image) {
    // Not by Electron's own way: its helper runs from the mount, which goes with this process, and forbids whatever it
    // starts to gain rights (PR_SET_NO_NEW_PRIVS), without which fusermount cannot mount the AppImage again. Bash is
    // there, since the AppImage's own start script needs it.
    spawn('bash', ['-c', whenGone, String(pid), image, ...args], {
      cwd: dirname(image),
      detached: true,
      stdio: 'ignore',
    }).unref();
    return;
  }
  // What was clicked, not what it unpacked for this one run (Windows).
  const execPath = app.isPackaged ? env.PORTABLE_EXECUTABLE_FILE : undefined;
  app.relaunch({ args: [...args], ...(execPath ? { execPath } : {}) });
};
