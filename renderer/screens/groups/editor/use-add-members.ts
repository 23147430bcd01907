import { useCallback, useRef, useState } from 'react';
import type { Problem } from '../../../../electron/contract/advice/problem';
import { useBridge } from '../../../bridge';
import { useTranslation } from '../../../i18n/use-translation';
import { addMembers, type ChangeMembers, type Member } from './members';

/** Adding people to the form: from wherever, each once, and said in a sentence how many and how many were there. */
export const useAddMembers = (members: readonly Member[], onChange: ChangeMembers) => {
  const { t } = useTranslation('groups');
  const bridge = useBridge();
  const [said, setSaid] = useState('');
  const [problem, setProblem] = useState<Problem | null>(null);
  // Lines are read for a while: who is there by then is what counts.
  const now = useRef(members);
  now.current = members;

  const add = useCallback(
    (added: readonly Member[]) => {
      const { already } = addMembers(now.current, added);
      onChange((there) => addMembers(there, added).members);
      setProblem(null);
      const fresh = added.length - already;
      const sentences = [
        fresh > 0 ? t('added', { count: fresh }) : null,
        already > 0 ? t('already', { count: already }) : null,
      ];
      setSaid(sentences.filter((each) => each !== null).join(t('said-join')));
    },
    [onChange, t],
  );
  /** Reads pasted or typed lines in main; every line comes back as somebody or as itself. True when they were read. */
  const addLines = useCallback(
    async (text: string): Promise<boolean> => {
      const answer = await bridge.readLines({ text: text.slice(0, 200_000) });
      if (answer.ok) add(answer.value.map(({ person, problem }) => ({ person, problem })));
      else setProblem(answer.problem);
      return answer.ok;
    },
    [bridge, add],
  );
  return { add, addLines, said, problem };
};
