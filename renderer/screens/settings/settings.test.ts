import { describe, expect, test } from 'vitest';
import { ceilingRanges } from '../../../electron/contract/limits';
import { Accelerator } from '../../../electron/contract/model/settings';
import { type KeyPress, record } from '../shared/hotkey/hotkey-recorder';
import { readNumber } from './controls/number-setting';

const press = (code: string, key: string, held: Partial<KeyPress> = {}): KeyPress => ({
  code,
  key,
  ctrlKey: false,
  altKey: false,
  shiftKey: false,
  metaKey: false,
  ...held,
});

describe('recording a shortcut', () => {
  test('Ctrl+Alt+Shift+B is written as Electron writes it, on macOS with Command', () => {
    const all = { altKey: true, shiftKey: true };
    const expected = { kind: 'accelerator', accelerator: 'CommandOrControl+Alt+Shift+B' };
    expect(record(press('KeyB', 'B', { ...all, ctrlKey: true }), 'linux')).toEqual(expected);
    expect(record(press('KeyB', '∫', { ...all, metaKey: true }), 'darwin')).toEqual(expected);
  });

  test('a letter of the layout counts; for another script the key does', () => {
    expect(record(press('KeyQ', 'a', { ctrlKey: true }), 'linux')).toMatchObject({ accelerator: 'CommandOrControl+A' });
    expect(record(press('KeyB', 'и', { ctrlKey: true }), 'linux')).toMatchObject({ accelerator: 'CommandOrControl+B' });
    expect(record(press('Digit1', '!', { altKey: true, shiftKey: true }), 'win32')).toMatchObject({
      accelerator: 'Alt+Shift+1',
    });
  });

  test('a key needs a modifier; function keys may stand alone', () => {
    expect(record(press('KeyB', 'b'), 'linux').kind).toBe('needs-modifier');
    expect(record(press('KeyB', 'B', { shiftKey: true }), 'linux').kind).toBe('needs-modifier');
    expect(record(press('F9', 'F9'), 'linux')).toEqual({ kind: 'accelerator', accelerator: 'F9' });
  });

  test('Esc cancels, Backspace turns the shortcut off, modifiers alone are only shown', () => {
    expect(record(press('Escape', 'Escape'), 'linux').kind).toBe('cancel');
    expect(record(press('Backspace', 'Backspace'), 'linux').kind).toBe('clear');
    expect(record(press('ControlLeft', 'Control', { ctrlKey: true }), 'linux')).toEqual({
      kind: 'modifiers',
      held: ['CommandOrControl'],
    });
  });

  test('the contract accepts every recorded shortcut', () => {
    const codes = ['KeyA', 'Digit0', 'F24', 'Space', 'ArrowUp', 'Minus', 'Backslash', 'Quote', 'Backquote', 'Numpad3'];
    for (const code of codes) {
      const recorded = record(press(code, 'Unidentified', { ctrlKey: true, metaKey: true }), 'linux');
      expect(recorded.kind).toBe('accelerator');
      if (recorded.kind === 'accelerator') expect(Accelerator.parse(recorded.accelerator)).toBe(recorded.accelerator);
    }
  });
});

describe('a number that is typed', () => {
  test('is read when it is whole and in range; full-width digits of an IME are digits', () => {
    expect(readNumber(' ５０ ', ceilingRanges.smsPerMonth, true)).toBe(50);
    expect(readNumber('0', ceilingRanges.callsPerHour, true)).toBeNull();
    expect(readNumber('3.5', ceilingRanges.callsPerHour, true)).toBeNull();
    expect(readNumber('', ceilingRanges.callsPerHour, true)).toBeNull();
  });
});
