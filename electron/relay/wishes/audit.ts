import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { BuzzId, WorkspaceId } from '../../contract/model/ids';
import { HookId } from '../../contract/relay';
import { dayMs } from '../../core/ports/clock';
import { parseJson } from '../../core/text/read-text';
import { openAppended } from '../../storage/private/private-files';

/**
 * One line of the audit: which token did what to which buzz. No texts, no names, no secrets: of a body there is a digest, and
 * of a key a hash.
 */
const AuditLine = z.object({
  at: z.number(),
  token: z.string(),
  /** `same`: the wish of a key was a buzz that was there already, which the key stands for from now on. */
  does: z.enum(['buzz', 'same', 'stop', 'undo', 'recall', 'continue', 'receipts', 'adopt', 'release', 'resolved']),
  workspace: WorkspaceId,
  buzz: BuzzId,
  /** SHA-256 of the body (hex), for a wish. */
  digest: z.string().optional(),
  /** SHA-256 of the idempotency key (hex), if one was given. */
  key: z.string().optional(),
  /** People who may be reached by SMS and phone. */
  paid: z.number().optional(),
  /** The webhook that was called. `resolved`: its alarm ended the buzz. */
  hook: HookId.optional(),
});
export type AuditLine = z.infer<typeof AuditLine>;

/** Time for which a buzz that was never here is known to be released (ms): a request to adopt it arrives long before. */
const releasedMs = 28 * dayMs;

const fileOf = (at: number): string => `audit-${new Date(at).toISOString().slice(0, 7)}.jsonl`;

export interface Audit {
  /** Lines of the last day, oldest first. */
  readonly recent: readonly AuditLine[];
  /** Tells whether the release of this buzz was asked for, now or within a month before the start. */
  isReleased(id: BuzzId): boolean;
  /** Writes a line. It is on disk when this returns; throws when the disk does not take it. */
  write(line: AuditLine): void;
  close(): void;
}

/** Opens the audit of a data folder: a file for each month (UTC), which the relay never deletes. */
export const openAudit = (folder: string, now: number): Audit => {
  const read = readdirSync(folder)
    .filter((name) => name === fileOf(now) || name === fileOf(now - releasedMs))
    .sort()
    .flatMap((name) => readFileSync(join(folder, name), 'utf8').split('\n'))
    // The last line may be torn by a crash.
    .flatMap((line) => AuditLine.safeParse(parseJson(line)).data ?? []);
  const recent = read.filter(({ at }) => now - at < dayMs);
  const released = new Set(read.flatMap(({ does, buzz }) => (does === 'release' ? [buzz] : [])));
  let open: { name: string; file: ReturnType<typeof openAppended> } | null = null;
  return {
    recent,
    write: (line) => {
      const name = fileOf(line.at);
      if (open?.name !== name) {
        open?.file.close();
        open = { name, file: openAppended(join(folder, name)) };
      }
      open.file.append(`${JSON.stringify(line)}\n`);
      if (line.does === 'release') released.add(line.buzz);
    },
    isReleased: (id) => released.has(id),
    close: () => open?.file.close(),
  };
};
