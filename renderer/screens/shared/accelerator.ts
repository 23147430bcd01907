import type { Startup } from '../../../electron/contract/ipc/shell';

type Platform = Startup['platform'];

/** The parts of a keyboard event the recorder reads. */
export type KeyPress = Pick<KeyboardEvent, 'code' | 'key' | 'ctrlKey' | 'altKey' | 'shiftKey' | 'metaKey'>;

/** What a key press means while a shortcut is recorded. */
export type Recorded =
  | { kind: 'accelerator'; accelerator: string }
  /** Only modifiers so far: shown while they are held. */
  | { kind: 'modifiers'; held: readonly string[] }
  /** A key that cannot be a global shortcut by itself: it would be taken from every other program. */
  | { kind: 'needs-modifier' }
  | { kind: 'clear' }
  | { kind: 'cancel' }
  | { kind: 'unusable' };

/** `KeyboardEvent.code` to Electron's key names ("Accelerator" in its docs), without letters, digits, F keys. */
const named: Readonly<Record<string, string>> = {
  Space: 'Space',
  Tab: 'Tab',
  Enter: 'Return',
  Backspace: 'Backspace',
  Delete: 'Delete',
  Insert: 'Insert',
  Home: 'Home',
  End: 'End',
  PageUp: 'PageUp',
  PageDown: 'PageDown',
  ArrowUp: 'Up',
  ArrowDown: 'Down',
  ArrowLeft: 'Left',
  ArrowRight: 'Right',
  Minus: '-',
  Equal: '=',
  BracketLeft: '[',
  BracketRight: ']',
  Backslash: '\\',
  Semicolon: ';',
  Quote: "'",
  Comma: ',',
  Period: '.',
  Slash: '/',
  Backquote: '`',
  NumpadAdd: 'numadd',
  NumpadSubtract: 'numsub',
  NumpadMultiply: 'nummult',
  NumpadDivide: 'numdiv',
  NumpadDecimal: 'numdec',
};

/**
 * A letter is taken from `key` where the layout gives a plain one (so AZERTY's A is A), otherwise from `code`: with
 * Option held macOS types "∫" for B, and a Russian layout "и". Everything else goes by `code`, because Shift+1 is "!".
 */
const keyName = ({ code, key }: KeyPress): string | null => {
  if (/^[a-z]$/i.test(key)) return key.toUpperCase();
  const letter = /^Key([A-Z])$/.exec(code)?.[1];
  if (letter) return letter;
  const digit = /^Digit(\d)$/.exec(code)?.[1];
  if (digit) return digit;
  const numpad = /^Numpad(\d)$/.exec(code)?.[1];
  if (numpad) return `num${numpad}`;
  if (/^F([1-9]|1\d|2[0-4])$/.test(code)) return code;
  return named[code] ?? null;
};

const modifiersOf = (press: KeyPress, platform: Platform): string[] => {
  const mac = platform === 'darwin';
  const held: string[] = [];
  if (mac ? press.metaKey : press.ctrlKey) held.push('CommandOrControl');
  if (mac && press.ctrlKey) held.push('Control');
  if (press.altKey) held.push('Alt');
  if (press.shiftKey) held.push('Shift');
  if (!mac && press.metaKey) held.push('Super');
  return held;
};

const modifierKeys = ['Control', 'Shift', 'Alt', 'AltGraph', 'Meta', 'OS', 'CapsLock', 'Fn'];

/** Reads one key press of the recorder. Alone, Esc cancels, Backspace and Delete turn the shortcut off. */
export const record = (press: KeyPress, platform: Platform): Recorded => {
  const held = modifiersOf(press, platform);
  if (modifierKeys.includes(press.key)) return { kind: 'modifiers', held };
  if (press.code === 'Escape') return { kind: 'cancel' };
  if (held.length === 0 && (press.code === 'Backspace' || press.code === 'Delete')) return { kind: 'clear' };
  const key = keyName(press);
  if (key === null) return { kind: 'unusable' };
  // Shift alone is how capitals are typed; function keys type nothing and may stand alone.
  const strong = held.some((modifier) => modifier !== 'Shift');
  if (!strong && !/^F\d+$/.test(key)) return { kind: 'needs-modifier' };
  return { kind: 'accelerator', accelerator: [...held, key].join('+') };
};
