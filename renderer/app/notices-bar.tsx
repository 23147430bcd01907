import { X } from 'lucide-react';
import { useTranslation } from '../i18n/use-translation';
import { useApp, useAppStore } from '../state/app-store';
import { ErrorNote } from '../ui/feedback/error-note';
import { IconButton } from '../ui/form/button';
import { withKeyNames } from '../ui/text/kbd';
import styles from './notices-bar.module.css';

/** Notices that belong to no screen: a damaged settings file, a hotkey that another program took. */
export const NoticesBar = () => {
  const { t } = useTranslation('common');
  const store = useAppStore();
  const notices = useApp((state) => state.notices);
  const platform = useApp((state) => state.platform);
  if (notices.length === 0) return null;
  return (
    <section className={styles.bar} aria-label={t('notices')}>
      {notices.map((notice) => (
        <ErrorNote
          key={notice.id}
          problem={withKeyNames(notice.problem, platform)}
          action={
            <IconButton
              size="s"
              label={t('dismiss')}
              icon={<X size={14} aria-hidden />}
              onClick={() => store.dismissNotice(notice.id)}
            />
          }
        />
      ))}
    </section>
  );
};
