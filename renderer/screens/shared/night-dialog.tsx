import type { Problem } from '../../../electron/contract/advice/problem';
import type { Stake } from '../../../electron/contract/rules/stake';
import { useAdvice, useTranslation } from '../../i18n/use-translation';
import { useConsent } from '../../state/asking';
import { ConfirmDialog } from '../../ui/dialog/confirm-dialog';
import { HoldButton } from '../../ui/form/hold-button';

interface NightDialogProps {
  /** Main's reason to ask once more (`night-asks`); null: nothing is asked. */
  problem: Problem | null;
  stake: Stake | null;
  practice: boolean;
  onHeld: () => void;
  onCancel: () => void;
}

/** Asks once more before SMS and calls that would leave in the night hours of Settings. */
export const NightDialog = ({ problem, stake, practice, onHeld, onCancel }: NightDialogProps) => {
  const { t } = useTranslation('common');
  const advice = useAdvice();
  const open = problem !== null && stake !== null;
  useConsent(open);
  return (
    <ConfirmDialog
      open={open}
      title={t('night-title')}
      onCancel={onCancel}
      confirm={stake && <HoldButton size="m" stake={stake} practice={practice} verb="night" onHeld={onHeld} />}
    >
      {problem && advice(problem)}
    </ConfirmDialog>
  );
};
