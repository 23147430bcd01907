import type { Outcome } from '../../../electron/contract/model/outcome';
import { useTranslation } from '../../i18n/use-translation';
import { Pill, type PillTone } from './pill';

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

/** 结果 as a pill, in the words of design section 12. */
export const OutcomePill = ({ outcome }: { outcome: Outcome | 'read' }) => {
  const { t } = useTranslation('common');
  return <Pill tone={tones[outcome]}>{t(`outcome-${outcome}`)}</Pill>;
};
