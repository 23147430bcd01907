import type { Socket } from 'node:net';

/** Reads a client's lines one by one. */
export interface LineReader {
  /** The next line, of at most so many bytes; null when the client went away, took too long or sent more. */
  next(limit: number): Promise<string | null>;
  /** Lets go whatever the client sends from now on. */
  end(): void;
}

const newline = 0x0a;

/** @param patienceMs time within which each line has to be there, from when it is asked for (ms) */
export const createLineReader = (stream: Socket, patienceMs: number): LineReader => {
  let chunks: Buffer[] = [];
  let size = 0;
  let whole = false;
  let ended = false;
  let look = (): void => undefined;
  const keep = (chunk: Buffer) => {
    chunks.push(chunk);
    size += chunk.length;
    whole ||= chunk.includes(newline);
  };
  const hear = (chunk: Buffer) => {
    keep(chunk);
    look();
  };
  // From the beginning: a line may arrive before it is asked for.
  stream.on('data', hear);
  stream.once('close', () => {
    ended = true;
    look();
  });

  const take = (): string | null => {
    if (!whole) return null;
    const bytes = Buffer.concat(chunks);
    const cut = bytes.indexOf(newline);
    [chunks, size, whole] = [[], 0, false];
    keep(bytes.subarray(cut + 1));
    return bytes.subarray(0, cut).toString('utf8');
  };

  return {
    next: (limit) =>
      new Promise((resolve) => {
        const done = (line: string | null) => {
          clearTimeout(timer);
          look = () => undefined;
          resolve(line);
        };
        const timer = setTimeout(() => done(null), patienceMs);
        look = () => {
          if (size > limit) done(null);
          else {
            const line = take();
            if (line !== null || ended) done(line);
          }
        };
        look();
      }),
    end: () => {
      stream.off('data', hear);
      stream.resume();
    },
  };
};
