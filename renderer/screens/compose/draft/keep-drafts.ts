import type { Bridge } from '../../../../electron/contract/ipc/ipc';
import type { Draft } from '../../../../electron/contract/model/draft';

/** Rest after a change before the draft is handed to main (ms); leaving the window hands it over at once. */
export const keepDelay = 300;

export interface DraftKeeper {
  keep(draft: Draft): void;
  flush(): void;
  /** True for the draft that this page handed to main last. */
  isEcho(draft: Draft): boolean;
  /** Drops the draft that waits to be handed over, because main gave `draft` instead. */
  forget(draft: Draft): void;
}

/** Hands drafts to main, so that neither hiding nor a crash of the page loses them. */
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
