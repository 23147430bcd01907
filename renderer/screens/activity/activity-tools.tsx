import { Download, Search as Glass, X } from 'lucide-react';
import type { Outcome } from '../../../electron/contract/outcome';
import { isIme } from '../../app/is-ime';
import { useTranslation } from '../../i18n/use-translation';
import { IconButton } from '../../ui/icon-button';
import { SelectBox } from '../../ui/select-box';
import { TextInput } from '../../ui/text-input';
import styles from './activity-tools.module.css';
import type { Search } from './use-activity';
import { useExport } from './use-export';

/** Those that ask for somebody first, as they are what is looked for. */
const outcomes = [
  'unknown',
  'refused',
  'unreachable',
  'not-in-chat',
  'too-many-unread',
  'quota',
  'not-called',
  'pending',
  'accepted',
] as const satisfies readonly Outcome[];

/** Finding buzzes by words and by what became of somebody, and taking the found ones along. */
export const ActivityTools = ({
  typed,
  search,
  onType,
  onOutcome,
  found,
}: {
  /** What stands in the box; `search.query` follows it after a rest. */
  typed: string;
  search: Search;
  onType: (text: string) => void;
  onOutcome: (outcome: Outcome | null) => void;
  /** Whether there is anything to take along. */
  found: boolean;
}) => {
  const { t } = useTranslation(['activity', 'common']);
  const { saving, save } = useExport(search);
  return (
    <div className={styles.tools}>
      <TextInput
        className={styles.search}
        type="search"
        aria-label={t('search')}
        placeholder={t('search')}
        maxLength={200}
        value={typed}
        lead={<Glass size={14} aria-hidden />}
        tail={
          typed !== '' && (
            <IconButton
              size="s"
              label={t('clear-search')}
              icon={<X size={13} aria-hidden />}
              onClick={() => onType('')}
            />
          )
        }
        onChange={(event) => onType(event.target.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Escape' || typed === '' || isIme(event.nativeEvent)) return;
          event.stopPropagation();
          onType('');
        }}
      />
      <SelectBox<Outcome | 'all'>
        className={styles.outcome}
        label={t('outcome')}
        value={search.outcome ?? 'all'}
        onChange={(value) => onOutcome(value === 'all' ? null : value)}
        options={[
          { value: 'all', label: t('outcome-all') },
          ...outcomes.map((value) => ({ value, label: t(`common:outcome-${value}`) })),
        ]}
      />
      <IconButton
        label={t('export')}
        icon={<Download size={15} aria-hidden />}
        disabled={saving || !found}
        onClick={save}
      />
    </div>
  );
};
