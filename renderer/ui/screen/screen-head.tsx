import { ChevronLeft } from 'lucide-react';
import { type ReactNode, useRef } from 'react';
import { useTranslation } from '../../i18n/use-translation';
import { useFocusWhenLost } from '../../keys/focus';
import { IconButton } from '../form/button';
import styles from './screen-head.module.css';

/** The top line of a screen that covers the tabs or has a window: the way back, what it is, when it was, and what else can be done. */
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
  /** null: there is nowhere to go back to. */
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
