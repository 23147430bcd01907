import type { Problem } from '../../../electron/contract/advice/problem';
import type { Startup } from '../../../electron/contract/ipc/startup';
import { classNames } from '../class-names';
import styles from './kbd.module.css';

const mac: Readonly<Record<string, string>> = {
  Mod: '⌘',
  CommandOrControl: '⌘',
  CmdOrCtrl: '⌘',
  Command: '⌘',
  Cmd: '⌘',
  Meta: '⌘',
  Super: '⌘',
  Control: '⌃',
  Ctrl: '⌃',
  Alt: '⌥',
  Option: '⌥',
  Shift: '⇧',
  Enter: '↵',
  Tab: '⇥',
};

const others: Readonly<Record<string, string>> = {
  Mod: 'Ctrl',
  CommandOrControl: 'Ctrl',
  CmdOrCtrl: 'Ctrl',
  Control: 'Ctrl',
  Command: 'Win',
  Cmd: 'Win',
  Meta: 'Win',
  Option: 'Alt',
};

/** Names keys as the platform prints them: `Mod+Shift+Enter` is `⌘⇧↵` on a Mac and `Ctrl+Shift+Enter` elsewhere. */
export const keyNames = (keys: string, platform: Startup['platform']): string => {
  const parts = keys.split('+').filter(Boolean);
  if (platform === 'darwin') return parts.map((part) => mac[part] ?? part).join('');
  return parts
    .map((part) => (platform === 'linux' && /^(Command|Cmd|Meta)$/.test(part) ? 'Super' : (others[part] ?? part)))
    .join('+');
};

/**
 * Keys as the platform prints them. Hidden from screen readers, which read `aria-keyshortcuts`. `keys` is written like an
 * Electron accelerator, with `Mod` for ⌘ or Ctrl.
 */
export const Kbd = ({
  keys,
  platform,
  onColor = false,
}: {
  keys: string;
  platform: Startup['platform'];
  onColor?: boolean;
}) => (
  <kbd aria-hidden className={classNames(styles.kbd, onColor && styles.onColor)}>
    {keyNames(keys, platform)}
  </kbd>
);

/** The same problem with its `hotkey` named as the platform prints it. */
export const withKeyNames = (reason: Problem, platform: Parameters<typeof keyNames>[1]): Problem =>
  reason.params.hotkey === undefined
    ? reason
    : { ...reason, params: { ...reason.params, hotkey: keyNames(reason.params.hotkey, platform) } };
