import { type ReactNode, useEffect, useId, useRef } from 'react';
import { useTranslation } from '../../i18n/use-translation';
import { Button } from '../form/button';
import styles from './confirm-dialog.module.css';

export interface ConfirmDialogProps {
  open: boolean;
  title: string;
  children?: ReactNode;
  confirmLabel: string;
  /** Draws the confirm button red and starts with the focus on Cancel. */
  danger?: boolean;
  /** True while something is missing that has to be done first. */
  disabled?: boolean;
  onConfirm: () => void;
  onCancel: () => void;
}

/** Asks before something that cannot be undone. It is the browser's own modal dialog, which traps focus and takes Esc. */
export const ConfirmDialog = (props: ConfirmDialogProps) => {
  const { open, title, children, confirmLabel, danger = false, disabled, onConfirm, onCancel } = props;
  const { t } = useTranslation('common');
  const dialog = useRef<HTMLDialogElement>(null);
  const titleId = useId();
  useEffect(() => {
    if (!open) return dialog.current?.close();
    dialog.current?.showModal();
    dialog.current?.querySelector<HTMLElement>('[data-first]')?.focus();
  }, [open]);
  return (
    <dialog
      ref={dialog}
      className={styles.dialog}
      aria-labelledby={titleId}
      onKeyDown={(event) => {
        // Esc belongs to the dialog; the window must not hide as well.
        if (event.key === 'Escape') event.stopPropagation();
      }}
      onCancel={(event) => {
        event.preventDefault();
        onCancel();
      }}
    >
      {open && (
        <>
          <h2 id={titleId} className={styles.title}>
            {title}
          </h2>
          {children && <div className={styles.text}>{children}</div>}
          <div className={styles.row}>
            <Button onClick={onCancel} data-first={danger || undefined}>
              {t('cancel')}
            </Button>
            <Button
              variant={danger ? 'danger' : 'primary'}
              disabled={disabled}
              onClick={onConfirm}
              data-first={!danger || undefined}
            >
              {confirmLabel}
            </Button>
          </div>
        </>
      )}
    </dialog>
  );
};
