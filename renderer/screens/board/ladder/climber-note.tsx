import { CloudOff, Server } from 'lucide-react';
import { useState } from 'react';
import type { BoardClimber, BoardLadder } from '../../../../electron/contract/model/board';
import { useFormat } from '../../../i18n/format';
import { useAdvice, useTranslation } from '../../../i18n/use-translation';
import { useConsent } from '../../../state/asking';
import { ConfirmDialog } from '../../../ui/dialog/confirm-dialog';
import { Button } from '../../../ui/form/button';
import styles from './ladder-strip.module.css';

/** Who climbs, as far as words go. `unsure`: the relay was asked and cannot be reached. `lost`: it has it, and cannot be. */
type Look = BoardClimber['state'] | 'unsure' | 'lost' | 'ran';

/** Null where there is nothing to say any more: a ladder that is over and ran here. */
export const climberLook = ({ state, reachable }: BoardClimber, ladder: BoardLadder['state']): Look | null => {
  if (ladder === 'ended') return state === 'handed-over' ? 'ran' : null;
  if (reachable !== false) return state;
  if (state === 'handed-over') return 'lost';
  return state === 'handing-over' ? 'unsure' : state;
};

interface ClimberNoteProps {
  climber: BoardClimber;
  ladder: BoardLadder['state'];
  busy: boolean;
  onTakeBack: () => void;
}

/** Who climbs a ladder that was handed to a relay, when the relay was last heard, and the way back. */
export const ClimberNote = ({ climber, ladder, busy, onTakeBack }: ClimberNoteProps) => {
  const { t } = useTranslation('board');
  const advice = useAdvice();
  const format = useFormat();
  const [asking, setAsking] = useState(false);
  useConsent(asking);
  const look = climberLook(climber, ladder);
  if (!look) return null;
  const { relay, problem, lastHeardAt, elsewhere } = climber;
  const warns = look === 'unsure' || look === 'lost' || look === 'refused';
  const Icon = warns ? CloudOff : Server;
  return (
    <div className={styles.climber} data-warn={warns || undefined}>
      <Icon size={13} aria-hidden />{' '}
      <span role="status">
        {t(`climber-${look}`, { relay })}
        {look === 'refused' && problem && ` ${advice(problem)}`}
        {(look === 'handed-over' || look === 'lost') && lastHeardAt !== null && (
          <> · {t('climber-heard', { time: format.moment(lastHeardAt) })}</>
        )}
      </span>{' '}
      {elsewhere && ladder !== 'ended' && (
        <Button variant="link" size="s" loading={busy} onClick={() => setAsking(true)}>
          {t('take-back')}
        </Button>
      )}
      <ConfirmDialog
        open={asking}
        title={t('take-back-title')}
        confirmLabel={t('take-back')}
        onConfirm={() => {
          setAsking(false);
          onTakeBack();
        }}
        onCancel={() => setAsking(false)}
      >
        {t('take-back-body', { relay })}
      </ConfirmDialog>
    </div>
  );
};
