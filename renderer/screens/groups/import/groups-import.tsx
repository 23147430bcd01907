import { Upload } from 'lucide-react';
import { useTranslation } from '../../../i18n/use-translation';
import { useConsent } from '../../../state/use-consent';
import { PickerDialog } from '../../../ui/dialog/picker-dialog';
import { EmptyState } from '../../../ui/feedback/empty-state';
import { ErrorNote } from '../../../ui/feedback/error-note';
import { Button } from '../../../ui/form/button';
import styles from './groups-import.module.css';
import { ImportedList } from './imported-list';
import { useGroupsImport } from './use-groups-import';

/**
 * Importing groups: what a file would do, then Import. `file` null: it is asked for first, to be dropped or chosen. The
 * window stays all the while, since a file is fetched from another program.
 */
export const GroupsImport = ({ file, onEnd }: { file: File | null; onEnd: () => void }) => {
  const { t } = useTranslation(['groups', 'common']);
  const { state, choose, run } = useGroupsImport(file, onEnd);
  useConsent(true);
  const ready = state.kind === 'ready' ? state.preview : null;
  const changes = ready?.groups.some((group) => group.state !== 'same');
  // While a file is read there is nothing to show yet.
  return (
    <PickerDialog open={state.kind !== 'reading'} title={t('import-title')} onClose={onEnd}>
      {state.kind === 'failed' && <ErrorNote problem={state.problem} />}
      {ready && <ImportedList preview={ready} />}
      {state.kind === 'asking' ? (
        <div className={styles.drop}>
          <EmptyState
            icon={<Upload size={22} />}
            title={t('import-drop')}
            text={t('import-stays')}
            action={
              <Button variant="primary" autoFocus data-first onClick={() => void choose()}>
                {t('import-choose')}
              </Button>
            }
          />
        </div>
      ) : (
        <div className={styles.foot}>
          {changes ? (
            <Button onClick={onEnd}>{t('common:cancel')}</Button>
          ) : (
            <Button onClick={() => void choose()}>{t('import-other')}</Button>
          )}
          {ready && changes ? (
            <Button variant="primary" autoFocus data-first onClick={() => void run(ready)}>
              {t('import-go')}
            </Button>
          ) : (
            <Button variant="primary" autoFocus data-first onClick={onEnd}>
              {t('common:close')}
            </Button>
          )}
        </div>
      )}
    </PickerDialog>
  );
};
