import { Plus, X } from 'lucide-react';
import { useId, useRef } from 'react';
import { ladderLimits } from '../../../../electron/contract/limits';
import type { GroupId } from '../../../../electron/contract/model/ids';
import type { Ladder } from '../../../../electron/contract/model/ladder';
import { type RungWay, wayOf } from '../../../../electron/contract/rules/rungs';
import { useTranslation } from '../../../i18n/use-translation';
import { useApp } from '../../../state/app-store';
import { Button, IconButton } from '../../../ui/form/button';
import { SelectBox } from '../../../ui/form/select-box';
import { TextInput } from '../../../ui/form/text-input';
import { ChannelIcon } from '../../../ui/text/icon';
import styles from '../controls/settings.module.css';
import { nextStep, type StepForm } from './ladder-form';

/** Value of the choice that calls no backup; no group has such an id. */
const own = 'own';
const ways = ['app', 'reminder', 'sms', 'phone'] as const;

interface LadderStepsProps {
  steps: readonly StepForm[];
  /** What people are waited for to do. */
  until: Ladder['until'];
  inTurn: boolean;
  error: string | null;
  onChange: (steps: readonly StepForm[]) => void;
}

const moreOf = ({ more: { reminder: _, ...more } }: StepForm, way: RungWay): StepForm['more'] =>
  way === 'reminder' ? { ...more, reminder: true } : more;

/** Steps for people who are still waited for, one row each. */
export const LadderSteps = ({ steps, until, inTurn, error, onChange }: LadderStepsProps) => {
  const { t } = useTranslation(['settings', 'common']);
  const groups = useApp((state) => state.groups);
  const errorId = useId();
  const rows = useRef<HTMLFieldSetElement>(null);
  const change = (key: number, part: Partial<StepForm>) =>
    onChange(steps.map((step) => (step.key === key ? { ...step, ...part } : step)));
  // A chat that is pinned already cannot be pinned any more.
  const waysOf = ({ key, more }: StepForm) =>
    ways.filter(
      (way) => way !== 'reminder' || (!more.backup && !steps.some((other) => other.key !== key && other.more.reminder)),
    );
  const known = new Set<string>(groups.map(({ id }) => id));
  const whomOf = ({ more: { backup } }: StepForm) => [
    { value: own, label: t(inTurn ? 'ladder-whom-turn' : `ladder-whom-${until}`) },
    ...groups.map(({ id, name }) => ({ value: id as string, label: t('ladder-whom-backup', { name }) })),
    // A group of another workspace, or one that was deleted.
    ...(backup !== undefined && !known.has(backup) ? [{ value: backup as string, label: t('ladder-whom-gone') }] : []),
  ];
  return (
    <fieldset ref={rows} className={styles.steps}>
      <legend className={styles.label}>
        {t(inTurn ? 'ladder-steps-turn' : until === 'acknowledged' ? 'ladder-steps-unanswered' : 'ladder-steps')}
      </legend>
      {steps.map((step, index) => (
        <div key={step.key} className={styles.step}>
          <TextInput
            inputMode="decimal"
            aria-label={t('ladder-step-minutes', { step: index + 1 })}
            aria-invalid={error !== null}
            aria-describedby={errorId}
            value={step.afterMinutes}
            tail={
              <span aria-hidden>
                {t(inTurn && step.more.backup ? 'ladder-minutes-at-end' : 'ladder-minutes-after')}
              </span>
            }
            onChange={(event) => change(step.key, { afterMinutes: event.target.value })}
          />
          <SelectBox
            label={t('ladder-step-channel', { step: index + 1 })}
            value={wayOf({ ...step.more, channel: step.channel })}
            options={waysOf(step).map((value) => ({
              value,
              label: t(`common:channel-${value}`),
              icon: <ChannelIcon channel={value} />,
            }))}
            onChange={(way) => change(step.key, { channel: way === 'reminder' ? 'app' : way, more: moreOf(step, way) })}
          />
          <IconButton
            label={t('ladder-step-remove', { step: index + 1 })}
            icon={<X size={14} aria-hidden />}
            disabled={steps.length === 1 && !inTurn}
            onClick={() => {
              // The button disappears with its row, so the focus moves first.
              rows.current?.querySelectorAll('input')[index === 0 ? 1 : index - 1]?.focus();
              onChange(steps.filter((each) => each.key !== step.key));
            }}
          />
          {(groups.length > 0 || step.more.backup) && !step.more.reminder && (
            <SelectBox
              className={styles.whom}
              label={t('ladder-step-whom', { step: index + 1 })}
              value={step.more.backup ?? own}
              options={whomOf(step)}
              onChange={(whom) => change(step.key, { more: whom === own ? {} : { backup: whom as GroupId } })}
            />
          )}
        </div>
      ))}
      <p id={errorId} className={styles.wrong} aria-live="polite">
        {error}
      </p>
      <div>
        <Button
          size="s"
          icon={<Plus size={14} aria-hidden />}
          disabled={steps.length >= ladderLimits.steps}
          onClick={() => onChange([...steps, nextStep(steps, inTurn)])}
        >
          {t('ladder-step-add')}
        </Button>
      </div>
    </fieldset>
  );
};
