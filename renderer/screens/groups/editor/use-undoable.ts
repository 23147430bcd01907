import { useEffect, useRef } from 'react';
import { useTranslation } from '../../../i18n/use-translation';
import { dismissToast, toast } from '../../../ui/feedback/toast';
import { type ChangeMembers, type Member, takeBack } from './members';

/**
 * Changes the members in the editor so that it can be taken back while it is said. What happens to the others meanwhile
 * is not undone with it: leaving the editor, or the next such change, ends the offer.
 */
export const useUndoable = (members: readonly Member[], onChange: ChangeMembers) => {
  const { t } = useTranslation('common');
  const now = useRef(members);
  now.current = members;
  const said = useRef<number | null>(null);
  const end = () => {
    if (said.current !== null) dismissToast(said.current);
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: only when the editor is left
  useEffect(() => end, []);
  return (change: (members: readonly Member[]) => readonly Member[], text: string) => {
    end();
    const before = now.current;
    const after = change(before);
    onChange(change);
    const run = () => onChange((later) => takeBack(later, before, after));
    said.current = toast(text, { label: t('undo'), run });
  };
};
