import { useCallback, useEffect, useState } from 'react';
import type { Problem } from '../../../electron/contract/advice/problem';
import type { Chat } from '../../../electron/contract/model/chat';
import { useBridge } from '../../bridge';

export type ChatsState =
  | { kind: 'loading' }
  | { kind: 'ready'; chats: readonly Chat[] }
  | { kind: 'failed'; problem: Problem };

/** The chats the bot is in, asked when `wanted`; `refresh` asks Feishu anew. */
export const useChats = (wanted: boolean): { state: ChatsState; refresh: () => void } => {
  const bridge = useBridge();
  const [state, setState] = useState<ChatsState>({ kind: 'loading' });
  const [asked, setAsked] = useState(0);
  const refresh = useCallback(() => setAsked((count) => count + 1), []);
  useEffect(() => {
    if (!wanted) return;
    let current = true;
    setState({ kind: 'loading' });
    void bridge.listChats({ fresh: asked > 0 }).then((answer) => {
      if (!current) return;
      setState(answer.ok ? { kind: 'ready', chats: answer.value } : { kind: 'failed', problem: answer.problem });
    });
    return () => {
      current = false;
    };
  }, [bridge, wanted, asked]);
  return { state, refresh };
};
