import { HelpCircle, MessageSquareText, PhoneCall, Zap } from 'lucide-react';
import { type ReactNode, useEffect, useState } from 'react';
import { isBlank } from '../../../../electron/contract/plain-text';
import { useBridge } from '../../../bridge';
import { useTranslation } from '../../../i18n/use-translation';
import { useApp } from '../../../state/app-store';
import { Button } from '../../../ui/form/button';
import { Popover } from '../../../ui/overlay/popover';
import { useComposerState } from '../draft/composer';
import styles from './what-they-get.module.css';

/** Longest beginning of the text in a drawing (characters). */
const mostWords = 60;

const Card = ({ title, cost, children }: { title: ReactNode; cost: string; children: ReactNode }) => (
  <li className={styles.card}>
    <p className={styles.title}>
      {title} <span className={styles.cost}>{cost}</span>
    </p>
    {children}
  </li>
);

/**
 * What each channel looks and sounds like to the person who is called, drawn with the draft's own words. Opened by a press, and by
 * itself once, when a person is about to pay for the first time.
 */
export const WhatTheyGet = ({ paid }: { paid: boolean }) => {
  const { t } = useTranslation(['compose', 'common']);
  const bridge = useBridge();
  const { draft } = useComposerState();
  const asker = useApp((state) => state.askerName);
  const seen = useApp((state) => state.settings.seenPaid);
  const [open, setOpen] = useState(false);
  useEffect(() => {
    if (paid && !seen) setOpen(true);
  }, [paid, seen]);
  const change = (next: boolean) => {
    setOpen(next);
    if (next && !seen) void bridge.changeSettings({ seenPaid: true });
  };
  const text = isBlank(draft.text) ? t('get-text') : draft.text.trim();
  const words = text.length > mostWords ? `${text.slice(0, mostWords)}…` : text;
  return (
    <Popover
      label={t('get')}
      align="end"
      open={open}
      onOpenChange={change}
      trigger={
        <Button variant="link" size="s" className={styles.open} icon={<HelpCircle size={13} aria-hidden />}>
          {t('get')}
        </Button>
      }
    >
      <div className={styles.panel}>
        <ul className={styles.cards}>
          <Card
            title={
              <>
                <Zap size={14} aria-hidden /> {t('common:channel-app')}
              </>
            }
            cost={t('get-free')}
          >
            <p className={styles.window}>
              <b>{words}</b>
              <span>{t('message-from', { name: asker })}</span>
            </p>
          </Card>
          <Card
            title={
              <>
                <MessageSquareText size={14} aria-hidden /> {t('common:channel-sms')}
              </>
            }
            cost={t('get-paid')}
          >
            <p className={styles.bubble}>{t('get-sms', { text: words })}</p>
          </Card>
          <Card
            title={
              <>
                <PhoneCall size={14} aria-hidden /> {t('common:channel-phone')}
              </>
            }
            cost={t('get-paid')}
          >
            <p className={styles.call}>{t('get-call')}</p>
          </Card>
        </ul>
        <ul className={styles.facts}>
          <li>{t('get-includes')}</li>
          <li>{t('get-closing')}</li>
          <li>{t('get-call-hint')}</li>
        </ul>
        <Button variant="link" size="s" onClick={() => void bridge.openLink({ link: 'help-limits' })}>
          {t('get-more')}
        </Button>
      </div>
    </Popover>
  );
};
