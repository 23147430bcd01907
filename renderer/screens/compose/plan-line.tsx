import type { ReactNode } from 'react';
import type { Plan } from '../../../electron/contract/plan';
import type { Problem } from '../../../electron/contract/problem';
import { useFormat } from '../../i18n/format';
import { useTranslation } from '../../i18n/use-translation';
import { ErrorNote } from '../../ui/error-note';
import type { PlanState } from './composer';
import { PlanIssues } from './plan-issues';
import styles from './plan-line.module.css';

const Counts = ({ plan }: { plan: Plan }) => {
  const { t } = useTranslation('compose');
  const { number } = useFormat();
  const { counts, cost, channel } = plan;
  return (
    <>
      <b className={styles.counts}>
        {t('plan-messages', { count: counts.messages })}
        {' · '}
        {t(`plan-buzz-${channel}`, { count: counts.buzzes })}
      </b>
      {' · '}
      <span>
        {cost
          ? t('plan-left', { left: number(cost.leftThisMonth), limit: number(cost.limit) })
          : t('plan-calls', { count: counts.calls })}
      </span>
    </>
  );
};

export interface PlanLineProps {
  state: PlanState;
  /** Why the last press of Buzz came to nothing. */
  problem: Problem | null;
  /** A sentence that goes before the plan: what is missing, what changed. */
  note: string | null;
}

/**
 * 方案: one line on what will be called, for whom, at what cost. Its height is kept, so that nothing moves while it
 * changes; an old plan stays, dimmed, until the new one is known.
 */
export const PlanLine = ({ state, problem, note }: PlanLineProps) => {
  const { t } = useTranslation('compose');
  const plan = state.kind === 'ready' ? state.plan : state.kind === 'planning' ? state.last : null;
  const wrong = problem ?? (state.kind === 'failed' ? state.problem : null) ?? hindrance(plan);

  const words = (): ReactNode => {
    if (note) return <span className={styles.note}>{note}</span>;
    if (wrong) return <ErrorNote problem={wrong} variant="line" announced={false} />;
    if (plan?.problem?.advice === 'text-empty') return t('plan-needs-text');
    if (plan && plan.counts.buzzes === 0) return <span className={styles.note}>{t('plan-nobody-left')}</span>;
    if (plan) return <Counts plan={plan} />;
    return state.kind === 'planning' ? t('plan-working') : t('plan-empty');
  };

  return (
    <div className={styles.line}>
      <div
        role="status"
        aria-label={t('plan')}
        className={styles.plan}
        data-old={state.kind === 'planning' || undefined}
      >
        {plan && !wrong && !note && plan.problem === null && <span className={styles.title}>{t('plan')} </span>}
        {words()}
      </div>
      {plan && <PlanIssues people={plan.people} />}
    </div>
  );
};

/** The plan's own problem, unless it only says that the message is not written yet. */
const hindrance = (plan: Plan | null): Problem | null => {
  const problem = plan?.problem ?? null;
  return problem?.advice === 'text-empty' || problem?.advice === 'nobody' ? null : problem;
};
