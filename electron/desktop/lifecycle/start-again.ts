import { spawn } from 'node:child_process';
import { dirname } from 'node:path';

export interface StartAgainDeps {
  app: { isPackaged: boolean; relaunch(options: { args: string[]; execPath?: string }): void };
  platform: NodeJS.Platform;
  env: Readonly<Record<string, string | undefined>>;
  pid: number;
}

/**
 * A script that waits for the process $0 to end, closes the files it inherited (an AppImage stays mounted while a process
 * holds the pipe of its runtime), and becomes the command that follows.
 */
const whenGone = `
while kill -0 "$0" 2>/dev/null; do sleep 0.1; done
for fd in /proc/$$/fd/*; do
  fd=\${fd##*/}
  [ "$fd" -gt 2 ] && [ "$fd" != 255 ] && eval "exec $fd>&-"
done
exec "$@"`;

/** Starts the program again with these arguments once this process has ended. */
export const startAgain = ({ app, platform, env, pid }: StartAgainDeps, args: readonly string[]): void => {
  const image = platform === 'linux' && app.isPackaged ? env.APPIMAGE : undefined;
  if (image) {
    // Not by Electron's `relaunch`: its helper runs from the mount, which goes with this process, and keeps the programs it
    // starts from gaining rights (PR_SET_NO_NEW_PRIVS), without which fusermount cannot mount the AppImage again. Bash is
    // installed, since the AppImage's own start script needs it.
    spawn('bash', ['-c', whenGone, String(pid), image, ...args], {
      cwd: dirname(image),
      detached: true,
      stdio: 'ignore',
    }).unref();
    return;
  }
  // The file that was clicked, not the one it unpacked for this run (Windows).
  const execPath = app.isPackaged ? env.PORTABLE_EXECUTABLE_FILE : undefined;
  app.relaunch({ args: [...args], ...(execPath ? { execPath } : {}) });
};
