import type { Startup } from '../../../electron/contract/ipc/shell';

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
