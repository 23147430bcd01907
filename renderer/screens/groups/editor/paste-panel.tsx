import { useEffect, useRef, useState } from 'react';
import { useTranslation } from '../../../i18n/use-translation';
import { Button } from '../../../ui/form/button';
import { TextArea } from '../../../ui/form/text-area';
import styles from './group-editor.module.css';

/** A box for a list of people, one per line; nothing of it is dropped. */
export const PastePanel = ({
  onLines,
  onClose,
}: {
  /** True when the lines were read; otherwise they stay in the box. */
  onLines: (text: string) => Promise<boolean>;
  onClose: () => void;
}) => {
  const { t } = useTranslation(['groups', 'common']);
  const [text, setText] = useState('');
  const [busy, setBusy] = useState(false);
  const box = useRef<HTMLTextAreaElement>(null);
  useEffect(() => box.current?.focus(), []);
  const read = async () => {
    setBusy(true);
    const done = await onLines(text);
    setBusy(false);
    if (done) onClose();
  };
  return (
    <div className={styles.panel}>
      <TextArea
        ref={box}
        aria-label={t('paste-label')}
        placeholder={t('paste-placeholder')}
        rows={5}
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
      <div className={styles.row}>
        <Button onClick={onClose}>{t('common:cancel')}</Button>
        <Button variant="primary" loading={busy} disabled={text.trim() === ''} onClick={() => void read()}>
          {t('paste-read')}
        </Button>
      </div>
    </div>
  );
};
