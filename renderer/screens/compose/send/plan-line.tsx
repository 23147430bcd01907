import type { ReactNode } from 'react';
import type { Problem } from '../../../../electron/contract/advice/problem';
import type { Plan, PlanCost } from '../../../../electron/contract/model/plan';
import { useFormat } from '../../../i18n/format';
import { useTranslation } from '../../../i18n/use-translation';
import { ErrorNote } from '../../../ui/feedback/error-note';
import { Button } from '../../../ui/form/button';
import type { PlanState } from '../draft/composer';
import { PlanIssues } from './plan-issues';
import styles from './plan-line.module.css';
import type { BuzzNote } from './use-buzz';

const Counts = ({ plan }: { plan: Plan }) => {
  const { t } = useTranslation('compose');
  const { number, list } = useFormat();
  const { counts, cost, channel, ladder, room } = plan;
  const climbs = ladder?.costs ?? [];
  const costs = [...(cost ? [cost] : []), ...climbs.filter((each) => each.channel !== cost?.channel)];
  const left = (each: PlanCost) => ({ left: number(each.leftThisMonth), limit: number(each.limit) });
  return (
    <>
      <b className={styles.counts}>
        {/* An existing message that is buzzed as it is needs no new one. */}
        {counts.messages > 0 && `${t('plan-messages', { count: counts.messages })} · `}
        {t(`plan-buzz-${channel}`, { count: counts.buzzes })}
        {climbs.length > 0 && ' · '}
        {climbs.length > 0 &&
          t('plan-up-to', { costs: list(climbs.map((each) => t(`plan-buzz-${each.channel}`, { count: each.calls }))) })}
      </b>
      {room?.isNew && ` · ${t('plan-room-new')}`}
      {room && !room.isNew && room.toAdd > 0 && ` · ${t('plan-room-add', { count: room.toAdd })}`}
      {' · '}
      <span>
        {costs.length === 0 && t('plan-calls', { count: counts.calls })}
        {costs.length === 1 && costs.map((each) => t('plan-left', left(each)))}
        {costs.length > 1 &&
          t('plan-left-each', { each: list(costs.map((each) => t(`plan-left-${each.channel}`, left(each)))) })}
      </span>
    </>
  );
};

export interface PlanLineProps {
  state: PlanState;
  /** Why the last press of Buzz failed. */
  problem: Problem | null;
  /** Shown before the plan: a field that is missing, or that the plan has changed. */
  note: BuzzNote | null;
  /** Accepts the plan's proposal of a group chat. */
  onRoom: () => void;
}

/**
 * The plan (方案) in one line: messages, calls and cost. Its height is fixed, so that nothing moves while it changes; an old
 * plan stays, dimmed, until the new one is there.
 */
export const PlanLine = ({ state, problem, note, onRoom }: PlanLineProps) => {
  const { t } = useTranslation('compose');
  const plan = state.kind === 'ready' ? state.plan : state.kind === 'planning' ? state.last : null;
  const wrong = problem ?? (state.kind === 'failed' ? state.problem : null) ?? hindrance(plan);

  const words = (): ReactNode => {
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
        {note && <p className={styles.note}>{note.words}</p>}
        {plan && !wrong && !note && plan.problem === null && <span className={styles.title}>{t('plan')} </span>}
        {(!note || note.withPlan) && words()}
      </div>
      {plan?.suggestsRoom && (
        <Button
          variant="link"
          size="s"
          aria-description={t('plan-room-why')}
          title={t('plan-room-why')}
          onClick={onRoom}
        >
          {t('plan-use-room')}
        </Button>
      )}
      {plan && <PlanIssues people={plan.people} chat={plan.mode === 'chat' ? plan.chat : null} />}
    </div>
  );
};

/** The plan's own problem, unless it only says that recipients or the message are missing. */
const hindrance = (plan: Plan | null): Problem | null => {
  const problem = plan?.problem ?? null;
  return problem?.advice === 'text-empty' || problem?.advice === 'nobody' ? null : problem;
};
