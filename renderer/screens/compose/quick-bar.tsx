import { useTranslation } from '../../i18n/use-translation';
import { useApp } from '../../state/use-app';
import { Kbd } from '../../ui/text/kbd';
import styles from './quick-buzz.module.css';

/** The keys of quick buzz, at its foot. */
export const QuickBar = () => {
  const { t } = useTranslation('compose');
  const { t: common } = useTranslation('common');
  const platform = useApp((state) => state.platform);
  const channels = [common('channel-app'), common('channel-sms'), common('channel-phone')].join(' ');
  const keys = [
    { keys: 'Tab', words: t('bar-message') },
    { keys: 'Alt+1 2 3', words: channels },
    { keys: 'Mod+Enter', words: t('bar-buzz') },
  ];
  return (
    <div className={styles.bar} aria-hidden>
      {keys.map((each) => (
        <span key={each.keys} className={styles.hint}>
          <Kbd keys={each.keys} platform={platform} />
          {each.words}
        </span>
      ))}
      <span className={styles.end}>
        <Kbd keys="Esc" platform={platform} />
        {t('bar-hide')}
      </span>
    </div>
  );
};
