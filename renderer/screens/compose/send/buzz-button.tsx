import { type RefObject, useLayoutEffect, useRef } from 'react';
import type { Channel } from '../../../../electron/contract/model/channel';
import type { Ladder } from '../../../../electron/contract/model/ladder';
import type { Plan } from '../../../../electron/contract/model/plan';
import { useLadderWords } from '../../../i18n/format';
import { useTranslation } from '../../../i18n/use-translation';
import { useApp } from '../../../state/app-store';
import { Button } from '../../../ui/form/button';
import { HoldButton } from '../../../ui/form/hold-button';
import { Kbd, keyNames } from '../../../ui/text/kbd';

export interface BuzzButtonProps {
  channel: Channel;
  /** The draft's ladder if it has a paid step: the button then names the steps and their times. */
  ladder: Ladder | null;
  practice: boolean;
  /** The newest plan, from which the paid button takes its number of people. */
  plan: Plan | null;
  /** Number of people as far as known, used until there is a plan for this channel. */
  people: number;
  sending: boolean;
  onBuzz: () => void;
  onHeld: () => void;
  onHolding: (holding: boolean) => void;
  buttonRef: RefObject<HTMLButtonElement | null>;
}

/** The Buzz button: pressed for in-app, held for SMS, phone and paid ladders. */
export const BuzzButton = (props: BuzzButtonProps) => {
  const { channel, ladder, practice, plan, people, sending, onBuzz, onHeld, onHolding, buttonRef } = props;
  const { t } = useTranslation('compose');
  const { t: common } = useTranslation('common');
  const words = useLadderWords();
  const platform = useApp((state) => state.platform);

  const free = channel === 'app' && !ladder;
  // Another channel may replace the focused button; the focus then moves to the new one.
  const held = useRef(false);
  held.current = buttonRef.current !== null && document.activeElement === buttonRef.current;
  // biome-ignore lint/correctness/useExhaustiveDependencies: only the change of buttons moves the focus
  useLayoutEffect(() => {
    if (held.current) buttonRef.current?.focus();
  }, [free]);

  if (free) {
    return (
      <Button
        ref={buttonRef}
        variant="primary"
        size="l"
        wide
        loading={sending}
        aria-description={practice ? common('practice-hint') : undefined}
        aria-keyshortcuts={platform === 'darwin' ? 'Meta+Enter' : 'Control+Enter'}
        onClick={onBuzz}
      >
        {/* In English the button reads "Practice Buzz", but its accessible name stays "Buzz". */}
        <span>
          {practice && t('buzz-practice-unnamed') !== '' && <span aria-hidden>{t('buzz-practice-unnamed')} </span>}
          {t(practice ? 'buzz-practice' : 'buzz')}
        </span>
        <Kbd keys="Mod+Enter" platform={platform} onColor />
      </Button>
    );
  }
  const count = plan && plan.channel === channel ? plan.counts.buzzes : people;
  const label = () => {
    if (ladder) {
      const said = { first: t(`ladder-now-${channel}`, { count }), later: words.steps(ladder.steps, 3) };
      return t(practice ? 'hold-practice-ladder' : 'hold-ladder', said);
    }
    return channel === 'app' ? null : t(practice ? `hold-practice-${channel}` : `hold-${channel}`, { count });
  };
  return (
    <HoldButton
      ref={buttonRef}
      description={`${t('hold-hint')} (${common('hold-keys', { keys: keyNames('Mod+Shift+Enter', platform) })})`}
      loading={sending}
      onHeld={onHeld}
      onHolding={onHolding}
    >
      {label()}
    </HoldButton>
  );
};
