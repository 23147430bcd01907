import { type Encoding, encodings } from '../../../../electron/contract/encodings';
import type { FieldChange, ImportedGroup, ImportPreview } from '../../../../electron/contract/model/group';
import { useAdvice, useTranslation } from '../../../i18n/use-translation';
import { ErrorNote } from '../../../ui/feedback/error-note';
import { SelectBox } from '../../../ui/form/select-box';
import { Pill } from '../../../ui/text/pill';
import styles from './groups-import.module.css';
import { tickOf } from './use-groups-import';

const tones = { new: 'ok', changed: 'brand', same: 'neutral' } as const;

/** Says what a field of a group was and will be. */
const useChangeWords = () => {
  const { t } = useTranslation(['groups', 'common']);
  const fields = {
    icon: t('icon'),
    pinned: t('import-pinned'),
    linkedChat: t('linked-chat'),
    follows: t('follows'),
    channel: t('default-channel'),
    delivery: t('default-delivery'),
    ladder: t('default-ladder'),
    ask: t('default-ask'),
    template: t('default-template'),
  };
  const shown = (field: FieldChange['field'], value: string | null): string => {
    if (field === 'pinned') return value === null ? t('import-no') : t('import-yes');
    if (value === null) return t('import-none');
    if (field === 'ladder' && value === 'off') return t('ladder-off');
    switch (field) {
      case 'icon':
        return t(`icon-${value}` as 'icon-bolt');
      case 'ask':
        return t(value === 'yes' ? 'ask-yes' : 'ask-no');
      case 'channel':
        return t(`common:channel-${value}` as 'common:channel-app');
      case 'delivery':
        return value === 'chat' ? t('delivery-chat') : t(`common:mode-${value}` as 'common:mode-auto');
      default:
        return value;
    }
  };
  return ({ field, before, after }: FieldChange): string =>
    t('import-change', { field: fields[field], before: shown(field, before), after: shown(field, after) });
};

/** A group of the file: what becomes of it, each field that changes, and a box to tick for those that ask. */
const ImportedRow = ({
  group,
  ticked,
  onTick,
}: {
  group: ImportedGroup;
  ticked: ReadonlySet<string>;
  onTick: (tick: string) => void;
}) => {
  const { t } = useTranslation('groups');
  const words = useChangeWords();
  const { name, state, added, known, changes } = group;
  const asks = changes.filter((change) => change.asks);
  // The icon and pin of a new group are no change that a person has to know of.
  const told = changes.filter(({ asks: ask, field }) => !ask && !(state === 'new' && /^(?:icon|pinned)$/.test(field)));
  return (
    <li className={styles.item}>
      <div className={styles.row}>
        <b className={styles.name}>{name}</b>
        <small>
          {state === 'changed' && added > 0
            ? t('import-added', { count: added })
            : t('import-members', { count: added + known })}
        </small>
        <Pill tone={tones[state]}>{t(`import-${state}`)}</Pill>
      </div>
      {told.map((change) => (
        <p key={change.field} className={styles.change}>
          {words(change)}
        </p>
      ))}
      {asks.length > 0 && (
        <fieldset className={styles.asks}>
          <legend>{t('import-asks')}</legend>
          {asks.map((change) => {
            const tick = tickOf(name, change);
            return (
              <label key={change.field} className={styles.tick}>
                <input type="checkbox" checked={ticked.has(tick)} onChange={() => onTick(tick)} />
                {words(change)}
              </label>
            );
          })}
        </fieldset>
      )}
    </li>
  );
};

/** The encoding that was guessed, names to judge it by, and a way to choose another. */
const EncodingChoice = ({
  encoding: { used, sample },
  onChoose,
}: {
  encoding: NonNullable<ImportPreview['encoding']>;
  onChoose: (encoding: Encoding) => void;
}) => {
  const { t } = useTranslation('groups');
  return (
    <section className={styles.encoding} aria-label={t('encoding')}>
      <p>{t('encoding-guess')}</p>
      <SelectBox
        label={t('encoding')}
        prefix={t('encoding')}
        value={used}
        options={encodings.map((value) => ({ value, label: t(`encoding-${value}`) }))}
        onChange={onChoose}
      />
      {sample.length > 0 && <p>{t('encoding-sample', { sample: sample.join(' · ') })}</p>}
    </section>
  );
};

/** Preview of an import: each group, the lines that cannot be read, and the columns that are not used. */
export const ImportedList = ({
  preview,
  ticked,
  onTick,
  onEncoding,
}: {
  preview: ImportPreview;
  /** Changes that ask and are agreed to. */
  ticked: ReadonlySet<string>;
  onTick: (tick: string) => void;
  onEncoding: (encoding: Encoding) => void;
}) => {
  const { t } = useTranslation('groups');
  const advice = useAdvice();
  const { file, encoding, problem, groups, wrong, ignored } = preview;
  const changes = groups.some((group) => group.state !== 'same');
  const placed = ({ line, sheet, problem: reason }: (typeof wrong)[number]) => {
    const said = line === null ? advice(reason) : t('import-line', { line, reason: advice(reason) });
    return sheet === undefined ? said : t('import-sheet', { sheet, reason: said });
  };
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keys
    <section className={styles.body} tabIndex={0} aria-label={file}>
      {encoding && <EncodingChoice encoding={encoding} onChoose={onEncoding} />}
      {problem ? <ErrorNote problem={problem} /> : <p>{changes ? t('import-file', { file }) : t('import-nothing')}</p>}
      {groups.length > 0 && (
        <ul className={styles.list}>
          {groups.map((group) => (
            <ImportedRow key={group.name} group={group} ticked={ticked} onTick={onTick} />
          ))}
        </ul>
      )}
      {wrong.length > 0 && (
        <div className={styles.wrong}>
          <p>{t('import-wrong', { count: wrong.length })}</p>
          <ul>
            {wrong.map((each, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a list that never changes; one line may have two faults
              <li key={index}>{placed(each)}</li>
            ))}
          </ul>
        </div>
      )}
      {ignored.length > 0 && <p className={styles.note}>{t('import-ignored', { columns: ignored.join(' · ') })}</p>}
      {changes && <p className={styles.note}>{t('import-lookup')}</p>}
    </section>
  );
};
