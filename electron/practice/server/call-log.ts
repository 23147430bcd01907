import type { CallEffects } from '../gateway/endpoint';
import { isRecord } from '../world/json';

/** One call, in the order of arrival. `status` and `code` are null until the answer, and for a dropped call. */
export interface LoggedCall {
  readonly seq: number;
  /** World time (ms) of arrival. */
  readonly at: number;
  /** The App ID of the app that called. */
  readonly app: string;
  readonly method: string;
  readonly path: string;
  /** `send`, `urgent_sms` …; null for a path or method that does not exist. */
  readonly api: string | null;
  readonly query: Readonly<Record<string, string | readonly string[]>>;
  /** Headers that tell how a client talks; the token itself is never kept. */
  readonly headers: Readonly<Record<string, string>>;
  /** The parsed body, secrets redacted; null without one. */
  readonly body: unknown;
  readonly logId: string;
  /** Number of the TCP connection: two calls with the same number shared it. */
  readonly connection: number;
  readonly did: CallEffects;
  status: number | null;
  code: number | null;
  dropped: 'before' | 'after' | null;
  /** The kind of the fault that applied. */
  fault: string | null;
}

export interface CallLog {
  readonly entries: readonly LoggedCall[];
  open(call: Omit<LoggedCall, 'seq'>): LoggedCall;
  /** Makes `until` look again; call it after changing an entry. */
  touch(): void;
  clear(): void;
  /** Resolves as soon as the log satisfies the condition; rejects after `timeoutMs`, with the calls there are. */
  until(condition: (entries: readonly LoggedCall[]) => boolean, timeoutMs?: number): Promise<readonly LoggedCall[]>;
}

/** Keeps the newest `keep` calls. `seq` goes on counting when older ones fall out or the log is cleared. */
export const createCallLog = (keep: number): CallLog => {
  const entries: LoggedCall[] = [];
  const watchers = new Set<() => void>();
  let seq = 0;
  const touch = () => {
    for (const watcher of [...watchers]) watcher();
  };
  return {
    entries,
    open(call) {
      seq += 1;
      const entry: LoggedCall = { seq, ...call };
      entries.push(entry);
      if (entries.length > keep) entries.splice(0, entries.length - keep);
      return entry;
    },
    touch,
    clear() {
      entries.length = 0;
    },
    until(condition, timeoutMs = 5000) {
      return new Promise((resolve, reject) => {
        const end = () => {
          clearTimeout(timer);
          watchers.delete(look);
        };
        const look = () => {
          if (!condition(entries)) return;
          end();
          resolve(entries);
        };
        const timer = setTimeout(() => {
          end();
          const seen = entries.map((entry) => `${entry.api ?? entry.path} ${entry.status ?? '-'}/${entry.code ?? '-'}`);
          reject(new Error(`The practice log did not come to it in ${timeoutMs} ms. It holds: ${seen.join(', ')}`));
        }, timeoutMs);
        watchers.add(look);
        look();
      });
    },
  };
};

const secretFields = ['app_secret', 'AppSecret', 'ClientAssertion', 'device_code'] as const;

/** A body for the log, its secrets blanked. */
export const redactBody = (body: unknown): unknown =>
  isRecord(body) && secretFields.some((name) => name in body)
    ? { ...body, ...Object.fromEntries(secretFields.flatMap((name) => (name in body ? [[name, '***']] : []))) }
    : body;

/** A query as the log shows it: repeated parameters become lists. */
export const logQuery = (query: URLSearchParams): Record<string, string | readonly string[]> =>
  Object.fromEntries(
    [...new Set(query.keys())].map((key) => {
      const all = query.getAll(key);
      return [key, all.length === 1 ? (all[0] ?? '') : all];
    }),
  );
