import type { ReactNode } from 'react';
import type { Problem } from '../../../../electron/contract/advice/problem';
import type { Plan } from '../../../../electron/contract/model/plan';
import { stakeOf } from '../../../../electron/contract/rules/stake';
import { useTranslation } from '../../../i18n/use-translation';
import { useWorkspace } from '../../../state/app-store';
import { ErrorNote } from '../../../ui/feedback/error-note';
import { Button } from '../../../ui/form/button';
import { CalledNames } from '../../shared/called-names';
import { GrantButton } from '../../shared/grant-button';
import { PlanRows } from '../../shared/plan-rows';
import type { PlanState } from '../draft/composer';
import { ClimbsLine, type ClimbsLineProps } from './climbs-line';
import { PlanIssues } from './plan-issues';
import styles from './plan-line.module.css';
import type { BuzzNote } from './use-buzz';

export interface PlanLineProps extends Omit<ClimbsLineProps, 'ladder'> {
  state: PlanState;
  /** The draft takes the paid gesture. */
  paid: boolean;
  /** Why the last press of Buzz failed. */
  problem: Problem | null;
  /** Shown before the plan: a field that is missing, or that the plan has changed. */
  note: BuzzNote | null;
  /** Accepts the plan's proposal of a group chat. */
  onRoom: () => void;
}

/**
 * The plan (方案): what will go out now and later, and what it may cost. An old plan stays, dimmed, until the new one is
 * there, so that nothing moves while a person types.
 */
export const PlanLine = ({ state, paid, problem, note, onRoom, draft, onClimbs }: PlanLineProps) => {
  const { t } = useTranslation('compose');
  const workspace = useWorkspace();
  const plan = state.kind === 'ready' ? state.plan : state.kind === 'planning' ? state.last : null;
  const wrong = problem ?? (state.kind === 'failed' ? state.problem : null) ?? hindrance(plan);

  const words = (): ReactNode => {
    if (wrong)
      return (
        <ErrorNote
          problem={wrong}
          variant="line"
          announced={false}
          action={<GrantButton problem={wrong} workspace={workspace} />}
        />
      );
    if (plan?.problem?.advice === 'text-empty' && plan.counts.buzzes > 0 && note === null)
      return (
        <>
          <PlanRows plan={plan} />
          <p>{t('plan-needs-text')}</p>
        </>
      );
    if (plan?.problem?.advice === 'text-empty') return t('plan-needs-text');
    if (plan && plan.counts.buzzes === 0) return <span className={styles.note}>{t('plan-nobody-left')}</span>;
    if (plan) return <PlanRows plan={plan} />;
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
        {(!note || note.withPlan) && words()}
      </div>
      {plan?.ladder && plan.counts.buzzes > 0 && <ClimbsLine draft={draft} ladder={plan.ladder} onClimbs={onClimbs} />}
      {plan && (
        <div className={styles.tools}>
          {plan.pictures?.problem && (
            <ErrorNote
              problem={plan.pictures.problem}
              variant="line"
              announced={false}
              action={<GrantButton problem={plan.pictures.problem} workspace={workspace} />}
            />
          )}
          <PlanIssues plan={plan} />
          {plan.suggestsRoom && (
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
        </div>
      )}
      {paid && plan && <CalledNames stake={stakeOf(plan)} people={plan.people} />}
    </div>
  );
};

/** The plan's own problem, unless it only says that recipients or the message are missing. */
const hindrance = (plan: Plan | null): Problem | null => {
  const problem = plan?.problem ?? null;
  // The problem of the channel stands below the channels.
  if (plan && problem?.advice === plan.channels[plan.channel]?.advice) return null;
  return problem?.advice === 'text-empty' || problem?.advice === 'nobody' ? null : problem;
};
