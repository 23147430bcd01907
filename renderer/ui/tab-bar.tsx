import { Tabs } from 'radix-ui';
import styles from './segmented.module.css';

export interface TabBarProps<Value extends string> {
  /** Accessible name of the list of tabs. */
  label: string;
  tabs: readonly { value: Value; label: string }[];
}

/** The row of tabs; stands inside a Radix `Tabs.Root`, beside its `Tabs.Content`. */
export const TabBar = <Value extends string>({ label, tabs }: TabBarProps<Value>) => (
  <Tabs.List className={styles.group} aria-label={label}>
    {tabs.map((tab) => (
      <Tabs.Trigger key={tab.value} value={tab.value} className={styles.item}>
        {tab.label}
      </Tabs.Trigger>
    ))}
  </Tabs.List>
);
