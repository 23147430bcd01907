import type { Problem } from '../../../../electron/contract/advice/problem';
import type { Channel } from '../../../../electron/contract/model/channel';
import { useTranslation } from '../../../i18n/use-translation';
import { useRadios } from '../../../keys/focus';
import { useApp, useWorkspace } from '../../../state/app-store';
import { ChannelIcon } from '../../../ui/text/icon';
import { Kbd } from '../../../ui/text/kbd';
import styles from './channel-field.module.css';
import { ChannelNote } from './channel-note';
import type { Channels } from './use-channels';
import { WhatTheyGet } from './what-they-get';

const order: readonly Channel[] = ['app', 'sms', 'phone'];

const offWords = (problem: Problem) => {
  switch (problem.advice) {
    case 'channel-unscoped':
      return 'channel-off-scope';
    case 'ceiling-month':
      return 'channel-off-month';
    case 'ceiling-month-short':
      return 'channel-off-short';
    case 'ceiling-hour':
      return 'channel-off-hour';
    case 'buzz-quota':
      return 'channel-off-quota';
    default:
      return 'channel-off-unread';
  }
};

/**
 * The choice of channel (加急方式): three cards, also by Alt+1, 2 and 3 (compose-keys.ts). One that is known to fail says so, is
 * not chosen, and tells below what helps.
 */
export const ChannelField = ({ value, channels, paid }: { value: Channel; channels: Channels; paid: boolean }) => {
  const { t } = useTranslation('compose');
  const { t: common } = useTranslation('common');
  const platform = useApp((state) => state.platform);
  const lark = useWorkspace()?.brand === 'lark';
  const { problems, told, choose, force } = channels;
  const { group, radio } = useRadios(order, value, choose);
  const reason = told && problems[told];
  return (
    <div className={styles.field} data-tour="channel">
      <div ref={group} role="radiogroup" className={styles.cards} aria-label={t('channel')}>
        {order.map((channel, index) => {
          const off = problems[channel];
          // Lark documents only the in-app buzz (feishu-api 2.3); the others can be tried and may be refused.
          const usual = channel === 'app' ? 'channel-free' : lark ? 'channel-lark' : 'channel-paid';
          const hint = t(off ? offWords(off) : usual);
          return (
            <button
              key={channel}
              {...radio(index)}
              className={styles.card}
              data-paid={channel !== 'app' || undefined}
              aria-disabled={off !== null || undefined}
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
      <WhatTheyGet paid={paid} />
      {told && reason && <ChannelNote channel={told} problem={reason} onForce={force} />}
    </div>
  );
};
