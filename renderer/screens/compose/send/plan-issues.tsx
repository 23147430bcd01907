import { History, TriangleAlert } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import type { Problem } from '../../../../electron/contract/advice/problem';
import type { Plan, PlannedPerson } from '../../../../electron/contract/model/plan';
import { useBridge } from '../../../bridge';
import { useAdvice, useTranslation } from '../../../i18n/use-translation';
import { useWhom } from '../../../i18n/use-whom';
import { toast } from '../../../ui/feedback/toast';
import { Button } from '../../../ui/form/button';
import { Popover } from '../../../ui/overlay/popover';
import { OutcomePill } from '../../../ui/text/pill';
import { useComposer } from '../draft/composer';
import styles from './plan-line.module.css';

/** `backup`: the group with which a person stands in for others; left out: the buzz is for them. */
type ListedPerson = PlannedPerson & { backup?: string };

interface PeopleListProps {
  /** Words of the button that opens the list. */
  label: string;
  title: string;
  icon: ReactNode;
  /** These people may not be reached. */
  trouble?: boolean;
  people: readonly ListedPerson[];
  reasonOf: (person: PlannedPerson) => Problem | null;
  children?: ReactNode;
}

/** A number of people as a button, and the list of them with the reason for each. */
const PeopleList = ({ label, title, icon, trouble = false, people, reasonOf, children }: PeopleListProps) => {
  const { t } = useTranslation('common');
  const advice = useAdvice();
  const whom = useWhom();
  return (
    <Popover
      label={title}
      side="top"
      trigger={
        <button type="button" className={styles.issues} data-trouble={trouble || undefined}>
          {icon}
          {label}
        </button>
      }
    >
      <h2 className={styles.issuesTitle}>{title}</h2>
      <ul className={styles.issueList}>
        {people.map((person) => {
          const reason = reasonOf(person);
          return (
            <li key={person.key} className={styles.issue}>
              <span className={styles.issueWords}>
                <b>{whom(person)}</b>
                {person.backup !== undefined && <small>{t('backup-of', { name: person.backup })}</small>}
                {reason && <small>{advice(reason)}</small>}
              </span>
              {trouble && person.preflight && <OutcomePill outcome={person.preflight.outcome} />}
            </li>
          );
        })}
      </ul>
      {children}
    </Popover>
  );
};

/**
 * The people who will not be reached or need a look before sending, each with the reason; and apart from them those who got an
 * SMS or a call a moment ago, with whom nothing is wrong.
 */
export const PlanIssues = ({ plan }: { plan: Pick<Plan, 'people' | 'ladder' | 'mode' | 'chat'> }) => {
  const { t } = useTranslation('compose');
  const { people } = plan;
  const chat = plan.mode === 'chat' ? plan.chat : null;
  const trouble = [...people, ...backupsOf(plan)].filter(
    (person) => person.preflight !== null || person.warning !== null,
  );
  const recent = people.filter((person) => person.preflight === null && person.recently !== null);
  return (
    <>
      {trouble.length > 0 && (
        <PeopleList
          label={t('plan-issues', { count: trouble.length })}
          title={t('plan-issues-title')}
          icon={<TriangleAlert size={13} aria-hidden />}
          trouble
          people={trouble}
          reasonOf={(person) => person.preflight?.problem ?? person.warning}
        >
          {chat && <AddToChat chat={chat} people={people} />}
        </PeopleList>
      )}
      {recent.length > 0 && (
        <PeopleList
          label={t('plan-recent', { count: recent.length })}
          title={t('plan-recent-title')}
          icon={<History size={13} aria-hidden />}
          people={recent}
          reasonOf={(person) => person.recently}
        />
      )}
    </>
  );
};

/** The people whom rungs call instead, each once, without those whom the buzz calls itself. */
const backupsOf = ({ people, ladder }: Pick<Plan, 'people' | 'ladder'>): readonly ListedPerson[] => {
  const own = new Set(people.map(({ key }) => key));
  const groups = (ladder?.rungs ?? []).flatMap(({ backupGroup }) => backupGroup ?? []);
  const all = groups.flatMap(({ name, people }) => people.map((person) => ({ ...person, backup: name })));
  return [...new Map(all.map((person) => [person.key, person])).values()].filter(({ key }) => !own.has(key));
};

/** A button that adds people to the chat who would not be reached there; nothing when all of them are in it. */
const AddToChat = ({ chat, people }: { chat: NonNullable<Plan['chat']>; people: readonly PlannedPerson[] }) => {
  const { t } = useTranslation('compose');
  const advice = useAdvice();
  const bridge = useBridge();
  const composer = useComposer();
  const [adding, setAdding] = useState(false);
  const outside = people.flatMap(({ preflight, idType, id }) =>
    preflight?.outcome === 'not-in-chat' && idType !== null && id !== null ? [{ idType, id }] : [],
  );
  if (outside.length === 0) return null;

  const add = async () => {
    setAdding(true);
    const answer = await bridge.addToChat({ chatId: chat.chatId, people: outside });
    setAdding(false);
    const reason = answer.ok ? answer.value.problem : answer.problem;
    if (answer.ok && answer.value.added > 0) toast(t('added-to-chat', { count: answer.value.added }));
    if (reason) toast(advice(reason));
    composer.replan();
  };
  return (
    <Button size="s" wide loading={adding} onClick={() => void add()}>
      {t('add-to-chat', { count: outside.length, chat: chat.name })}
    </Button>
  );
};
