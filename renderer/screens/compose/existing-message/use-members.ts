import { useEffect, useState } from 'react';
import type { Problem } from '../../../../electron/contract/advice/problem';
import type { About } from '../../../../electron/contract/model/draft';
import type { Person } from '../../../../electron/contract/model/person';
import { useBridge } from '../../../bridge';

export type MembersState =
  | { kind: 'loading' }
  | { kind: 'failed'; problem: Problem }
  | {
      kind: 'ready';
      people: readonly Person[];
      /** Keys of those who have read the message; null where nobody can say (a colleague's message, an old one). */
      readers: ReadonlySet<string> | null;
      /** Why nobody can. */
      problem: Problem | null;
    };

/** The members of the chat a message is in, and who of them has read it. */
export const useMembers = ({ chatId, messageId, kind }: About): MembersState => {
  const bridge = useBridge();
  const [state, setState] = useState<MembersState>({ kind: 'loading' });
  useEffect(() => {
    let wanted = true;
    const ask = async (): Promise<MembersState> => {
      const [members, readers] = await Promise.all([
        bridge.listMembers({ chatId }),
        kind === 'message' ? bridge.listReaders({ messageId }) : null,
      ]);
      if (!members.ok) return { kind: 'failed', problem: members.problem };
      return {
        kind: 'ready',
        people: members.value,
        readers: readers?.ok ? new Set(readers.value) : null,
        problem: readers && !readers.ok ? readers.problem : null,
      };
    };
    void ask().then((next) => {
      if (wanted) setState(next);
    });
    return () => {
      wanted = false;
    };
  }, [bridge, chatId, messageId, kind]);
  return state;
};
