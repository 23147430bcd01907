import type { RefObject } from 'react';
import type { Channel } from '../../../electron/contract/channel';
import type { Plan } from '../../../electron/contract/plan';
import { useApp } from '../../app/use-app';
import { useTranslation } from '../../i18n/use-translation';
import { Button } from '../../ui/button';
import { HoldButton } from '../../ui/hold-button';
import { Kbd } from '../../ui/kbd';
import { keyNames } from '../../ui/key-names';

export interface BuzzButtonProps {
  channel: Channel;
  practice: boolean;
  /** The newest plan, for whom the paid button names. */
  plan: Plan | null;
  /** How many people are chosen as far as is known, while there is no plan for this channel yet. */
  people: number;
  sending: boolean;
  onBuzz: () => void;
  onHeld: () => void;
  onHolding: (holding: boolean) => void;
  buttonRef: RefObject<HTMLButtonElement | null>;
}

/** The one button: a press for in-app, the paid gesture for SMS and phone. */
export const BuzzButton = (props: BuzzButtonProps) => {
  const { channel, practice, plan, people, sending, onBuzz, onHeld, onHolding, buttonRef } = props;
  const { t } = useTranslation('compose');
  const { t: common } = useTranslation('common');
  const platform = useApp((state) => state.platform);

  if (channel === 'app') {
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
        {/* Its name stays "Buzz" in English, as section 12 of the design has it, where it reads "Practice Buzz". */}
        {practice && t('buzz-practice-unnamed') !== '' && <span aria-hidden>{t('buzz-practice-unnamed')}</span>}
        <span>{t(practice ? 'buzz-practice' : 'buzz')}</span>
        <Kbd keys="Mod+Enter" platform={platform} onColour />
      </Button>
    );
  }
  const count = plan && plan.channel === channel ? plan.counts.buzzes : people;
  const label = practice ? (`hold-practice-${channel}` as const) : (`hold-${channel}` as const);
  return (
    <HoldButton
      ref={buttonRef}
      description={`${t('hold-hint')} (${common('hold-keys', { keys: keyNames('Mod+Shift+Enter', platform) })})`}
      loading={sending}
      onHeld={onHeld}
      onHolding={onHolding}
    >
      {t(label, { count })}
    </HoldButton>
  );
};
