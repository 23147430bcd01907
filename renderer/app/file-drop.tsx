import { Upload } from 'lucide-react';
import { lazy, Suspense, useCallback, useEffect, useState } from 'react';
import { useTranslation } from '../i18n/use-translation';
import { fileReceiver, receiverOfPictures, useConsent } from '../state/asking';
import { EmptyState } from '../ui/feedback/placeholder';
import { toast } from '../ui/feedback/toast';
import styles from './file-drop.module.css';

const GroupsImport = lazy(() =>
  import('../screens/groups/import/groups-import').then((module) => ({ default: module.GroupsImport })),
);

const holdsFile = (event: DragEvent) => event.dataTransfer?.types.includes('Files') === true;
const isPicture = ({ type }: { type: string }) => type.startsWith('image/');
/** Pictures dropped on Compose go into the message, unless a dialog asks for a file. */
const takesPictures = (event: DragEvent) =>
  receiverOfPictures() !== null &&
  fileReceiver() === undefined &&
  [...(event.dataTransfer?.items ?? [])].some(isPicture);
/** An open dialog comes first, unless it asks for a file itself. */
const mayDrop = () => fileReceiver() !== undefined || document.querySelector('dialog[open]') === null;

/** Imports a file of groups that is dropped anywhere on the window; pictures go into the message that is being written. It sees the file's bytes and name, never its path. */
export const FileDrop = () => {
  const { t } = useTranslation('groups');
  const [over, setOver] = useState<'file' | 'picture' | null>(null);
  const [file, setFile] = useState<File | null>(null);
  useConsent(over !== null || file !== null);
  const end = useCallback(() => setFile(null), []);
  useEffect(() => {
    const onOver = (event: DragEvent) => {
      if (!holdsFile(event)) return;
      // Without this the page would navigate to the file.
      event.preventDefault();
      if (event.dataTransfer) event.dataTransfer.dropEffect = mayDrop() ? 'copy' : 'none';
      setOver(mayDrop() ? (takesPictures(event) ? 'picture' : 'file') : null);
    };
    // Without a related target the pointer left the window, not just one part of it.
    const onLeave = (event: DragEvent) => {
      if (event.relatedTarget === null) setOver(null);
    };
    const onDrop = (event: DragEvent) => {
      if (!holdsFile(event)) return;
      event.preventDefault();
      setOver(null);
      const pictures = [...(event.dataTransfer?.files ?? [])].filter(isPicture);
      if (pictures.length > 0 && takesPictures(event) && mayDrop()) return receiverOfPictures()?.(pictures);
      const [first, second] = event.dataTransfer?.files ?? [];
      if (!first || !mayDrop()) return;
      (fileReceiver() ?? setFile)(first);
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
          <EmptyState
            icon={<Upload size={22} />}
            title={t(over === 'picture' ? 'drop-picture' : 'drop-here')}
            text={t(over === 'picture' ? 'drop-picture-kinds' : 'drop-kinds')}
          />
        </div>
      )}
      <Suspense fallback={null}>{file && <GroupsImport file={file} onEnd={end} />}</Suspense>
    </>
  );
};
