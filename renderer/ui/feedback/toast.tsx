import { X } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useTranslation } from '../../i18n/use-translation';
import { createStore, useSelected } from '../../state/store';
import styles from './toast.module.css';

interface Toast {
  id: number;
  text: string;
  /** One action, usually undo. */
  action?: { label: string; run: () => void };
  /** Time it stays while it is neither hovered nor focused (ms). */
  lasts: number;
}

const store = createStore<{ toasts: readonly Toast[] }>({ toasts: [] });
let nextId = 1;

/** Shows a message at the bottom of the window for 4 s, with an action for 8 s; at most three at a time. Returns its id. */
export const toast = (text: string, action?: Toast['action']): number => {
  const id = nextId++;
  const next: Toast = { id, text, lasts: action ? 8_000 : 4_000, ...(action ? { action } : {}) };
  store.put({ toasts: [...store.current().toasts, next].slice(-3) });
  return id;
};

/** Takes a toast away. */
export const dismissToast = (id: number): void =>
  store.put({ toasts: store.current().toasts.filter((each) => each.id !== id) });

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

/** Draws the toasts, once per window. Written here, because sonner injects a style element, which the page's policy refuses. */
export const Toaster = () => {
  const toasts = useSelected(store, (state) => state.toasts);
  // Nothing counts their time any more: they would stand in the page that comes next, for as long again.
  useEffect(() => () => store.put({ toasts: [] }), []);
  return (
    <div role="status">
      <ol className={styles.toaster}>
        {toasts.map((each) => (
          <ToastRow key={each.id} toast={each} />
        ))}
      </ol>
    </div>
  );
};
