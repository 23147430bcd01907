import { Upload } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useTranslation } from '../../../i18n/use-translation';
import { useConsent } from '../../../state/asking';
import { PickerDialog } from '../../../ui/dialog/picker-dialog';
import { ErrorNote } from '../../../ui/feedback/error-note';
import { EmptyState } from '../../../ui/feedback/placeholder';
import { Button } from '../../../ui/form/button';
import styles from './groups-import.module.css';
import { ImportedList } from './import-preview';
import { isChanged, useGroupsImport } from './use-groups-import';

/**
 * Imports groups from a file after a preview. `file` null: the person first drops or chooses one. The window stays open
 * meanwhile, because the file may come from another program.
 */
export const GroupsImport = ({ file, onEnd }: { file: File | null; onEnd: () => void }) => {
  const { t } = useTranslation(['groups', 'common']);
  const { state, choose, readAs, run } = useGroupsImport(file, onEnd);
  useConsent(true);
  const ready = state.kind === 'ready' ? state.preview : null;
  const [ticked, setTicked] = useState<ReadonlySet<string>>(new Set());
  // What was ticked in one preview is no consent to another.
  const id = ready?.id;
  // biome-ignore lint/correctness/useExhaustiveDependencies: only another preview begins anew
  useEffect(() => setTicked(new Set()), [id]);
  const onTick = (tick: string) => {
    const next = new Set(ticked);
    if (!next.delete(tick)) next.add(tick);
    setTicked(next);
  };
  const changes = ready?.groups.some((group) => group.state !== 'same');
  // While a file is read there is nothing to show yet.
  return (
    <PickerDialog open={state.kind !== 'reading'} title={t('import-title')} onClose={onEnd}>
      {state.kind === 'failed' && <ErrorNote problem={state.problem} />}
      {ready && (
        <ImportedList
          preview={ready}
          ticked={ticked}
          onTick={onTick}
          onEncoding={(encoding) => void readAs(ready, encoding)}
        />
      )}
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
            <Button
              variant="primary"
              autoFocus
              data-first
              disabled={ready.groups.every((group) => !isChanged(group, ticked))}
              onClick={() => void run(ready, ticked)}
            >
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
