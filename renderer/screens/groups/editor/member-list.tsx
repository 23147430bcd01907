import { X } from 'lucide-react';
import { useMemo, useRef, useState } from 'react';
import { personKey } from '../../../../electron/contract/rules/person-key';
import { useAdvice, useTranslation } from '../../../i18n/use-translation';
import { Button } from '../../../ui/form/button';
import { Avatar } from '../../../ui/text/avatar';
import { Pill } from '../../../ui/text/pill';
import { departmentsOfMembers, type Follows } from './follows';
import styles from './member-list.module.css';
import { type GroupMember, isUnresolved } from './members';

/** Rows drawn before the person asks for all: a group may hold thousands. */
const first = 100;

const MemberRow = ({
  member,
  from,
  gone,
  onRemove,
}: {
  member: GroupMember;
  /** They have left the company. */
  gone: boolean;
  /** Names of the followed departments that they came from. */
  from: readonly string[];
  onRemove: () => void;
}) => {
  const { t } = useTranslation('groups');
  const advice = useAdvice();
  const { person, problem } = member;
  const lost = isUnresolved(member);
  return (
    <li className={styles.row} data-lost={lost || undefined}>
      <Avatar name={person.name} size="s" />
      <span className={styles.words}>
        <b>{person.name}</b>
        {(problem || person.department) && <small>{problem ? advice(problem) : person.department}</small>}
      </span>
      {from.length > 0 && (
        <span title={t('from-department', { name: from.join(' · ') })}>
          <Pill>{t('from-followed')}</Pill>
        </span>
      )}
      {gone && <Pill tone="bad">{t('gone-member')}</Pill>}
      {lost && <Pill tone="bad">{t('not-found')}</Pill>}
      <button
        type="button"
        className={styles.remove}
        aria-label={t('remove-member', { name: person.name })}
        onClick={onRemove}
      >
        <X size={14} aria-hidden />
      </button>
    </li>
  );
};

/** Members of the group in the editor. Those who were not found stay, marked, with the reason. */
export const MemberList = ({
  members,
  follows,
  gone,
  onRemove,
}: {
  members: readonly GroupMember[];
  follows: Follows;
  /** Keys of members who have left the company. */
  gone: readonly string[];
  onRemove: (keys: ReadonlySet<string>) => void;
}) => {
  const { t } = useTranslation('groups');
  const [all, setAll] = useState(false);
  const list = useRef<HTMLUListElement>(null);
  const lost = members.filter(isUnresolved);
  const away = members.map(({ person }) => personKey(person)).filter((key) => gone.includes(key));
  const from = useMemo(() => departmentsOfMembers(follows), [follows]);

  const removeAt = (index: number, key: string) => {
    onRemove(new Set([key]));
    // The focus moves to the row that takes this one's place, not to the top of the page.
    requestAnimationFrame(() => {
      const buttons = list.current?.querySelectorAll<HTMLElement>('li > button');
      buttons?.[Math.min(index, buttons.length - 1)]?.focus();
    });
  };
  if (members.length === 0) return <p className={styles.empty}>{t('no-members')}</p>;
  return (
    <>
      {lost.length > 0 && (
        <p className={styles.hint}>
          {t('unresolved-hint', { count: lost.length })}{' '}
          <Button
            variant="link"
            size="s"
            onClick={() => onRemove(new Set(lost.map((member) => personKey(member.person))))}
          >
            {t('remove-lost')}
          </Button>
        </p>
      )}
      {away.length > 0 && (
        <p className={styles.hint}>
          {t('gone-hint', { count: away.length })}{' '}
          <Button variant="link" size="s" onClick={() => onRemove(new Set(away))}>
            {t('remove-gone')}
          </Button>
        </p>
      )}
      <ul ref={list} className={styles.list} aria-label={t('member-list')}>
        {(all ? members : members.slice(0, first)).map((member, index) => {
          const key = personKey(member.person);
          return (
            <MemberRow
              key={key}
              member={member}
              from={from.get(key) ?? []}
              gone={away.includes(key)}
              onRemove={() => removeAt(index, key)}
            />
          );
        })}
      </ul>
      {!all && members.length > first && (
        <Button variant="link" onClick={() => setAll(true)}>
          {t('show-all', { count: members.length })}
        </Button>
      )}
    </>
  );
};
