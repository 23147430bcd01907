import { createReadStream } from 'node:fs';
import { appendFile, readdir, rename, rm, truncate } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { type AppId, WorkspaceId } from '../contract/model/ids';
import type { DirectoryCache } from '../core/directory/people/directory-record';
import { DirectoryRecord } from '../core/directory/people/directory-record';
import { fileErrorCodeOf } from '../core/text/error-code';
import { parseJson } from '../core/text/read-text';
import { makePrivateFolder, openPrivate } from './private/private-files';

/** The directory caches of all workspaces, a file each. */
export interface DirectoryCaches {
  /** Opens the cache of one app's people. Records of another app are dropped, as open ids belong to one app. */
  open(workspace: { id: WorkspaceId; appId: AppId }): DirectoryCache;
  /** The id of the workspace whose cache holds an app's people, apart from `others`; null: there is none. */
  findId(appId: AppId, others: ReadonlySet<WorkspaceId>): Promise<WorkspaceId | null>;
  /** Deletes the cache of a removed workspace. */
  remove(id: WorkspaceId): void;
  /** Resolves once all records handed over so far are on disk or were given up. */
  settled(): Promise<void>;
}

const version = 1;
const Header = z.object({ version: z.literal(version), appId: z.string() });
const jsonLine = (value: unknown) => `${JSON.stringify(value)}\n`;
/** Size of one write (characters): a few milliseconds of work. */
const chunk = 200_000;

interface Open {
  closed: boolean;
  /** The last task; the next one waits for it. */
  last: Promise<void>;
}

/**
 * Keeps directories in `folder`, a record per line. Records are appended as they come, so that reading contacts can end
 * anywhere; when the contacts have been read to the end, the file is replaced in one step. A file that cannot be read is
 * cut at the first bad line. Failures are only reported to the log.
 */
export const openDirectoryCaches = (deps: {
  folder: string;
  report: (what: string, code: string) => void;
}): DirectoryCaches => {
  const { folder, report } = deps;
  const opened = new Map<WorkspaceId, Open>();
  /** Deletions under way. */
  let removing: Promise<unknown> = Promise.resolve();
  const fileOf = (id: WorkspaceId) => join(folder, `${id}.jsonl`);

  const close = (id: WorkspaceId): Promise<void> => {
    const before = opened.get(id);
    if (before) before.closed = true;
    opened.delete(id);
    return before?.last ?? Promise.resolve();
  };
  const reported = (what: string, task: Promise<void>): Promise<void> =>
    task.catch((reason: unknown) => {
      const code = fileErrorCodeOf(reason);
      // There is no file yet.
      if (code !== 'ENOENT') report(what, code);
    });

  return {
    open: ({ id, appId }) => {
      const file = fileOf(id);
      const header = jsonLine({ version, appId });
      const state: Open = { closed: false, last: close(id) };
      opened.set(id, state);
      let whole = false;
      const queue = (what: string, task: () => Promise<void>) => {
        if (!state.closed) state.last = state.last.then(() => reported(what, task()));
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
            // The rest was torn by a crash, or written by another version.
            await truncate(file, good);
          }),

        append: (record) => {
          void queue('directory-append', async () => {
            if (whole) return appendFile(file, jsonLine(record));
            makePrivateFolder(folder);
            const handle = await openPrivate(file);
            await handle.writeFile(header + jsonLine(record)).finally(() => handle.close());
            whole = true;
          });
        },

        replace: (records) => {
          void queue('directory-replace', async () => {
            makePrivateFolder(folder);
            const handle = await openPrivate(`${file}.new`);
            try {
              let text = header;
              for (const record of records) {
                text += jsonLine(record);
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

    findId: async (appId, others) => {
      const names = await readdir(folder).catch(() => []);
      for (const name of names.sort()) {
        const id = WorkspaceId.safeParse(name.replace(/\.jsonl$/, '')).data;
        if (id && !others.has(id) && (await headerOf(fileOf(id)))?.appId === appId) return id;
      }
      return null;
    },

    remove: (id) => {
      const file = fileOf(id);
      const done = close(id).then(async () => {
        await rm(file, { force: true });
        await rm(`${file}.new`, { force: true });
      });
      removing = Promise.all([removing, reported('directory-remove', done)]);
    },

    settled: async () => {
      await Promise.all([removing, ...[...opened.values()].map(({ last }) => last)]);
    },
  };
};

/** The first line of a cache; null: it cannot be read. */
const headerOf = async (file: string): Promise<z.infer<typeof Header> | null> => {
  try {
    for await (const { text } of linesOf(createReadStream(file))) return Header.safeParse(parseJson(text)).data ?? null;
  } catch {
    // The cache of a workspace that is just being removed.
  }
  return null;
};

/** A line of a file, and the offset of its end, including the line break (bytes). */
interface Line {
  text: string;
  end: number;
}

const lineBreak = 10;

/** Yields the lines of a stream of bytes as they come, without an unfinished last one. */
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
