import type { Channel } from '../../../../electron/contract/model/channel';
import { useTranslation } from '../../../i18n/use-translation';
import { useRadios } from '../../../keys/focus';
import { useApp, useWorkspace } from '../../../state/app-store';
import { ChannelIcon } from '../../../ui/text/icon';
import { Kbd } from '../../../ui/text/kbd';
import styles from './channel-field.module.css';

const channels: readonly Channel[] = ['app', 'sms', 'phone'];

/** The choice of channel (加急方式): three cards, also by Alt+1, 2 and 3 (compose-keys.ts). */
export const ChannelField = ({ value, onChange }: { value: Channel; onChange: (channel: Channel) => void }) => {
  const { t } = useTranslation('compose');
  const { t: common } = useTranslation('common');
  const platform = useApp((state) => state.platform);
  const lark = useWorkspace()?.brand === 'lark';
  const { group, radio } = useRadios(channels, value, onChange);
  return (
    <div ref={group} role="radiogroup" data-tour="channel" className={styles.cards} aria-label={t('channel')}>
      {channels.map((channel, index) => {
        // Lark documents only the in-app buzz (feishu-api 2.3); the others can be tried and may be refused.
        const hint = t(channel === 'app' ? 'channel-free' : lark ? 'channel-lark' : 'channel-paid');
        return (
          <button
            key={channel}
            {...radio(index)}
            className={styles.card}
            data-paid={channel !== 'app' || undefined}
            aria-label={common(`channel-${channel}`)}
            aria-description={hint}
            aria-keyshortcuts={`Alt+${index + 1}`}
          >
            <span className={styles.name}>
              <span className={styles.word}>
                <ChannelIcon channel={channel} />
                {common(`channel-${channel}`)}
              </span>
              <Kbd keys={`Alt+${index + 1}`} platform={platform} />
            </span>
            <span className={styles.hint}>{hint}</span>
          </button>
        );
      })}
    </div>
  );
};
