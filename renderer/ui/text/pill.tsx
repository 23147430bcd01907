import { X } from 'lucide-react';
import type { ReactNode, Ref } from 'react';
import type { Outcome } from '../../../electron/contract/model/channel';
import { useTranslation } from '../../i18n/use-translation';
import { classNames } from '../class-names';
import chipStyles from './chip.module.css';
import styles from './pill.module.css';

type PillTone = 'neutral' | 'ok' | 'brand' | 'bad' | 'warn' | 'unknown';

/** A word on a coloured ground: a state. The word says it all; the colour only helps. */
export const Pill = ({ tone = 'neutral', children }: { tone?: PillTone; children: ReactNode }) => (
  <span className={classNames(styles.pill, styles[tone])}>{children}</span>
);

const tones: Record<Outcome | 'read', PillTone> = {
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

/** 结果 as a pill, in the words that tests and screen readers rely on. */
export const OutcomePill = ({ outcome }: { outcome: Outcome | 'read' }) => {
  const { t } = useTranslation('common');
  return <Pill tone={tones[outcome]}>{t(`outcome-${outcome}`)}</Pill>;
};

export interface ChipProps {
  /** `group` is a saved group or a chat, `bad` will not be reached, `warn` deserves a look. */
  tone?: 'plain' | 'group' | 'bad' | 'warn';
  lead?: ReactNode;
  children: ReactNode;
  /** With both, a small cross removes it; the label is the cross's accessible name. */
  onRemove?: () => void;
  removeLabel?: string;
  removeRef?: Ref<HTMLButtonElement>;
  title?: string;
}

/** A small rounded thing that stands for a person, a group or a chat. */
export const Chip = ({ tone = 'plain', lead, children, onRemove, removeLabel, removeRef, title }: ChipProps) => (
  <span className={classNames(chipStyles.chip, chipStyles[tone])} title={title}>
    {lead}
    <span className={chipStyles.text}>{children}</span>
    {onRemove && (
      <button
        type="button"
        ref={removeRef}
        className={chipStyles.remove}
        aria-label={removeLabel}
        tabIndex={-1}
        onClick={onRemove}
      >
        <X size={12} aria-hidden />
      </button>
    )}
  </span>
);
