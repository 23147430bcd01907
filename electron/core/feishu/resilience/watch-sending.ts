import { wrapByKind } from '../calls';
import { onAbort } from '../client/on-abort';
import type { Result } from '../failure';
import type { FeishuApp } from '../feishu';

/** A Feishu client, plus a way to wait until nothing is being sent. */
export interface WatchedSending {
  feishu: FeishuApp;
  /** Resolves once no call with effects is under way; rejects with the signal's reason. */
  quiet(signal: AbortSignal): Promise<void>;
}

/** Lets work that can wait (reading the contacts) give way to calls that a person waits for. */
export const watchSending = (feishu: FeishuApp): WatchedSending => {
  let sending = 0;
  const waiting = new Set<() => void>();
  const counted =
    <Input extends unknown[], T>(send: (...input: Input) => Promise<Result<T>>) =>
    async (...input: Input): Promise<Result<T>> => {
      sending += 1;
      try {
        return await send(...input);
      } finally {
        sending -= 1;
        if (sending === 0) for (const go of [...waiting]) go();
      }
    };
  return {
    feishu: wrapByKind(feishu, { effect: counted, paid: counted, lookup: null, receipt: null, check: null }),
    quiet: (signal) =>
      new Promise((resolve, reject) => {
        if (signal.aborted) return reject(signal.reason);
        if (sending === 0) return resolve();
        const end = (settle: () => void) => () => {
          waiting.delete(go);
          stay();
          settle();
        };
        const go = end(resolve);
        const stay = onAbort(
          signal,
          end(() => reject(signal.reason)),
        );
        waiting.add(go);
      }),
  };
};
