import { readFileSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { decodeText } from '../../../core/directory/groups-file/decode-text';
import { errorCodeOf } from '../../../core/text/error-code';
import { readSecret } from './read-secret';
import type { ClientParts } from './run-client';

/** Whether a process is still there. One that has ended and waits for its parent to notice (a zombie) is not. */
export const isAlive = (pid: number): boolean => {
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

type Given = 'argv' | 'home' | 'env' | 'secret' | 'start';

/** The client's parts as Node has them; files are named as seen from `folder`. */
export const nodeParts = (given: Pick<ClientParts, Given> & { folder: string }): ClientParts => ({
  ...given,
  readSecret: (prompt) => readSecret(process.stdin, process.stderr, prompt),
  readFile: async (path) => decodeText(await readFile(resolve(given.folder, path))),
  // It holds people's names and mobiles: for its owner only.
  writeFile: (path, content) => writeFile(resolve(given.folder, path), content, { mode: 0o600 }),
  stdout: (text) => void process.stdout.write(text),
  stderr: (text) => void process.stderr.write(text),
  isAlive,
  pause: (ms) => pause(ms),
  now: () => Date.now(),
});
