import { useCallback, useEffect, useRef, useState } from 'react';
import type { Problem } from '../../../../electron/contract/advice/problem';
import type { ChatDifference } from '../../../../electron/contract/model/groups-file';
import type { ChatId } from '../../../../electron/contract/model/ids';
import { useBridge } from '../../../bridge';
import type { Member } from './members';

export type DifferenceState =
  | { kind: 'looking' }
  | { kind: 'failed'; problem: Problem }
  | { kind: 'ready'; difference: ChatDifference };

/** How the members differ from the people of a chat: looked at when the editor shows it, and whenever it is asked again. */
export const useChatDifference = (chatId: ChatId, members: readonly Member[]) => {
  const bridge = useBridge();
  const [state, setState] = useState<DifferenceState>({ kind: 'looking' });
  const now = useRef(members);
  now.current = members;
  const round = useRef(0);
  const look = useCallback(async () => {
    const mine = ++round.current;
    setState({ kind: 'looking' });
    const answer = await bridge.compareChat({ chatId, members: now.current.map(({ person }) => person) });
    if (mine !== round.current) return;
    setState(answer.ok ? { kind: 'ready', difference: answer.value } : { kind: 'failed', problem: answer.problem });
  }, [bridge, chatId]);
  useEffect(() => {
    void look();
    return () => {
      round.current += 1;
    };
  }, [look]);
  return { state, look };
};
