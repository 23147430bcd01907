import { mkdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { say } from './progress.mjs';

/** Age at which a lock without a pid counts as abandoned (ms). Its owner writes the pid just after making the folder. */
const ownerlessMs = 10_000;

/** @param {unknown} error @param {string} code */
const hasCode = (error, code) => error instanceof Error && 'code' in error && error.code === code;

/** @param {number} pid */
function alive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return hasCode(error, 'EPERM');
  }
}

/**
 * Lets one process at a time do `work`; the others wait. The lock is a folder, since making one is atomic everywhere. A
 * lock whose owner has died is taken over.
 * @template T
 * @param {string} path of the lock
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
      if (!hasCode(error, 'EEXIST')) throw error;
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
