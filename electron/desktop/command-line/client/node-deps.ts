import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { errorCodeOf } from '../../../core/text/error-code';
import { findOwner } from '../../../storage/data-owner';
import { writePrivate } from '../../../storage/private/private-files';
import { readSecret } from './read-secret';
import type { ClientDeps, StartedApp } from './run-client';
import { whereaboutsOf } from './whereabouts';

/** Starts a program in a session of its own: it outlives this process and keeps no pipe or terminal of ours open. */
export const startApp = (
  command: string,
  args: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
): Promise<StartedApp> =>
  new Promise((resolve, reject) => {
    const child = spawn(command, args, { env: { ...env }, detached: true, stdio: 'ignore' });
    child.once('error', reject);
    child.once('spawn', () => {
      child.unref();
      resolve({
        ended: new Promise((end) => {
          // Exit code 0 means that another instance was there: that one will answer.
          child.once('exit', (code, signal) => end(code === 0 ? null : (signal ?? String(code))));
        }),
      });
    });
  });

/** True while a process runs. One that has ended and waits for its parent to notice (a zombie) does not run. */
const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
  } catch (error) {
    return errorCodeOf(error) === 'EPERM';
  }
  if (process.platform !== 'linux') return true;
  try {
    // The state follows the program's name, which is in parentheses and may hold anything.
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return !/^[ZX]/.test(stat.slice(stat.lastIndexOf(')') + 2));
  } catch {
    return false;
  }
};

/** Reads at most `most` bytes, also of a pipe or a device, which tells no size; null: there are more. */
const readUpTo = async (path: string, most: number): Promise<Uint8Array | null> => {
  const file = await open(path, 'r');
  try {
    const chunks: Buffer[] = [];
    let size = 0;
    for await (const chunk of file.createReadStream({ autoClose: false })) {
      size += chunk.length;
      if (size > most) return null;
      chunks.push(chunk);
    }
    return Buffer.concat(chunks);
  } finally {
    await file.close();
  }
};

type Given = 'argv' | 'home' | 'env' | 'secret' | 'start';

/** The client's dependencies on a real machine; file names are relative to `folder`. */
export const nodeDeps = (given: Pick<ClientDeps, Given> & { folder: string }): ClientDeps => ({
  ...given,
  whereabouts: whereaboutsOf(given.home, process.platform, given.env),
  readSecret: (prompt) => readSecret(process.stdin, process.stderr, prompt),
  readFile: (path, most) => readUpTo(resolve(given.folder, path), most),
  writeFile: (path, content) => writePrivate(resolve(given.folder, path), content),
  stdout: (text) => void process.stdout.write(text),
  stderr: (text) => void process.stderr.write(text),
  fetch: (url, init) => fetch(url, init),
  isAlive,
  findOwner: () => findOwner(given.home),
  pause: (ms) => pause(ms),
  now: () => Date.now(),
});
