import { ChevronLeft } from 'lucide-react';
import { type ReactNode, useRef } from 'react';
import { useTranslation } from '../../i18n/use-translation';
import { useFocusWhenLost } from '../../keys/focus';
import { IconButton } from '../form/button';
import styles from './screen-head.module.css';

/** The top line of a screen that covers the tabs or has its own window: back button, title, note, badge and menu. */
export const ScreenHead = ({
  title,
  note,
  badge,
  menu,
  onBack,
}: {
  title: ReactNode;
  note?: ReactNode;
  badge?: ReactNode;
  menu?: ReactNode;
  /** null: no back button. */
  onBack: (() => void) | null;
}) => {
  const { t } = useTranslation('common');
  const heading = useRef<HTMLHeadingElement>(null);
  useFocusWhenLost(heading);
  return (
    <div className={styles.head}>
      {onBack && <IconButton label={t('back')} icon={<ChevronLeft size={18} aria-hidden />} onClick={onBack} />}
      <h1 ref={heading} tabIndex={-1} className={styles.title}>
        {title}
      </h1>
      {note && <span className={styles.note}>{note}</span>}
      {badge}
      <span className={styles.space} />
      {menu}
    </div>
  );
};
