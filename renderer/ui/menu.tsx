import { Check } from 'lucide-react';
import { DropdownMenu } from 'radix-ui';
import type { ReactNode } from 'react';
import { classNames } from './class-names';
import styles from './menu.module.css';

export type MenuItem =
  | {
      kind: 'item';
      key: string;
      label: string;
      icon?: ReactNode;
      /** Smaller, after the label. */
      hint?: ReactNode;
      danger?: boolean;
      disabled?: boolean;
      onSelect: () => void;
    }
  | { kind: 'choice'; key: string; label: string; hint?: ReactNode; checked: boolean; onSelect: () => void }
  | { kind: 'heading'; key: string; label: string }
  | { kind: 'separator'; key: string };

export interface MenuProps {
  trigger: ReactNode;
  items: readonly MenuItem[];
  align?: 'start' | 'end';
}

const Row = ({ item }: { item: MenuItem }) => {
  switch (item.kind) {
    case 'separator':
      return <DropdownMenu.Separator className={styles.separator} />;
    case 'heading':
      return <DropdownMenu.Label className={styles.heading}>{item.label}</DropdownMenu.Label>;
    case 'choice':
      return (
        <DropdownMenu.CheckboxItem className={styles.item} checked={item.checked} onSelect={item.onSelect}>
          <span className={styles.mark}>{item.checked && <Check size={14} aria-hidden />}</span>
          <span className={styles.label}>{item.label}</span>
          {item.hint}
        </DropdownMenu.CheckboxItem>
      );
    case 'item':
      return (
        <DropdownMenu.Item
          className={classNames(styles.item, item.danger && styles.danger)}
          disabled={item.disabled ?? false}
          onSelect={item.onSelect}
        >
          {item.icon}
          <span className={styles.label}>{item.label}</span>
          {item.hint}
        </DropdownMenu.Item>
      );
  }
};

/** A menu at its trigger, by mouse, keys and typed letters. Not modal, see popover.tsx. */
export const Menu = ({ trigger, items, align = 'start' }: MenuProps) => (
  <DropdownMenu.Root modal={false}>
    <DropdownMenu.Trigger asChild>{trigger}</DropdownMenu.Trigger>
    <DropdownMenu.Portal>
      <DropdownMenu.Content className={styles.menu} align={align} sideOffset={4} collisionPadding={8}>
        {items.map((item) => (
          <Row key={item.key} item={item} />
        ))}
      </DropdownMenu.Content>
    </DropdownMenu.Portal>
  </DropdownMenu.Root>
);
