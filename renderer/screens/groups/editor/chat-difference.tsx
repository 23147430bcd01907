import { CheckCheck, RefreshCw, UserMinus, UserPlus } from 'lucide-react';
import { useCallback, useRef } from 'react';
import type { ChatId } from '../../../../electron/contract/model/ids';
import type { Person } from '../../../../electron/contract/model/person';
import { personKey } from '../../../../electron/contract/rules/person-key';
import { useBridge } from '../../../bridge';
import { useTranslation } from '../../../i18n/use-translation';
import { ErrorNote } from '../../../ui/feedback/error-note';
import { Skeleton } from '../../../ui/feedback/placeholder';
import { Button, IconButton } from '../../../ui/form/button';
import { useAnswer } from '../../shared/use-answer';
import { DifferenceSide } from './difference-side';
import styles from './group-editor.module.css';
import { addMembers, type ChangeMembers, type GroupMember, removeMembers, useUndoable } from './members';

/** Compares the members with the people of a chat, when the editor shows it and on each `again`. */
const useChatDifference = (chatId: ChatId, members: readonly GroupMember[]) => {
  const bridge = useBridge();
  const now = useRef(members);
  now.current = members;
  const compare = useCallback(
    () => bridge.compareChat({ chatId, members: now.current.map(({ person }) => person) }),
    [bridge, chatId],
  );
  return useAnswer(compare);
};

/** People who are only in the linked chat or only in the group, to take over one by one or all at once. */
export const ChatDifference = ({
  chatId,
  members,
  onChange,
}: {
  chatId: ChatId;
  members: readonly GroupMember[];
  onChange: ChangeMembers;
}) => {
  const { t } = useTranslation(['groups', 'common']);
  const { state, again } = useChatDifference(chatId, members);
  const undoable = useUndoable(members, onChange);
  const compareAgain = <IconButton size="s" label={t('compare')} icon={<RefreshCw size={13} />} onClick={again} />;
  if (state.kind === 'loading') return <Skeleton height="28px" />;
  if (state.kind === 'failed') return <ErrorNote problem={state.problem} announced={false} action={compareAgain} />;

  // People taken over since the comparison no longer differ.
  const keys = new Set(members.map(({ person }) => personKey(person)));
  const missing = state.value.missing.filter((person) => !keys.has(personKey(person)));
  const extra = state.value.extra.filter((person) => keys.has(personKey(person)));
  const withThem = (to: readonly GroupMember[], people: readonly Person[]) =>
    addMembers(
      to,
      people.map((person) => ({ person, problem: null })),
    ).members;
  const without = (from: readonly GroupMember[], people: readonly Person[]) =>
    removeMembers(from, new Set(people.map(personKey)));
  const same = missing.length + extra.length === 0;
  return (
    <>
      <div className={styles.nameLine} role="status">
        {same && <CheckCheck size={14} aria-hidden />}
        <span className={styles.grow}>
          {same ? t('same-as-chat') : t('differs', { count: missing.length + extra.length })}
        </span>
        {!same && (
          <Button size="s" onClick={() => undoable((there) => without(withThem(there, missing), extra), t('synced'))}>
            {t('sync-all')}
          </Button>
        )}
        {compareAgain}
      </div>
      <DifferenceSide
        title={t('only-in-chat', { count: missing.length })}
        people={missing}
        icon={<UserPlus size={14} />}
        one={(name) => t('take-in', { name })}
        all={t('take-in-all')}
        onTake={(people) => onChange((there) => withThem(there, people))}
      />
      <DifferenceSide
        title={t('only-in-group', { count: extra.length })}
        people={extra}
        icon={<UserMinus size={14} />}
        one={(name) => t('remove-member', { name })}
        all={t('take-out-all')}
        onTake={(people) => undoable((there) => without(there, people), t('taken-out', { count: people.length }))}
      />
    </>
  );
};
