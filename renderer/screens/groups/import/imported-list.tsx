import type { ImportPreview } from '../../../../electron/contract/model/groups-file';
import { useAdvice } from '../../../i18n/advice';
import { useTranslation } from '../../../i18n/use-translation';
import { Pill } from '../../../ui/text/pill';
import styles from './groups-import.module.css';

const tones = { new: 'ok', changed: 'brand', same: 'neutral' } as const;

/** What an import would do: each group, the lines that cannot be read as they stand, and what is not used. */
export const ImportedList = ({ preview }: { preview: ImportPreview }) => {
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
