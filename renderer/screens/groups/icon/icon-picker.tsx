import { useState } from 'react';
import type { GroupIcon as GroupIconName } from '../../../../electron/contract/model/group';
import { useTranslation } from '../../../i18n/use-translation';
import { Popover } from '../../../ui/overlay/popover';
import { GroupIcon } from '../../../ui/text/icon';
import styles from './icon-picker.module.css';

const names: readonly GroupIconName[] = [
  'bolt',
  'database',
  'factory',
  'moon',
  'server',
  'shield',
  'truck',
  'heart',
  'users',
];

/** Button with the group's icon, and the icons to choose from. */
export const IconPicker = ({ value, onChange }: { value: GroupIconName; onChange: (name: GroupIconName) => void }) => {
  const { t } = useTranslation('groups');
  const [open, setOpen] = useState(false);
  return (
    <Popover
      label={t('icon')}
      open={open}
      onOpenChange={setOpen}
      trigger={
        <button type="button" className={styles.current} aria-label={`${t('icon')}: ${t(`icon-${value}`)}`}>
          <GroupIcon name={value} size={18} />
        </button>
      }
    >
      <div className={styles.grid}>
        {names.map((name) => (
          <button
            key={name}
            type="button"
            className={styles.choice}
            aria-label={t(`icon-${name}`)}
            aria-pressed={name === value}
            title={t(`icon-${name}`)}
            onClick={() => {
              onChange(name);
              setOpen(false);
            }}
          >
            <GroupIcon name={name} size={18} />
          </button>
        ))}
      </div>
    </Popover>
  );
};
