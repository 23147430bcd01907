import { Plus, X } from 'lucide-react';
import { useId, useRef } from 'react';
import { ladderLimits } from '../../../../electron/contract/limits';
import type { Ladder } from '../../../../electron/contract/model/ladder';
import { type RungWay, wayOf } from '../../../../electron/contract/rules/rungs';
import { useTranslation } from '../../../i18n/use-translation';
import { Button, IconButton } from '../../../ui/form/button';
import { SelectBox } from '../../../ui/form/select-box';
import { TextInput } from '../../../ui/form/text-input';
import { ChannelIcon } from '../../../ui/text/icon';
import styles from '../controls/settings.module.css';
import { nextStep, type StepForm } from './ladder-form';

const ways = ['app', 'reminder', 'sms', 'phone'] as const;

interface LadderStepsProps {
  steps: readonly StepForm[];
  /** What people are waited for to do. */
  until: Ladder['until'];
  error: string | null;
  onChange: (steps: readonly StepForm[]) => void;
}

const moreOf = ({ more: { reminder: _, ...more } }: StepForm, way: RungWay): StepForm['more'] =>
  way === 'reminder' ? { ...more, reminder: true } : more;

/** Steps for people who are still waited for, one row each. */
export const LadderSteps = ({ steps, until, error, onChange }: LadderStepsProps) => {
  const { t } = useTranslation(['settings', 'common']);
  const errorId = useId();
  const rows = useRef<HTMLFieldSetElement>(null);
  const change = (key: number, part: Partial<StepForm>) =>
    onChange(steps.map((step) => (step.key === key ? { ...step, ...part } : step)));
  // A chat that is pinned already cannot be pinned any more.
  const waysOf = ({ key }: StepForm) =>
    ways.filter((way) => way !== 'reminder' || !steps.some((other) => other.key !== key && other.more.reminder));
  return (
    <fieldset ref={rows} className={styles.steps}>
      <legend className={styles.label}>
        {t(until === 'acknowledged' ? 'ladder-steps-unanswered' : 'ladder-steps')}
      </legend>
      {steps.map((step, index) => (
        <div key={step.key} className={styles.step}>
          <TextInput
            inputMode="decimal"
            aria-label={t('ladder-step-minutes', { step: index + 1 })}
            aria-invalid={error !== null}
            aria-describedby={errorId}
            value={step.afterMinutes}
            tail={<span aria-hidden>{t('ladder-minutes-after')}</span>}
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
            disabled={steps.length === 1}
            onClick={() => {
              // The button disappears with its row, so the focus moves first.
              rows.current?.querySelectorAll('input')[index === 0 ? 1 : index - 1]?.focus();
              onChange(steps.filter((each) => each.key !== step.key));
            }}
          />
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
          onClick={() => onChange([...steps, nextStep(steps)])}
        >
          {t('ladder-step-add')}
        </Button>
      </div>
    </fieldset>
  );
};
