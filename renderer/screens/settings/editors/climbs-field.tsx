import type { Ladder } from '../../../../electron/contract/model/ladder';
import { useTranslation } from '../../../i18n/use-translation';
import { useApp } from '../../../state/app-store';
import { relayName } from '../../../state/relay';
import { Tick } from '../controls/section';

interface ClimbsFieldProps {
  value: Ladder['climbs'];
  onChange: (climbs: Ladder['climbs']) => void;
}

/** Whether a ladder runs in the relay, and what that means for a computer that sleeps. Without a relay there is no choice. */
export const ClimbsField = ({ value, onChange }: ClimbsFieldProps) => {
  const { t } = useTranslation('settings');
  const relay = useApp((state) => state.settings.relay);
  const wanted = value === 'relay';
  return (
    <Tick
      label={t('ladder-relay')}
      checked={wanted}
      // What is wanted can always be taken back.
      disabled={relay === null && !wanted}
      hint={
        relay
          ? t(wanted ? 'ladder-relay-on' : 'ladder-relay-off', { name: relayName(relay.address) })
          : t('ladder-relay-unset')
      }
      onChange={(on) => onChange(on ? 'relay' : 'here')}
    />
  );
};
