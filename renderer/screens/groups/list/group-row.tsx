import { CopyPlus, Download, Ellipsis, Pencil, Star, Trash2 } from 'lucide-react';
import type { DifferingGroup, Group } from '../../../../electron/contract/model/group';
import { personKey } from '../../../../electron/contract/rules/person-key';
import { useAdvice, useTranslation } from '../../../i18n/use-translation';
import { useApp } from '../../../state/app-store';
import { IconButton } from '../../../ui/form/button';
import { Menu } from '../../../ui/overlay/menu';
import { Avatar } from '../../../ui/text/avatar';
import { GroupIcon } from '../../../ui/text/icon';
import type { RowOrder } from '../../shared/ordered-list';
import { isUnresolved, membersOf } from '../editor/members';
import styles from './group-row.module.css';
import { useExportGroups } from './use-group-actions';

interface GroupRowProps {
  group: Group;
  /** How it differs from its chat or departments, and what of it is gone; null: nothing. */
  differs: DifferingGroup | null;
  order: RowOrder;
  /** Properties of the row that Enter in the search opens. */
  marked: { 'data-marked': true | undefined };
  onCompose: () => void;
  onEdit: () => void;
  onPin: () => void;
  onDuplicate: () => void;
  onRemove: () => void;
}

/** Facts below the name: "6 people · In-app · linked to …". */
const Facts = ({ group, differs }: Pick<GroupRowProps, 'group' | 'differs'>) => {
  const { t } = useTranslation(['groups', 'common']);
  const ladders = useApp((state) => state.settings.ladders);
  const ladder = ladders.find((each) => each.id === group.defaults.ladder);
  const lost = membersOf(group.members).filter(isUnresolved).length;
  const gone = differs?.gone.length ?? 0;
  const closed = differs?.closed ?? null;
  const advice = useAdvice();
  const { follows = [] } = group;
  // Of a chat that is closed to the bot nothing new is known.
  const chat = differs && closed === null ? differs.missing + differs.extra : 0;
  const departments = differs ? differs.came + differs.left : 0;
  const facts = [
    t('common:people', { count: group.members.length }),
    chat > 0 && t('differs', { count: chat }),
    departments > 0 && t('differs-departments', { count: departments }),
    group.defaults.channel && t(`common:channel-${group.defaults.channel}`),
    ladder && t('with-ladder', { name: ladder.name }),
    group.linkedChat && t('linked', { name: group.linkedChat.name }),
    follows.length > 0 && t('following', { names: follows.map(({ name }) => name).join(' · ') }),
  ].filter(Boolean);
  return (
    <>
      <small>
        {facts.join(' · ')}
        {lost > 0 && <span className={styles.lost}> · {t('unresolved', { count: lost })}</span>}
      </small>
      {(closed !== null || gone > 0) && (
        <small className={styles.gone}>
          {closed && <span className={styles.closed}>{advice(closed)}</span>}
          {closed && gone > 0 && ' · '}
          {gone > 0 && <span className={styles.lost}>{t('gone', { count: gone })}</span>}
        </small>
      )}
    </>
  );
};

/** One saved group. A press composes a buzz for it; beside it are a pin and a menu. */
export const GroupRow = (props: GroupRowProps) => {
  const { group, differs, order, marked, onCompose, onEdit, onPin, onDuplicate, onRemove } = props;
  const { t } = useTranslation(['groups', 'common']);
  const exportGroups = useExportGroups();
  const { name } = group;
  return (
    <li className={styles.row} {...order.row} {...marked}>
      <button
        type="button"
        className={styles.main}
        data-row
        data-group={group.id}
        aria-description={t('compose-for')}
        {...order.button}
        onClick={onCompose}
      >
        <span className={styles.icon}>
          <GroupIcon name={group.icon} size={18} />
        </span>
        <span className={styles.words}>
          <b>{name}</b>
          <Facts group={group} differs={differs} />
        </span>
        <span className={styles.stack} aria-hidden>
          {group.members.slice(0, 3).map((member) => (
            <Avatar key={personKey(member)} name={member.name} size="xs" />
          ))}
        </span>
      </button>
      <IconButton
        label={t(group.pinned ? 'unpin' : 'pin', { name })}
        pressed={group.pinned}
        className={styles.pin}
        icon={<Star size={15} fill={group.pinned ? 'currentColor' : 'none'} aria-hidden />}
        onClick={onPin}
      />
      <Menu
        align="end"
        items={[
          { kind: 'item', key: 'edit', label: t('common:edit'), icon: <Pencil size={14} />, onSelect: onEdit },
          { kind: 'item', key: 'copy', label: t('duplicate'), icon: <CopyPlus size={14} />, onSelect: onDuplicate },
          ...order.menuItems,
          ...(['csv', 'json'] as const).map((format) => ({
            kind: 'item' as const,
            key: format,
            label: t(`export-${format}`),
            icon: <Download size={14} />,
            onSelect: () => void exportGroups(group.id, format),
          })),
          { kind: 'separator', key: 'line' },
          {
            kind: 'item',
            key: 'delete',
            label: t('common:delete'),
            icon: <Trash2 size={14} />,
            danger: true,
            onSelect: onRemove,
          },
        ]}
        trigger={<IconButton label={t('more', { name })} icon={<Ellipsis size={16} aria-hidden />} />}
      />
    </li>
  );
};
