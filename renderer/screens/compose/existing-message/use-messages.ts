import { useCallback, useEffect, useState } from 'react';
import type { Problem } from '../../../../electron/contract/advice/problem';
import type { ChatId } from '../../../../electron/contract/model/ids';
import type { MessagePage } from '../../../../electron/contract/model/message';
import { useBridge } from '../../../bridge';

/** Where messages are looked for: in a chat, or one by its id. */
export type MessageSource = { kind: 'chat'; chatId: ChatId; name: string } | { kind: 'id'; messageId: string };

export interface MessagesState {
  /** What was found so far, newest first; null before the first answer. */
  page: MessagePage | null;
  loading: boolean;
  problem: Problem | null;
}

const nothing: MessagesState = { page: null, loading: true, problem: null };

/** The messages of a source, a page at a time; `more` asks for the next, or again after a problem. */
export const useMessages = (source: MessageSource): MessagesState & { more: () => void } => {
  const bridge = useBridge();
  const [state, setState] = useState(nothing);
  /** Grows with every question; null while nothing is asked. `after` continues a listing. */
  const [asked, setAsked] = useState<{ after: string | null }>({ after: null });

  useEffect(() => {
    let wanted = true;
    setState((old) => ({ page: asked.after === null ? null : old.page, loading: true, problem: null }));
    const question =
      source.kind === 'id' ? { messageId: source.messageId } : { chatId: source.chatId, after: asked.after };
    void bridge.listMessages(question).then((answer) => {
      if (!wanted) return;
      setState(({ page }) =>
        answer.ok
          ? {
              page: { ...answer.value, messages: [...(page?.messages ?? []), ...answer.value.messages] },
              loading: false,
              problem: null,
            }
          : { page, loading: false, problem: answer.problem },
      );
    });
    return () => {
      wanted = false;
    };
  }, [bridge, source, asked]);

  const more = useCallback(() => setAsked({ after: state.page?.next ?? null }), [state.page]);
  return { ...state, more };
};
