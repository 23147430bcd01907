import { type RefObject, useLayoutEffect, useRef } from 'react';
import type { Plan } from '../../../../electron/contract/model/plan';
import { isSureToFail } from '../../../../electron/contract/rules/channel-problems';
import { stakeOf } from '../../../../electron/contract/rules/stake';
import { useTranslation } from '../../../i18n/use-translation';
import { useApp } from '../../../state/app-store';
import { Button } from '../../../ui/form/button';
import { HoldButton } from '../../../ui/form/hold-button';
import { Kbd } from '../../../ui/text/kbd';
import { type PlanState, useComposer } from '../draft/composer';

export interface BuzzButtonProps {
  /** The draft takes the paid gesture. */
  paid: boolean;
  practice: boolean;
  plan: PlanState;
  /** There is no recipient yet. */
  empty: boolean;
  sending: boolean;
  onBuzz: () => void;
  onHeld: () => void;
  onHolding: (holding: boolean) => void;
  buttonRef: RefObject<HTMLButtonElement | null>;
}

/** The plan whose numbers are those of the draft as it is now; null: they are not known yet. */
export const countedPlan = (plan: PlanState): Plan | null => {
  if (plan.kind === 'ready') return plan.plan;
  return plan.kind === 'planning' && plan.holds ? plan.last : null;
};

/** The Buzz button: pressed for in-app, held for SMS, phone and paid ladders. It says how many people it concerns. */
export const BuzzButton = (props: BuzzButtonProps) => {
  const { paid, practice, plan, empty, sending, onBuzz, onHeld, onHolding, buttonRef } = props;
  const { t } = useTranslation('compose');
  const { t: common } = useTranslation('common');
  const composer = useComposer();
  const platform = useApp((state) => state.platform);
  const counted = countedPlan(plan);
  // A channel that is known to fail sends nothing; below the channels stands why.
  const off = counted?.channels[counted.channel] ?? null;
  const closed = off !== null && isSureToFail(off);
  const stake = paid && counted && !closed ? stakeOf(counted) : null;
  const kind = closed ? 'closed' : !paid ? 'free' : stake ? 'hold' : 'uncounted';

  // Another button may replace the focused one; the focus then moves to the new one.
  const held = useRef(false);
  held.current = buttonRef.current !== null && document.activeElement === buttonRef.current;
  // biome-ignore lint/correctness/useExhaustiveDependencies: only the change of buttons moves the focus
  useLayoutEffect(() => {
    if (held.current) buttonRef.current?.focus();
  }, [kind]);

  if (stake) {
    return (
      <HoldButton
        key="hold"
        ref={buttonRef}
        stake={stake}
        practice={practice}
        keysOn={platform}
        loading={sending}
        onHeld={onHeld}
        onHolding={onHolding}
      />
    );
  }
  if (closed)
    return (
      <Button key="closed" ref={buttonRef} size="l" wide aria-disabled>
        {t('buzz-closed')}
      </Button>
    );
  if (paid) {
    const nobody = counted !== null && !empty;
    const again = plan.kind === 'failed';
    const words = () => {
      if (empty) return t('buzz-no-people');
      if (nobody) return t('buzz-nobody');
      return again ? t('buzz-count-again') : t('buzz-counting');
    };
    return (
      <Button
        key="uncounted"
        ref={buttonRef}
        size="l"
        wide
        aria-disabled={nobody || undefined}
        onClick={again ? composer.replan : onBuzz}
      >
        {words()}
      </Button>
    );
  }
  const count = counted?.counts.buzzes ?? 0;
  const people = count > 0 ? common('people', { count }) : null;
  return (
    <Button
      key="free"
      ref={buttonRef}
      variant="primary"
      size="l"
      wide
      loading={sending}
      aria-description={[people, practice && common('practice-hint')].filter(Boolean).join('. ') || undefined}
      aria-keyshortcuts={platform === 'darwin' ? 'Meta+Enter' : 'Control+Enter'}
      onClick={onBuzz}
    >
      {/* Its accessible name stays "Buzz", which scripts and screen readers rely on; the number is its description. */}
      <span>
        {practice && t('buzz-practice-unnamed') !== '' && <span aria-hidden>{t('buzz-practice-unnamed')} </span>}
        {t(practice ? 'buzz-practice' : 'buzz')}
        {people && <span aria-hidden> {people}</span>}
      </span>
      <Kbd keys="Mod+Enter" platform={platform} onColor />
    </Button>
  );
};
