import { mkdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { say } from './progress.mjs';

/** Between making the folder and writing the pid there is a moment without one; so long a moment is a dead owner, ms. */
const ownerlessMs = 10_000;

/** @param {number} pid */
function alive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

/**
 * Lets one process at a time do `work`; the others wait. A folder is the lock, since making one is atomic everywhere;
 * a lock whose owner has died is taken over.
 * @template T
 * @param {string} path where the lock stands
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function withLock(path, work) {
  await mkdir(dirname(path), { recursive: true });
  const owner = join(path, 'pid');
  let waiting = false;
  for (;;) {
    try {
      await mkdir(path);
      break;
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
    }
    const pid = Number(await readFile(owner, 'utf8').catch(() => ''));
    const made = pid ? null : await stat(path).catch(() => null);
    if (pid ? !alive(pid) : made && Date.now() - made.mtimeMs > ownerlessMs) {
      await rm(path, { recursive: true, force: true });
      continue;
    }
    if (!waiting) say(`Waiting for another process (${pid || 'starting'}) that does the same`);
    waiting = true;
    await wait(200);
  }
  try {
    await writeFile(owner, String(process.pid));
    return await work();
  } finally {
    await rm(path, { recursive: true, force: true });
  }
}
