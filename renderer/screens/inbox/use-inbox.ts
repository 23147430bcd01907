import { useCallback, useEffect, useRef, useState } from 'react';
import type { Answer, Problem } from '../../../electron/contract/advice/problem';
import type { MessageId } from '../../../electron/contract/model/ids';
import type { InboxMessage } from '../../../electron/contract/model/message/inbox';
import { useBridge } from '../../bridge';
import { useApp } from '../../state/app-store';

/** Messages read at a time. */
const pageSize = 50;

/** Puts a newly read first page over what is shown: older pages stay, so that the list never jumps under the reader. */
export const renewMessages = (
  shown: readonly InboxMessage[],
  newest: readonly InboxMessage[],
  whole: boolean,
): readonly InboxMessage[] => {
  const last = newest.at(-1);
  if (whole || !last) return newest;
  const fresh = new Set(newest.map(({ messageId }) => messageId));
  return [...newest, ...shown.filter(({ at, messageId }) => at <= last.at && !fresh.has(messageId))];
};

interface InboxState {
  /** Newest first; null until the first answer. */
  messages: readonly InboxMessage[] | null;
  problem: Problem | null;
  reading: boolean;
  complete: boolean;
}

const nothing: InboxState = { messages: null, problem: null, reading: false, complete: false };

/** The messages of the current workspace, a page at a time, and what can be done with one. */
export const useInbox = () => {
  const bridge = useBridge();
  const workspaceId = useApp((state) => state.currentWorkspaceId);
  const [state, setState] = useState(nothing);
  /** Answers for an earlier workspace are dropped. */
  const wanted = useRef(workspaceId);
  wanted.current = workspaceId;
  const reading = useRef(false);

  const readNewest = useCallback(async () => {
    const answer = await bridge.listInbox({ before: null, limit: pageSize });
    if (wanted.current !== workspaceId) return;
    setState((old) => {
      if (!answer.ok) return { ...old, problem: answer.problem };
      const whole = answer.value.length < pageSize;
      const messages = renewMessages(old.messages ?? [], answer.value, whole);
      return { ...old, problem: null, messages, complete: whole || old.complete };
    });
  }, [bridge, workspaceId]);

  useEffect(() => {
    setState(nothing);
    void readNewest();
    return bridge.on('inboxChanged', (status) => {
      if (status.workspaceId === workspaceId) void readNewest();
    });
  }, [bridge, readNewest, workspaceId]);

  const { messages, complete } = state;
  const readOlder = useCallback(async () => {
    const oldest = messages?.at(-1);
    if (!oldest || complete || reading.current) return;
    reading.current = true;
    setState((old) => ({ ...old, reading: true }));
    const { at, messageId } = oldest;
    const answer = await bridge.listInbox({ before: { at, messageId }, limit: pageSize });
    reading.current = false;
    if (wanted.current !== workspaceId) return;
    setState((old) => {
      if (!answer.ok) return { ...old, reading: false, problem: answer.problem };
      const known = new Set(old.messages?.map((each) => each.messageId));
      const older = answer.value.filter((each) => !known.has(each.messageId));
      return {
        ...old,
        reading: false,
        messages: [...(old.messages ?? []), ...older],
        complete: answer.value.length < pageSize,
      };
    });
  }, [bridge, messages, complete, workspaceId]);

  /** Shows a message as main answered. */
  const put = useCallback((answer: Answer<InboxMessage>): Problem | null => {
    if (!answer.ok) return answer.problem;
    const next = answer.value;
    setState((old) => ({
      ...old,
      messages: old.messages?.map((each) => (each.messageId === next.messageId ? next : each)) ?? null,
    }));
    return null;
  }, []);
  const dismiss = useCallback(
    async (messageId: MessageId, dismissed: boolean) => put(await bridge.dismissInbox({ messageId, dismissed })),
    [bridge, put],
  );
  const reply = useCallback(
    async (messageId: MessageId, text: string) => put(await bridge.replyInbox({ messageId, text })),
    [bridge, put],
  );
  return {
    ...state,
    readOlder: useCallback(() => void readOlder(), [readOlder]),
    retry: useCallback(() => void readNewest(), [readNewest]),
    dismiss,
    reply,
  };
};
