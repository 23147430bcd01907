import { describe, expect, it } from 'vitest';
import { rovingIndex } from '../keys/key-rules';
import { selectKey } from './form/select-box';
import { menuKey } from './overlay/menu';
import { avatarHue } from './text/avatar';
import { keyNames } from './text/kbd';

describe('key names', () => {
  it('are those of the platform', () => {
    expect(keyNames('CommandOrControl+Alt+Shift+B', 'darwin')).toBe('⌘⌥⇧B');
    expect(keyNames('CommandOrControl+Alt+Shift+B', 'win32')).toBe('Ctrl+Alt+Shift+B');
    expect(keyNames('Meta+B', 'linux')).toBe('Super+B');
    expect(keyNames('Meta+B', 'win32')).toBe('Win+B');
  });
});

describe('keys in lists', () => {
  it('move round a ring', () => {
    expect(rovingIndex('ArrowRight', 2, 3)).toBe(0);
    expect(rovingIndex('ArrowUp', 0, 3)).toBe(2);
    expect(rovingIndex('a', 0, 3)).toBeNull();
    expect(rovingIndex('End', 0, 0)).toBeNull();
  });

  it('find the next menu entry that begins with a letter', () => {
    expect(menuKey('s', 0, ['Stop', 'Copy', 'Settings'])).toBe(2);
    expect(menuKey('x', 0, ['Stop', 'Copy'])).toBeNull();
    expect(menuKey(' ', 0, [' a'])).toBeNull();
  });

  it('open a closed select, and pick, leave or close an open one', () => {
    const plain = { alt: false, ctrl: false };
    const closed = { open: false, active: 0, labels: ['Auto', 'Direct'] };
    const open = { ...closed, open: true };
    expect(selectKey({ ...plain, key: 'ArrowDown' }, closed)).toEqual({ kind: 'open' });
    expect(selectKey({ ...plain, key: 'Tab' }, closed)).toEqual({ kind: 'pass' });
    expect(selectKey({ ...plain, key: 'd' }, open)).toEqual({ kind: 'active', index: 1 });
    expect(selectKey({ ...plain, key: 'Enter' }, open)).toEqual({ kind: 'pick' });
    expect(selectKey({ ...plain, key: 'Tab' }, open)).toEqual({ kind: 'leave' });
    expect(selectKey({ ...plain, key: 'Escape' }, open)).toEqual({ kind: 'close' });
    expect(selectKey({ key: 'Enter', alt: false, ctrl: true }, open)).toEqual({ kind: 'pass' });
  });
});

describe('avatars', () => {
  it('have the same color for the same name', () => {
    expect(avatarHue('单小雨')).toBe(avatarHue(' 单小雨 '));
    expect(new Set(['韩梅梅', '单小雨', '解放', '曾一鸣', '尉迟敬', '仇远'].map(avatarHue)).size).toBeGreaterThan(2);
  });
});
