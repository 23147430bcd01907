import type { Bridge } from '../../../../electron/contract/ipc/ipc';
import type { Draft } from '../../../../electron/contract/model/draft';

/** Rest after a change before the draft is handed to main (ms); leaving the window hands it over at once. */
export const keepDelay = 300;

export interface DraftKeeper {
  keep(draft: Draft): void;
  flush(): void;
  /**
   * True for a draft that main can have only from this page: the last one it confirmed, or one that is on its way. Main may
   * send the older one just before the newer one arrives, and what a person has typed since must not be lost to it.
   */
  isEcho(draft: Draft): boolean;
  /** Drops the draft that waits to be handed over, because main gave `draft` instead. */
  forget(draft: Draft): void;
}

/** Hands drafts to main, so that neither hiding nor a crash of the page loses them. */
export const keepDrafts = (bridge: Pick<Bridge, 'keepDraft'>, first: Draft): DraftKeeper => {
  /** Drafts that main may have, as JSON: the one it has for certain, then those on their way. */
  let handedOver: readonly string[] = [JSON.stringify(first)];
  let waiting: Draft | null = null;
  let timer: ReturnType<typeof setTimeout> | null = null;

  const flush = () => {
    if (timer !== null) clearTimeout(timer);
    timer = null;
    if (waiting === null) return;
    const draft = waiting;
    waiting = null;
    const text = JSON.stringify(draft);
    if (text === handedOver.at(-1)) return;
    handedOver = [...handedOver, text];
    const arrived = () => {
      // Given another draft meanwhile, this one is not among them any more.
      const at = handedOver.indexOf(text);
      if (at > 0) handedOver = handedOver.slice(at);
    };
    void bridge.keepDraft(draft).then(arrived, arrived);
  };

  return {
    keep: (draft) => {
      waiting = draft;
      timer ??= setTimeout(flush, keepDelay);
    },
    flush,
    isEcho: (draft) => handedOver.includes(JSON.stringify(draft)),
    forget: (draft) => {
      if (timer !== null) clearTimeout(timer);
      timer = null;
      waiting = null;
      handedOver = [JSON.stringify(draft)];
    },
  };
};
