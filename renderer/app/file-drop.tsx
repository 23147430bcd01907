import { Upload } from 'lucide-react';
import { lazy, Suspense, useCallback, useEffect, useState } from 'react';
import { useTranslation } from '../i18n/use-translation';
import { fileTaker, useConsent } from '../state/asking';
import { EmptyState } from '../ui/feedback/placeholder';
import { toast } from '../ui/feedback/toast';
import styles from './file-drop.module.css';

const GroupsImport = lazy(() =>
  import('../screens/groups/import/groups-import').then((module) => ({ default: module.GroupsImport })),
);

const holdsFile = (event: DragEvent) => event.dataTransfer?.types.includes('Files') === true;
/** What is asked in a dialog is answered first, unless it is a file that it asks for. */
const mayDrop = () => fileTaker() !== undefined || document.querySelector('dialog[open]') === null;

/** A file of groups dropped anywhere on the window is imported. Only its bytes and its name are seen, never its path. */
export const FileDrop = () => {
  const { t } = useTranslation('groups');
  const [over, setOver] = useState(false);
  const [file, setFile] = useState<File | null>(null);
  useConsent(over || file !== null);
  const end = useCallback(() => setFile(null), []);
  useEffect(() => {
    const onOver = (event: DragEvent) => {
      if (!holdsFile(event)) return;
      // Else the page would leave for the file.
      event.preventDefault();
      if (event.dataTransfer) event.dataTransfer.dropEffect = mayDrop() ? 'copy' : 'none';
      setOver(mayDrop());
    };
    // To nowhere: out of the window, rather than from one part of it to the next.
    const onLeave = (event: DragEvent) => {
      if (event.relatedTarget === null) setOver(false);
    };
    const onDrop = (event: DragEvent) => {
      if (!holdsFile(event)) return;
      event.preventDefault();
      setOver(false);
      const [first, second] = event.dataTransfer?.files ?? [];
      if (!first || !mayDrop()) return;
      (fileTaker() ?? setFile)(first);
      if (second) toast(t('drop-one', { name: first.name }));
    };
    window.addEventListener('dragover', onOver);
    window.addEventListener('dragleave', onLeave);
    window.addEventListener('drop', onDrop);
    return () => {
      window.removeEventListener('dragover', onOver);
      window.removeEventListener('dragleave', onLeave);
      window.removeEventListener('drop', onDrop);
    };
  }, [t]);
  return (
    <>
      {over && (
        <div className={styles.drop} role="status">
          <EmptyState icon={<Upload size={22} />} title={t('drop-here')} text={t('drop-kinds')} />
        </div>
      )}
      <Suspense fallback={null}>{file && <GroupsImport file={file} onEnd={end} />}</Suspense>
    </>
  );
};
