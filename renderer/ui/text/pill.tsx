import { Check, X } from 'lucide-react';
import type { ReactNode, Ref } from 'react';
import type { Outcome } from '../../../electron/contract/model/channel';
import { useTranslation } from '../../i18n/use-translation';
import { classNames } from '../class-names';
import styles from './pill.module.css';

type Tone = 'neutral' | 'ok' | 'brand' | 'bad' | 'warn' | 'unknown' | 'practice';

/** A state as a word on a colored ground. The word says it all; the color only helps. */
export const Pill = ({ tone = 'neutral', children }: { tone?: Tone; children: ReactNode }) => (
  <span className={classNames(styles.pill, styles[tone])}>{children}</span>
);

const tones: Record<Outcome | 'read' | 'acknowledged', Tone> = {
  acknowledged: 'ok',
  read: 'ok',
  accepted: 'brand',
  pending: 'neutral',
  'not-called': 'neutral',
  'not-in-chat': 'bad',
  unreachable: 'bad',
  'too-many-unread': 'bad',
  refused: 'bad',
  quota: 'warn',
  unknown: 'unknown',
};

/**
 * An outcome (结果) as a pill, in the words that tests and screen readers rely on.
 *
 * @param open reading is not the end: an answer is still waited for
 */
export const OutcomePill = ({ outcome, open = false }: { outcome: keyof typeof tones; open?: boolean }) => {
  const { t } = useTranslation('common');
  return (
    <Pill tone={outcome === 'read' && open ? 'neutral' : tones[outcome]}>
      {outcome === 'acknowledged' && <Check size={12} aria-hidden />}
      {t(`outcome-${outcome}`)}
    </Pill>
  );
};

export interface ChipProps {
  /** `brand` is a saved group or a chat, `bad` will not be reached, `warn` deserves a look. */
  tone?: Tone;
  lead?: ReactNode;
  children: ReactNode;
  /** Given both, a small cross removes the recipient; the label is the cross's accessible name. */
  onRemove?: () => void;
  removeLabel?: string;
  removeRef?: Ref<HTMLButtonElement>;
  title?: string;
}

/** A pill that stands for a person, a group or a chat, and can be removed. */
export const Chip = ({ tone = 'neutral', lead, children, onRemove, removeLabel, removeRef, title }: ChipProps) => (
  <span className={classNames(styles.chip, styles[tone])} title={title}>
    {lead}
    <span className={styles.text}>{children}</span>
    {onRemove && (
      <button
        type="button"
        ref={removeRef}
        className={styles.remove}
        aria-label={removeLabel}
        tabIndex={-1}
        onClick={onRemove}
      >
        <X size={12} aria-hidden />
      </button>
    )}
  </span>
);
