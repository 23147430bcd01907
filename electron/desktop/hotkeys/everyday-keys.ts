// A global hotkey is taken from every other program. What types, edits or answers a question there stays theirs, whatever a
// page asks for: the recorder of the page refuses bare keys as well, with a hint.

/** Names of modifiers in Electron's accelerators, and what they are. */
const modifiers: Readonly<Record<string, 'main' | 'alt' | 'shift' | 'super'>> = {
  commandorcontrol: 'main',
  cmdorctrl: 'main',
  command: 'main',
  cmd: 'main',
  control: 'main',
  ctrl: 'main',
  alt: 'alt',
  option: 'alt',
  altgr: 'alt',
  shift: 'shift',
  super: 'super',
  meta: 'super',
};

/** Keys that edit, move or answer, alone and with Shift. */
const moving = 'tab return enter escape esc space backspace delete left right up down home end pageup pagedown'.split(
  ' ',
);
/** What nearly every program does by Ctrl/⌘ and a letter, and browsers by Ctrl/⌘, Shift and a letter. */
const byMain = new Set([...'acfhklnopqrstvwxyz0123456789', ...moving, '+', '-', '=', 'plus', 'numadd', 'numsub', 'f4']);
const byMainAndShift = new Set([...'cinprtvwz', ...moving]);
/** Windows are switched, closed and opened by these. */
const byAlt = new Set([...moving, 'f4']);
/** The system's own: lock, desktop, files, run, search, settings, and moving windows. */
const bySuper = new Set([...'adeilqrsvx', ...moving]);

/** True for a shortcut that other programs need, or that no recorder gives. Empty, which turns a hotkey off, is none. */
export const isEveryday = (accelerator: string): boolean => {
  if (accelerator === '') return false;
  // The key itself may be a plus sign: nothing stands before it then.
  const parts = accelerator.toLowerCase().split('+');
  const key = parts.pop() || '+';
  const held = new Set(parts.filter((part) => part !== '').map((part) => modifiers[part] ?? 'unknown'));
  if (held.has('unknown')) return true;
  // Function keys type nothing and may stand alone.
  if (/^f(?:[1-9]|1\d|2[0-4])$/.test(key) && !(held.has('main') || held.has('alt'))) return false;
  if (!held.has('main') && !held.has('alt') && !held.has('super')) return true;
  const names = [...held].sort().join('+');
  switch (names) {
    case 'main':
      return byMain.has(key);
    case 'main+shift':
      return byMainAndShift.has(key);
    case 'alt':
    case 'alt+shift':
      return byAlt.has(key);
    case 'super':
      return bySuper.has(key);
    case 'alt+main':
      return key === 'delete';
    default:
      return false;
  }
};
