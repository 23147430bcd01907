import { createReadStream } from 'node:fs';
import { appendFile, mkdir, open, rename, rm, truncate } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { AppId, WorkspaceId } from '../contract/model/ids';
import type { DirectoryCache } from '../core/directory/people/directory-cache';
import { DirectoryRecord } from '../core/directory/people/directory-record';
import { fileErrorCodeOf } from '../core/text/error-code';
import { parseJson } from '../core/text/parse-json';

/** The caches of all workspaces: a file each. */
export interface DirectoryCaches {
  /** One app's people; what is kept for another app is of no use, as open ids are an app's own. */
  open(workspace: { id: WorkspaceId; appId: AppId }): DirectoryCache;
  /** Its workspace is gone: so are the people. */
  remove(id: WorkspaceId): void;
  /** Resolves once whatever was handed over by now is on disk, or was given up. */
  settled(): Promise<void>;
}

const version = 1;
const Header = z.object({ version: z.literal(version), appId: z.string() });
const line = (value: unknown) => `${JSON.stringify(value)}\n`;
/** So much is written at once, characters: a few milliseconds' work. */
const chunk = 200_000;

interface Open {
  closed: boolean;
  /** The last write; the next one waits for it. */
  last: Promise<void>;
}

/**
 * Keeps directories in `folder`, a line per record: what is learnt is appended as it comes, so that reading contacts can
 * end anywhere, and the whole is written anew, in one step, when they have been read to the end. Nothing here is ever a
 * problem to anybody: a file that cannot be read is cut where it stops making sense.
 */
export const openDirectoryCaches = (parts: {
  folder: string;
  report: (what: string, code: string) => void;
}): DirectoryCaches => {
  const { folder, report } = parts;
  const opened = new Map<WorkspaceId, Open>();
  /** All that goes on outside of what is open. */
  let removing: Promise<unknown> = Promise.resolve();
  const fileOf = (id: WorkspaceId) => join(folder, `${id}.jsonl`);

  const close = (id: WorkspaceId): Promise<void> => {
    const before = opened.get(id);
    if (before) before.closed = true;
    opened.delete(id);
    return before?.last ?? Promise.resolve();
  };
  const noted = (what: string, task: Promise<void>): Promise<void> =>
    task.catch((reason: unknown) => {
      const code = fileErrorCodeOf(reason);
      // Nothing was kept yet.
      if (code !== 'ENOENT') report(what, code);
    });

  return {
    open: ({ id, appId }) => {
      const file = fileOf(id);
      const header = line({ version, appId });
      const state: Open = { closed: false, last: close(id) };
      opened.set(id, state);
      let whole = false;
      const queue = (what: string, task: () => Promise<void>) => {
        if (!state.closed) state.last = state.last.then(() => noted(what, task()));
        return state.last;
      };

      return {
        load: (take) =>
          queue('directory-load', async () => {
            let good = 0;
            let headed = false;
            for await (const { text, end } of linesOf(createReadStream(file))) {
              const value = parseJson(text);
              if (!headed) {
                headed = Header.safeParse(value).data?.appId === appId;
                if (!headed) return;
              } else {
                const record = DirectoryRecord.safeParse(value);
                if (!record.success) break;
                take(record.data);
              }
              good = end;
            }
            if (!headed) return;
            whole = true;
            // What follows a line that makes no sense was written by nobody we know, or torn by a crash.
            await truncate(file, good);
          }),

        append: (record) => {
          void queue('directory-append', async () => {
            if (whole) return appendFile(file, line(record));
            await mkdir(folder, { recursive: true, mode: 0o700 });
            await rm(file, { force: true });
            await appendFile(file, header + line(record), { mode: 0o600 });
            whole = true;
          });
        },

        replace: (records) => {
          void queue('directory-replace', async () => {
            await mkdir(folder, { recursive: true, mode: 0o700 });
            const handle = await open(`${file}.new`, 'w', 0o600);
            try {
              let text = header;
              for (const record of records) {
                text += line(record);
                if (text.length < chunk) continue;
                await handle.write(text);
                text = '';
              }
              await handle.write(text);
              await handle.sync();
            } finally {
              await handle.close();
            }
            await rename(`${file}.new`, file);
            whole = true;
          });
        },
      };
    },

    remove: (id) => {
      const file = fileOf(id);
      const done = close(id).then(async () => {
        await rm(file, { force: true });
        await rm(`${file}.new`, { force: true });
      });
      removing = Promise.all([removing, noted('directory-remove', done)]);
    },

    settled: async () => {
      await Promise.all([removing, ...[...opened.values()].map(({ last }) => last)]);
    },
  };
};

/** A whole line of a file, and the byte it ends at, its line break included. */
interface Line {
  text: string;
  end: number;
}

const lineBreak = 10;

/** The lines of a stream of bytes, as they come; what follows the last line break is none. */
export async function* linesOf(stream: AsyncIterable<Buffer>): AsyncIterable<Line> {
  let rest: Buffer = Buffer.alloc(0);
  let end = 0;
  for await (const bytes of stream) {
    rest = rest.length === 0 ? bytes : Buffer.concat([rest, bytes]);
    let from = 0;
    for (let at = rest.indexOf(lineBreak); at >= 0; at = rest.indexOf(lineBreak, from)) {
      end += at + 1 - from;
      yield { text: rest.toString('utf8', from, at), end };
      from = at + 1;
    }
    rest = rest.subarray(from);
  }
}
