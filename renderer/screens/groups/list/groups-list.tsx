import { Download, Ellipsis, Search, Upload, Users } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import type { Group } from '../../../../electron/contract/model/group';
import type { GroupId } from '../../../../electron/contract/model/ids';
import { searchKey } from '../../../../electron/contract/plain-text';
import { useTranslation } from '../../../i18n/use-translation';
import { useApp } from '../../../state/app-store';
import { EmptyState } from '../../../ui/feedback/placeholder';
import { Button, IconButton } from '../../../ui/form/button';
import { SearchBox } from '../../../ui/form/text-input';
import { Menu } from '../../../ui/overlay/menu';
import { VisuallyHidden } from '../../../ui/text/text-spans';
import { useOrderedRows } from '../../shared/ordered-list';
import { useRowKeys } from '../../shared/use-row-keys';
import { useDifferences } from '../use-differences';
import { GroupRow } from './group-row';
import styles from './groups-list.module.css';
import { useExportGroups, useGroupActions } from './use-group-actions';

/** Groups whose name, linked chat, departments or members match the query; all groups for an empty one. */
export const filterGroups = (groups: readonly Group[], query: string): readonly Group[] => {
  const wanted = searchKey(query);
  if (wanted === '') return groups;
  const holds = (text: string) => searchKey(text).includes(wanted);
  return groups.filter(
    (group) =>
      holds(group.name) ||
      (group.linkedChat !== null && holds(group.linkedChat.name)) ||
      group.follows?.some(({ name }) => holds(name)) ||
      group.members.some((member) => holds(member.name)),
  );
};

/** Menu to import groups and to export all of them. */
const GroupsTools = ({ onImport }: { onImport: () => void }) => {
  const { t } = useTranslation('groups');
  const exportGroups = useExportGroups();
  return (
    <Menu
      align="end"
      items={[
        { kind: 'item', key: 'import', label: t('import'), icon: <Upload size={14} />, onSelect: onImport },
        ...(['csv', 'json'] as const).map((format) => ({
          kind: 'item' as const,
          key: format,
          label: t(`export-all-${format}`),
          icon: <Download size={14} />,
          onSelect: () => void exportGroups(null, format),
        })),
      ]}
      trigger={<IconButton label={t('tools')} icon={<Ellipsis size={16} aria-hidden />} />}
    />
  );
};

interface GroupsListProps {
  onCompose: (groupId: GroupId) => void;
  onEdit: (group: Group | null) => void;
  onImport: () => void;
  /** Group that gets the focus: the one just edited. */
  focus: GroupId | null;
}

/** Saved groups in the person's order, with a search; keys or dragging move them. */
export const GroupsList = ({ onCompose, onEdit, onImport, focus }: GroupsListProps) => {
  const { t } = useTranslation('groups');
  const groups = useApp((state) => state.groups);
  const [query, setQuery] = useState('');
  const list = useRef<HTMLUListElement>(null);
  const keys = useRowKeys(true);
  const actions = useGroupActions();
  const differences = useDifferences();

  const shown = filterGroups(groups, query);
  const whole = shown.length === groups.length;
  const { orderAt, said } = useOrderedRows(groups, actions.reorder, whole);

  const focusOn = (id: GroupId | null) => {
    if (id !== null) list.current?.querySelector<HTMLElement>(`[data-group="${id}"]`)?.focus();
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: only when another group is to have it
  useEffect(() => focusOn(focus), [focus]);

  const heading = (
    <h1 className={styles.heading}>
      <VisuallyHidden>{t('list')}</VisuallyHidden>
    </h1>
  );
  if (groups.length === 0)
    return (
      <>
        {heading}
        <EmptyState
          icon={<Users size={22} />}
          title={t('empty-title')}
          text={t('empty-body')}
          action={
            <>
              <Button variant="primary" onClick={() => onEdit(null)}>
                {t('add-label')}
              </Button>
              <Button onClick={onImport}>{t('import')}</Button>
            </>
          }
        />
      </>
    );
  return (
    <div className={styles.screen} {...keys.list}>
      {heading}
      <div className={styles.tools}>
        <SearchBox label={t('search')} clearLabel={t('clear-search')} value={query} onChange={setQuery} />
        <Button variant="primary" aria-label={t('add-label')} onClick={() => onEdit(null)}>
          {t('add')}
        </Button>
        <GroupsTools onImport={onImport} />
      </div>
      {shown.length === 0 && (
        <EmptyState icon={<Search size={22} />} title={t('no-match-title')} text={t('no-match-body', { query })} />
      )}
      <ul ref={list} className={styles.list} aria-label={t('list')} hidden={shown.length === 0}>
        {shown.map((group, index) => (
          <GroupRow
            key={group.id}
            group={group}
            differs={differences.get(group.id) ?? null}
            order={orderAt(index)}
            marked={keys.row(index)}
            onCompose={() => onCompose(group.id)}
            onEdit={() => onEdit(group)}
            onPin={() => void actions.pin(group)}
            onDuplicate={() => void actions.duplicate(group)}
            onRemove={() => {
              const next = shown[index + 1] ?? shown[index - 1];
              void actions.remove(group).then(() => focusOn(next?.id ?? null));
            }}
          />
        ))}
      </ul>
      <VisuallyHidden role="status">{said}</VisuallyHidden>
    </div>
  );
};
