import { Upload } from 'lucide-react';
import type { ImportPreview } from '../../../../electron/contract/model/group';
import { useAdvice, useTranslation } from '../../../i18n/use-translation';
import { useConsent } from '../../../state/asking';
import { PickerDialog } from '../../../ui/dialog/picker-dialog';
import { ErrorNote } from '../../../ui/feedback/error-note';
import { EmptyState } from '../../../ui/feedback/placeholder';
import { Button } from '../../../ui/form/button';
import { Pill } from '../../../ui/text/pill';
import styles from './groups-import.module.css';
import { useGroupsImport } from './use-groups-import';

const tones = { new: 'ok', changed: 'brand', same: 'neutral' } as const;

/** Preview of an import: each group, the lines that cannot be read, and the columns that are not used. */
const ImportedList = ({ preview }: { preview: ImportPreview }) => {
  const { t } = useTranslation('groups');
  const advice = useAdvice();
  const { file, groups, wrong, ignored } = preview;
  const changes = groups.some((group) => group.state !== 'same');
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keys
    <section className={styles.body} tabIndex={0} aria-label={file}>
      <p>{changes ? t('import-file', { file }) : t('import-nothing')}</p>
      <ul className={styles.list}>
        {groups.map(({ name, state, added, known }) => (
          <li key={name} className={styles.row}>
            <b className={styles.name}>{name}</b>
            <small>
              {state === 'changed' && added > 0
                ? t('import-added', { count: added })
                : t('import-members', { count: added + known })}
            </small>
            <Pill tone={tones[state]}>{t(`import-${state}`)}</Pill>
          </li>
        ))}
      </ul>
      {wrong.length > 0 && (
        <div className={styles.wrong}>
          <p>{t('import-wrong', { count: wrong.length })}</p>
          <ul>
            {wrong.map(({ line, problem }, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a list that never changes; one line may have two faults
              <li key={index}>
                {line === null ? advice(problem) : t('import-line', { line, reason: advice(problem) })}
              </li>
            ))}
          </ul>
        </div>
      )}
      {ignored.length > 0 && <p className={styles.note}>{t('import-ignored', { columns: ignored.join(' · ') })}</p>}
      {changes && <p className={styles.note}>{t('import-lookup')}</p>}
    </section>
  );
};

/**
 * Imports groups from a file after a preview. `file` null: the person first drops or chooses one. The window stays open
 * meanwhile, because the file may come from another program.
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
