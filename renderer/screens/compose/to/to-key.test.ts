import { describe, expect, it } from 'vitest';
import { type ToState, toKey } from './to-key';

const state: ToState = {
  typed: '',
  atStart: true,
  chips: 0,
  open: false,
  stale: false,
  rows: 0,
  active: -1,
  ghost: false,
};
const press = (key: string, change: Partial<ToState> = {}, more: Partial<KeyboardEvent> = {}) =>
  toKey(
    { key, isComposing: false, keyCode: 0, shiftKey: false, altKey: false, ctrlKey: false, metaKey: false, ...more },
    { ...state, ...change },
  );
const list = { typed: 'sxy', atStart: false, open: true, rows: 3, active: 0 };

describe('keys in To', () => {
  it('picks the active row with Enter and stays, with Tab and goes on to the message', () => {
    expect(press('Enter', list)).toEqual({ kind: 'pick', leave: false });
    expect(press('Tab', list)).toEqual({ kind: 'pick', leave: true });
  });

  it('takes the ghost group with Tab only while nothing else is picked or typed', () => {
    expect(press('Tab', { ghost: true })).toEqual({ kind: 'ghost' });
    expect(press('Tab', { ...list, ghost: true })).toEqual({ kind: 'pick', leave: true });
    expect(press('Tab', { typed: 'zzz', ghost: true })).toEqual({ kind: 'leave' });
  });

  it('waits for the rows of the typed text rather than picking from older ones', () => {
    expect(press('Enter', { ...list, stale: true })).toEqual({ kind: 'wait', leave: false });
    expect(press('Tab', { typed: 'sxy', stale: true })).toEqual({ kind: 'wait', leave: true });
  });

  it('reads the text as it stands when no row matches it', () => {
    expect(press('Enter', { typed: 'a@b.cn', open: true, rows: 0 })).toEqual({ kind: 'read' });
  });

  it('moves within the rows and not beyond them', () => {
    expect(press('ArrowDown', { ...list, active: 2 })).toEqual({ kind: 'active', index: 2 });
    expect(press('ArrowUp', { ...list, active: 0 })).toEqual({ kind: 'active', index: 0 });
    expect(press('ArrowDown')).toEqual({ kind: 'open' });
  });

  it('removes the last chip with Backspace only in an empty field', () => {
    expect(press('Backspace', { chips: 2 })).toEqual({ kind: 'remove-last' });
    expect(press('Backspace', { chips: 2, typed: 's' })).toEqual({ kind: 'pass' });
  });

  it('closes an open list with Esc and leaves Esc to the window otherwise', () => {
    expect(press('Escape', list)).toEqual({ kind: 'close' });
    expect(press('Escape')).toEqual({ kind: 'pass' });
    expect(press('Escape', { ...list, typed: '' })).toEqual({ kind: 'pass' });
  });

  it.each(['Enter', 'Tab', 'Escape', 'ArrowDown', 'Backspace'])('leaves %s to an input method that composes', (key) => {
    expect(press(key, { ...list, chips: 1, ghost: true }, { isComposing: true })).toEqual({ kind: 'pass' });
    expect(press(key, { ...list, chips: 1, ghost: true }, { keyCode: 229 })).toEqual({ kind: 'pass' });
  });

  it('leaves Shift+Tab and keys with modifiers alone', () => {
    expect(press('Tab', list, { shiftKey: true })).toEqual({ kind: 'pass' });
    expect(press('Enter', list, { ctrlKey: true })).toEqual({ kind: 'pass' });
  });
});
