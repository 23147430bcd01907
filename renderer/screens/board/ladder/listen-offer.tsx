import { Radio } from 'lucide-react';
import type { Board } from '../../../../electron/contract/model/board';
import { useBridge } from '../../../bridge';
import { useAdvice, useTranslation } from '../../../i18n/use-translation';
import { useApp } from '../../../state/app-store';
import { useListening } from '../../../state/listening';
import { toast } from '../../../ui/feedback/toast';
import { Button } from '../../../ui/form/button';
import styles from './ladder-strip.module.css';

/** True for a board after which listening may be offered: its ladder is over, and its people are real. */
export const offersListening = ({ practice, ladder }: Board): boolean => !practice && ladder?.state === 'ended';

/** Offers to listen, once and for all, to a person whose ladder had to ask who has answered. It belongs to the popup. */
export const ListenOffer = ({ board: { workspaceId } }: { board: Board }) => {
  const { t } = useTranslation(['board', 'common']);
  const bridge = useBridge();
  const advice = useAdvice();
  const offered = useApp((state) => state.settings.listenOffered);
  const listening = useListening(workspaceId);
  if (offered || listening?.mode !== 'off') return null;
  const accept = async () => {
    const answer = await bridge.setListening({ workspaceId, mode: 'alone' });
    if (!answer.ok) return toast(advice(answer.problem));
    void bridge.changeSettings({ listenOffered: true });
    toast(t('listen-on'));
  };
  return (
    <section className={styles.offer} aria-label={t('listen-offer-name')}>
      <Radio size={14} aria-hidden />
      <p>{t('listen-offer')}</p>
      <Button size="s" onClick={() => void accept()}>
        {t('listen-accept')}
      </Button>
      <Button size="s" variant="link" onClick={() => void bridge.changeSettings({ listenOffered: true })}>
        {t('listen-decline')}
      </Button>
    </section>
  );
};
