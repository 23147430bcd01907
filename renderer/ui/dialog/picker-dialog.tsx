import { ChevronLeft, X } from 'lucide-react';
import { type ReactNode, useLayoutEffect, useRef } from 'react';
import { useTranslation } from '../../i18n/use-translation';
import { IconButton } from '../form/button';
import styles from './picker-dialog.module.css';

export interface PickerDialogProps {
  open: boolean;
  title: string;
  /** Buttons beside the title, for example refresh. */
  tools?: ReactNode;
  /** Given: a button leads back to the step before. */
  onBack?: () => void;
  onClose: () => void;
  children: ReactNode;
}

/** A dialog at the top of the window that holds a list to pick from. Keys stay inside; Esc closes it. */
export const PickerDialog = ({ open, title, tools, onBack, onClose, children }: PickerDialogProps) => {
  const { t } = useTranslation('common');
  const dialog = useRef<HTMLDialogElement>(null);
  useLayoutEffect(() => {
    const shown = open ? dialog.current : null;
    shown?.showModal();
    // `autoFocus` comes too early, and the browser would choose the first button.
    shown?.querySelector<HTMLElement>('[data-first]')?.focus();
    // Closing it, rather than only removing it, makes the browser give the focus back to where it was.
    return () => shown?.close();
  }, [open]);
  return (
    <dialog
      ref={dialog}
      className={styles.dialog}
      aria-label={title}
      onKeyDown={(event) => event.stopPropagation()}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
    >
      {open && (
        <>
          <div className={styles.head}>
            {onBack && <IconButton label={t('back')} icon={<ChevronLeft size={18} aria-hidden />} onClick={onBack} />}
            <h2>{title}</h2>
            {tools}
            <IconButton label={t('close')} icon={<X size={16} aria-hidden />} onClick={onClose} />
          </div>
          {children}
        </>
      )}
    </dialog>
  );
};
