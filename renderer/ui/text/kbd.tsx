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

/** `Mod+Shift+Enter` → `⌘⇧↵` on a Mac, `Ctrl+Shift+Enter` elsewhere (Super reads Win on Windows). */
export const keyNames = (keys: string, platform: Startup['platform']): string => {
  const parts = keys.split('+').filter(Boolean);
  if (platform === 'darwin') return parts.map((part) => mac[part] ?? part).join('');
  return parts
    .map((part) => (platform === 'linux' && /^(Command|Cmd|Meta)$/.test(part) ? 'Super' : (others[part] ?? part)))
    .join('+');
};

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

/** Main's problem with a shortcut, naming its keys as the platform prints them. */
export const withKeyNames = (reason: Problem, platform: Parameters<typeof keyNames>[1]): Problem =>
  reason.params.hotkey === undefined
    ? reason
    : { ...reason, params: { ...reason.params, hotkey: keyNames(reason.params.hotkey, platform) } };
