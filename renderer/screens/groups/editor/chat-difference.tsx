import { CheckCheck, RefreshCw, UserMinus, UserPlus } from 'lucide-react';
import type { ChatId } from '../../../../electron/contract/model/ids';
import type { Person } from '../../../../electron/contract/model/person';
import { personKey } from '../../../../electron/contract/rules/person-key';
import { useTranslation } from '../../../i18n/use-translation';
import { ErrorNote } from '../../../ui/feedback/error-note';
import { Skeleton } from '../../../ui/feedback/skeleton';
import { Button } from '../../../ui/form/button';
import { IconButton } from '../../../ui/form/icon-button';
import styles from './group-editor.module.css';
import { addMembers, type ChangeMembers, type Member, removeMembers } from './members';
import { OneSide } from './one-side';
import { useChatDifference } from './use-chat-difference';
import { useUndoable } from './use-undoable';

/** Who is in the linked chat but not in the group, and the other way round; taken over one by one or all at once. */
export const ChatDifference = ({
  chatId,
  members,
  onChange,
}: {
  chatId: ChatId;
  members: readonly Member[];
  onChange: ChangeMembers;
}) => {
  const { t } = useTranslation(['groups', 'common']);
  const { state, look } = useChatDifference(chatId, members);
  const undoable = useUndoable(members, onChange);
  const again = <IconButton size="s" label={t('compare')} icon={<RefreshCw size={13} />} onClick={() => void look()} />;
  if (state.kind === 'looking') return <Skeleton height="28px" />;
  if (state.kind === 'failed') return <ErrorNote problem={state.problem} announced={false} action={again} />;

  // What has been taken over meanwhile differs no more.
  const keys = new Set(members.map(({ person }) => personKey(person)));
  const missing = state.difference.missing.filter((person) => !keys.has(personKey(person)));
  const extra = state.difference.extra.filter((person) => keys.has(personKey(person)));
  const withThem = (to: readonly Member[], people: readonly Person[]) =>
    addMembers(
      to,
      people.map((person) => ({ person, problem: null })),
    ).members;
  const without = (from: readonly Member[], people: readonly Person[]) =>
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
        {again}
      </div>
      <OneSide
        title={t('only-in-chat', { count: missing.length })}
        people={missing}
        icon={<UserPlus size={14} />}
        one={(name) => t('take-in', { name })}
        all={t('take-in-all')}
        onTake={(people) => onChange((there) => withThem(there, people))}
      />
      <OneSide
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
