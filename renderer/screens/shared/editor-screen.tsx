import { type ReactNode, useState } from 'react';
import type { Problem } from '../../../electron/contract/advice/problem';
import { useTranslation } from '../../i18n/use-translation';
import { isIme, isOnTop } from '../../keys/key-rules';
import { useConsent } from '../../state/asking';
import { ConfirmDialog } from '../../ui/dialog/confirm-dialog';
import { ErrorNote } from '../../ui/feedback/error-note';
import { Button } from '../../ui/form/button';
import { ScreenHead } from '../../ui/screen/screen-head';
import styles from './editor-screen.module.css';

interface EditorScreenProps {
  title: string;
  /** True when leaving would lose something, so that the editor asks first. */
  changed: boolean;
  busy: boolean;
  /** Reason why saving failed. */
  problem: Problem | null;
  onSave: () => void;
  onLeave: () => void;
  children: ReactNode;
}

/** Frame of an editor with a Save of its own. Esc and Back ask first when something would be lost. */
export const EditorScreen = (props: EditorScreenProps) => {
  const { title, changed, busy, problem, onSave, onLeave, children } = props;
  const { t } = useTranslation('common');
  const [leaving, setLeaving] = useState(false);
  useConsent(leaving);
  const leave = () => (changed ? setLeaving(true) : onLeave());
  return (
    <form
      className={styles.editor}
      aria-label={title}
      onSubmit={(event) => {
        event.preventDefault();
        // Enter in the search field of an open chat picker arrives here, too.
        if (event.currentTarget.querySelector('dialog[open]') === null) onSave();
      }}
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || event.defaultPrevented || isIme(event.nativeEvent)) return;
        // An open dialog, menu or list handles its own Esc: the browser closes it after this event.
        if (isOnTop(event.currentTarget)) return;
        event.stopPropagation();
        leave();
      }}
    >
      <ScreenHead title={title} onBack={leave} />
      <div className={styles.body}>{children}</div>
      <footer className={styles.foot}>
        {problem && <ErrorNote problem={problem} />}
        <Button onClick={leave}>{t('cancel')}</Button>
        <Button variant="primary" type="submit" loading={busy}>
          {t('save')}
        </Button>
      </footer>
      <ConfirmDialog
        open={leaving}
        danger
        title={t('leave-title')}
        confirmLabel={t('discard')}
        onConfirm={onLeave}
        onCancel={() => setLeaving(false)}
      >
        {t('leave-body')}
      </ConfirmDialog>
    </form>
  );
};
