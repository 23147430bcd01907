import { Plus } from 'lucide-react';
import { useState } from 'react';
import { useBridge } from '../../../bridge';
import { useAdvice, useTranslation } from '../../../i18n/use-translation';
import { useConsent } from '../../../state/asking';
import { relayName, useRelay } from '../../../state/relay';
import { ConfirmDialog } from '../../../ui/dialog/confirm-dialog';
import { toast } from '../../../ui/feedback/toast';
import { Button } from '../../../ui/form/button';
import { Section } from '../controls/section';
import styles from '../controls/settings.module.css';
import { RelayForm } from './relay-form';
import { RelayRow } from './relay-row';

/** 中继: what a relay is and is trusted with, the one that is set, and how it stands. */
export const RelaySection = () => {
  const { t } = useTranslation(['settings', 'common']);
  const bridge = useBridge();
  const advice = useAdvice();
  const view = useRelay();
  const [editing, setEditing] = useState(false);
  const [removing, setRemoving] = useState(false);
  useConsent(removing);
  const address = view?.address ?? null;
  const ladders = view?.ladders ?? 0;
  const name = relayName(address ?? '');

  const check = async () => {
    const answer = await bridge.checkRelay();
    if (!answer.ok) toast(advice(answer.problem));
  };
  const remove = async () => {
    setRemoving(false);
    const answer = await bridge.removeRelay({ anyway: ladders > 0 });
    toast(answer.ok ? t('relay-removed', { name }) : advice(answer.problem));
  };
  return (
    <Section part="relay" title={t('relay')} hint={t('relay-hint')}>
      {view && address !== null && (
        <RelayRow
          view={view}
          address={address}
          onCheck={() => void check()}
          onEdit={() => setEditing(true)}
          onRemove={() => setRemoving(true)}
        />
      )}
      {view && address === null && !editing && <p className={styles.note}>{t('relay-none')}</p>}
      {editing && <RelayForm address={address ?? ''} onDone={() => setEditing(false)} />}
      {view && address === null && !editing && (
        <div>
          <Button icon={<Plus size={14} aria-hidden />} onClick={() => setEditing(true)}>
            {t('relay-connect')}
          </Button>
        </div>
      )}
      <ConfirmDialog
        open={removing}
        danger
        title={t('relay-remove-title', { name })}
        confirmLabel={t(ladders > 0 ? 'relay-remove-anyway' : 'remove-confirm')}
        onConfirm={() => void remove()}
        onCancel={() => setRemoving(false)}
      >
        {ladders > 0 && <p>{t('relay-remove-ladders', { count: ladders })}</p>}
        <p>{t('relay-remove-body')}</p>
      </ConfirmDialog>
    </Section>
  );
};
