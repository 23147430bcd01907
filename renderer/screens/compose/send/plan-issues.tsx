import { TriangleAlert } from 'lucide-react';
import type { Plan, PlannedPerson } from '../../../../electron/contract/model/plan';
import { useAdvice } from '../../../i18n/advice';
import { useTranslation } from '../../../i18n/use-translation';
import { Popover } from '../../../ui/overlay/popover';
import { OutcomePill } from '../../../ui/text/outcome-pill';
import { AddToChat } from './add-to-chat';
import styles from './plan-line.module.css';

/** Who will not be reached, or deserves a thought, before anything is sent; and why. */
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
