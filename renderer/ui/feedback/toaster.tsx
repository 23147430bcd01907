import { X } from 'lucide-react';
import { useEffect, useState, useSyncExternalStore } from 'react';
import { useTranslation } from '../../i18n/use-translation';
import { dismissToast, type Toast, toasts } from './toast';
import styles from './toast.module.css';

const ToastRow = ({ toast }: { toast: Toast }) => {
  const { t } = useTranslation('common');
  const [held, setHeld] = useState(false);
  useEffect(() => {
    if (held) return;
    const timer = setTimeout(() => dismissToast(toast.id), toast.lasts);
    return () => clearTimeout(timer);
  }, [held, toast]);
  return (
    <li
      className={styles.toast}
      onMouseEnter={() => setHeld(true)}
      onMouseLeave={() => setHeld(false)}
      onFocus={() => setHeld(true)}
      onBlur={() => setHeld(false)}
    >
      <span className={styles.text}>{toast.text}</span>
      {toast.action && (
        <button
          type="button"
          className={styles.action}
          onClick={() => {
            dismissToast(toast.id);
            toast.action?.run();
          }}
        >
          {toast.action.label}
        </button>
      )}
      <button type="button" className={styles.close} aria-label={t('dismiss')} onClick={() => dismissToast(toast.id)}>
        <X size={14} aria-hidden />
      </button>
    </li>
  );
};

/** Where toasts appear: once per window. Our own, because sonner injects a style element (see popover.tsx). */
export const Toaster = () => {
  const rows = useSyncExternalStore(toasts.subscribe, toasts.current);
  return (
    <div role="status">
      <ol className={styles.toaster}>
        {rows.map((row) => (
          <ToastRow key={row.id} toast={row} />
        ))}
      </ol>
    </div>
  );
};
