import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { redact } from '../../storage/redact';

/** Enough for what happened lately, and little enough to be read. Bytes. */
const most = 48_000;

/** The last whole lines of the log, cleaned once more; empty when there is none. */
export const readLogTail = async (folder: string): Promise<readonly string[]> => {
  const file = await open(join(folder, 'main.log')).catch(() => null);
  if (!file) return [];
  try {
    const { size } = await file.stat();
    const length = Math.min(size, most);
    const { buffer } = await file.read(Buffer.alloc(length), 0, length, size - length);
    const lines = buffer.toString('utf8').split('\n');
    // The first one is a part only, unless it is the first of all.
    return (size > most ? lines.slice(1) : lines).filter((line) => line !== '').map((line) => String(redact(line)));
  } finally {
    await file.close();
  }
};
