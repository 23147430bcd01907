import { CheckCheck, RefreshCw, UserMinus, UserPlus } from 'lucide-react';
import { type ReactNode, useCallback, useRef } from 'react';
import type { ChatId } from '../../../../electron/contract/model/ids';
import type { Person } from '../../../../electron/contract/model/person';
import { personKey } from '../../../../electron/contract/rules/person-key';
import { useBridge } from '../../../bridge';
import { useTranslation } from '../../../i18n/use-translation';
import { ErrorNote } from '../../../ui/feedback/error-note';
import { Skeleton } from '../../../ui/feedback/placeholder';
import { Button, IconButton } from '../../../ui/form/button';
import { Avatar } from '../../../ui/text/avatar';
import { useAnswer } from '../../shared/use-answer';
import styles from './group-editor.module.css';
import list from './member-list.module.css';
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

/** Most rows drawn: a chat may hold thousands, and "all" takes the others as well. */
const most = 30;

/** People of one side of a difference, with an action for each and one for all. */
const OneSide = ({
  title,
  people,
  icon,
  one,
  all,
  onTake,
}: {
  title: string;
  people: readonly Person[];
  icon: ReactNode;
  one: (name: string) => string;
  all: string;
  onTake: (people: readonly Person[]) => void;
}) => {
  const { t } = useTranslation('groups');
  if (people.length === 0) return null;
  return (
    <ul className={list.list} aria-label={title}>
      <li className={list.row}>
        <small className={list.words}>{title}</small>
        <Button variant="link" size="s" onClick={() => onTake(people)}>
          {all}
        </Button>
      </li>
      {people.slice(0, most).map((person) => (
        <li key={personKey(person)} className={list.row}>
          <Avatar name={person.name} size="s" />
          <span className={list.words}>
            {person.name}
            {person.department && <small> · {person.department}</small>}
          </span>
          <IconButton size="s" label={one(person.name)} icon={icon} onClick={() => onTake([person])} />
        </li>
      ))}
      {people.length > most && (
        <li className={list.row}>
          <small>{t('and-more', { count: people.length - most })}</small>
        </li>
      )}
    </ul>
  );
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
