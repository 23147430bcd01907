import type { Bridge } from '../../../../electron/contract/ipc/ipc';
import type { Draft } from '../../../../electron/contract/model/draft';

/** A changed draft is handed to main after this rest (ms), or at once when the window is left. */
export const keepDelay = 300;

export interface DraftKeeper {
  keep(draft: Draft): void;
  flush(): void;
  /** True for a draft that main has from us. */
  isEcho(draft: Draft): boolean;
  /** Drops what waits to be kept, because main gave `draft` instead. */
  forget(draft: Draft): void;
}

/** Keeps what is typed in main, so that neither hiding nor a crash of the page loses it. */
export const keepDrafts = (bridge: Pick<Bridge, 'keepDraft'>, first: Draft): DraftKeeper => {
  let kept = JSON.stringify(first);
  let waiting: Draft | null = null;
  let timer: ReturnType<typeof setTimeout> | null = null;

  const flush = () => {
    if (timer !== null) clearTimeout(timer);
    timer = null;
    if (waiting === null) return;
    const draft = waiting;
    waiting = null;
    const text = JSON.stringify(draft);
    if (text === kept) return;
    kept = text;
    void bridge.keepDraft(draft);
  };

  return {
    keep: (draft) => {
      waiting = draft;
      timer ??= setTimeout(flush, keepDelay);
    },
    flush,
    isEcho: (draft) => JSON.stringify(draft) === kept,
    forget: (draft) => {
      if (timer !== null) clearTimeout(timer);
      timer = null;
      waiting = null;
      kept = JSON.stringify(draft);
    },
  };
};
