import { type ReactNode, useEffect, useId, useRef } from 'react';
import { useTranslation } from '../../i18n/use-translation';
import { Button } from '../form/button';
import styles from './confirm-dialog.module.css';

interface Question {
  open: boolean;
  title: string;
  children?: ReactNode;
  onCancel: () => void;
}

interface ByPress {
  confirmLabel: string;
  /** Draws the confirm button red and starts with the focus on Cancel. */
  danger?: boolean;
  /** True while something is missing that has to be done first. */
  disabled?: boolean | undefined;
  onConfirm: () => void;
}

interface ByOwnButton {
  /** Stands in place of the confirm button; the focus starts on Cancel. */
  confirm: ReactNode;
}

export type ConfirmDialogProps = Question & (ByPress | ByOwnButton);

/** Asks before something that cannot be undone. It is the browser's own modal dialog, which traps focus and takes Esc. */
export const ConfirmDialog = (props: ConfirmDialogProps) => {
  const { open, title, children, onCancel } = props;
  const { t } = useTranslation('common');
  const dialog = useRef<HTMLDialogElement>(null);
  const titleId = useId();
  useEffect(() => {
    if (!open) return dialog.current?.close();
    dialog.current?.showModal();
    dialog.current?.querySelector<HTMLElement>('[data-first]')?.focus();
  }, [open]);
  const own = 'confirm' in props;
  const cautious = own || props.danger === true;
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
          <div className={own ? styles.own : styles.row}>
            <Button onClick={onCancel} data-first={cautious || undefined}>
              {t('cancel')}
            </Button>
            {own ? (
              props.confirm
            ) : (
              <Button
                variant={cautious ? 'danger' : 'primary'}
                disabled={props.disabled}
                onClick={props.onConfirm}
                data-first={!cautious || undefined}
              >
                {props.confirmLabel}
              </Button>
            )}
          </div>
        </>
      )}
    </dialog>
  );
};
