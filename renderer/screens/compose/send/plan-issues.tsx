import { TriangleAlert } from 'lucide-react';
import { useState } from 'react';
import type { Plan, PlannedPerson } from '../../../../electron/contract/model/plan';
import { useBridge } from '../../../bridge';
import { useAdvice, useTranslation } from '../../../i18n/use-translation';
import { toast } from '../../../ui/feedback/toast';
import { Button } from '../../../ui/form/button';
import { Popover } from '../../../ui/overlay/popover';
import { OutcomePill } from '../../../ui/text/pill';
import { useComposer } from '../draft/composer';
import styles from './plan-line.module.css';

/** Lists the people who will not be reached or need a look before sending, each with the reason. */
export const PlanIssues = ({ people, chat }: { people: readonly PlannedPerson[]; chat: Plan['chat'] }) => {
  const { t } = useTranslation('compose');
  const advice = useAdvice();
  const issues = people.filter((person) => person.preflight !== null || person.warning !== null);
  if (issues.length === 0) return null;
  return (
    <Popover
      label={t('plan-issues-title')}
      side="top"
      align="end"
      trigger={
        <button type="button" className={styles.issues}>
          <TriangleAlert size={13} aria-hidden />
          {t('plan-issues', { count: issues.length })}
        </button>
      }
    >
      <h2 className={styles.issuesTitle}>{t('plan-issues-title')}</h2>
      <ul className={styles.issueList}>
        {issues.map((person) => {
          const reason = person.preflight?.problem ?? person.warning;
          return (
            <li key={person.key} className={styles.issue}>
              <span className={styles.issueWords}>
                <b>{person.name}</b>
                {reason && <small>{advice(reason)}</small>}
              </span>
              {person.preflight && <OutcomePill outcome={person.preflight.outcome} />}
            </li>
          );
        })}
      </ul>
      {chat && <AddToChat chat={chat} people={people} />}
    </Popover>
  );
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
