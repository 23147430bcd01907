import type { Startup } from '../../../electron/contract/ipc/shell';
import { classNames } from '../class-names';
import styles from './kbd.module.css';
import { keyNames } from './key-names';

/**
 * Keys as the platform prints them, for the eye (`aria-keyshortcuts` tells the ear): `Mod` is ⌘ or Ctrl, `Alt` is ⌥ or Alt. `keys` is written with plus signs,
 * like an Electron accelerator.
 */
export const Kbd = ({
  keys,
  platform,
  onColour = false,
}: {
  keys: string;
  platform: Startup['platform'];
  onColour?: boolean;
}) => (
  <kbd aria-hidden className={classNames(styles.kbd, onColour && styles.onColour)}>
    {keyNames(keys, platform)}
  </kbd>
);
