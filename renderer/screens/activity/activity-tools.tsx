import { Download, Inbox } from 'lucide-react';
import { useCallback, useState } from 'react';
import { useBridge } from '../../bridge';
import { useAdvice, useTranslation } from '../../i18n/use-translation';
import { useAppStore } from '../../state/app-store';
import { toast } from '../../ui/feedback/toast';
import { IconButton } from '../../ui/form/button';
import { SelectBox } from '../../ui/form/select-box';
import { SearchBox } from '../../ui/form/text-input';
import styles from './activity-screen.module.css';
import type { ActivitySearch, FilterOutcome } from './use-activity';

/** Saves the rows found by a search as CSV, in a file that the person chooses. */
const useExport = (search: ActivitySearch): { saving: boolean; save: () => void } => {
  const { t } = useTranslation('activity');
  const bridge = useBridge();
  const advice = useAdvice();
  const [saving, setSaving] = useState(false);
  const save = useCallback(async () => {
    setSaving(true);
    const answer = await bridge.exportActivity(search);
    setSaving(false);
    if (!answer.ok) toast(advice(answer.problem));
    else if (answer.value !== null) toast(t('exported', { count: answer.value }));
  }, [bridge, advice, t, search]);
  return { saving, save: () => void save() };
};

/** Outcomes to filter by. Those that need someone to act come first, because people look for them. */
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
  'acknowledged',
] as const satisfies readonly FilterOutcome[];

/** Search by words and by outcome, and the export of what it found. */
export const ActivityTools = ({
  typed,
  search,
  onType,
  onOutcome,
  found,
  inbox,
}: {
  /** Text in the search field; `search.query` follows it after a pause. */
  typed: string;
  search: ActivitySearch;
  onType: (text: string) => void;
  onOutcome: (outcome: FilterOutcome | null) => void;
  /** True when there are rows to export. */
  found: boolean;
  /** Leads to the inbox. */
  inbox: boolean;
}) => {
  const { t } = useTranslation(['activity', 'common']);
  const store = useAppStore();
  const { saving, save } = useExport(search);
  return (
    <div className={styles.tools}>
      <SearchBox label={t('search')} clearLabel={t('clear-search')} value={typed} onChange={onType} />
      <SelectBox<FilterOutcome | 'all'>
        className={styles.outcome}
        label={t('outcome')}
        value={search.outcome ?? 'all'}
        onChange={(value) => onOutcome(value === 'all' ? null : value)}
        options={[
          { value: 'all', label: t('outcome-all') },
          ...outcomes.map((value) => ({ value, label: t(`common:outcome-${value}`) })),
        ]}
      />
      {inbox && (
        <IconButton
          label={t('to-inbox')}
          icon={<Inbox size={15} aria-hidden />}
          onClick={() => store.go({ screen: 'inbox' })}
        />
      )}
      <IconButton
        label={t('export')}
        icon={<Download size={15} aria-hidden />}
        disabled={saving || !found}
        onClick={save}
      />
    </div>
  );
};
