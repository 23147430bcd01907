import { X } from 'lucide-react';
import { useEffect, useState, useSyncExternalStore } from 'react';
import { useTranslation } from '../../i18n/use-translation';
import { followedState } from '../../state/followed-state';
import styles from './toast.module.css';

interface Toast {
  id: number;
  text: string;
  /** One thing to do about it, usually undo. */
  action?: { label: string; run: () => void };
  /** How long it stays, in ms, while it is neither hovered nor focused. */
  lasts: number;
}

const state = followedState<{ shown: readonly Toast[] }>({ shown: [] });
let nextId = 1;

/** Says something briefly at the bottom of the window; undo gets 8 s, words alone 4 s. At most three at a time. */
export const toast = (text: string, action?: Toast['action']): number => {
  const id = nextId++;
  const next: Toast = { id, text, lasts: action ? 8_000 : 4_000, ...(action ? { action } : {}) };
  state.put({ shown: [...state.current().shown, next].slice(-3) });
  return id;
};

/** Takes a toast away. */
export const dismissToast = (id: number): void =>
  state.put({ shown: state.current().shown.filter((each) => each.id !== id) });

/** For `useSyncExternalStore`. */
const toasts = { subscribe: state.subscribe, current: () => state.current().shown };

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
