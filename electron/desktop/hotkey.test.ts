import { describe, expect, it, vi } from 'vitest';
import { createHotkey } from './hotkey';

/** A keyboard on which some shortcuts belong to other programs. */
const setUp = (taken: readonly string[] = []) => {
  const registered = new Map<string, () => void>();
  const onPress = vi.fn();
  const hotkey = createHotkey({
    onPress,
    globalShortcut: {
      register: (accelerator, callback) => {
        if (accelerator.includes('Nonsense')) throw new TypeError('cannot parse');
        if (taken.includes(accelerator)) return false;
        registered.set(accelerator, callback);
        return true;
      },
      unregister: (accelerator) => registered.delete(accelerator),
    },
  });
  return { hotkey, registered, onPress };
};

describe('the hotkey', () => {
  it('calls back when it is pressed', () => {
    const { hotkey, registered, onPress } = setUp();
    expect(hotkey.set('Alt+B')).toEqual({ accelerator: 'Alt+B', problem: null });
    registered.get('Alt+B')?.();
    expect(onPress).toHaveBeenCalledOnce();
  });

  it('is let go while it is recorded, and taken back', () => {
    const { hotkey, registered } = setUp();
    hotkey.set('Alt+B');
    hotkey.pause(true);
    expect(registered.size).toBe(0);
    hotkey.pause(false);
    expect([...registered.keys()]).toEqual(['Alt+B']);
  });

  it('is in force again when the same one was recorded', () => {
    const { hotkey, registered } = setUp();
    hotkey.set('Alt+B');
    hotkey.pause(true);
    expect(hotkey.set('Alt+B')).toEqual({ accelerator: 'Alt+B', problem: null });
    expect([...registered.keys()]).toEqual(['Alt+B']);
    hotkey.pause(false);
    expect([...registered.keys()]).toEqual(['Alt+B']);
  });

  it('replaces the one before', () => {
    const { hotkey, registered } = setUp();
    hotkey.set('Alt+B');
    hotkey.set('Alt+C');
    expect([...registered.keys()]).toEqual(['Alt+C']);
  });

  it.each([
    ['belongs to another program', 'Alt+T'],
    ['is not one', 'Nonsense'],
  ])('keeps the one that worked when the new one %s, and says so', (_why, accelerator) => {
    const { hotkey, registered } = setUp(['Alt+T']);
    hotkey.set('Alt+B');
    const state = hotkey.set(accelerator);
    expect(state).toMatchObject({
      accelerator: 'Alt+B',
      problem: { advice: 'hotkey-taken', params: { hotkey: accelerator } },
    });
    expect(hotkey.state()).toBe(state);
    expect([...registered.keys()]).toEqual(['Alt+B']);
  });

  it('says that there is none when the very first cannot be had', () => {
    const { hotkey } = setUp(['Alt+T']);
    expect(hotkey.set('Alt+T')).toMatchObject({ accelerator: '', problem: { advice: 'hotkey-taken' } });
  });

  it('is turned off by nothing', () => {
    const { hotkey, registered } = setUp();
    hotkey.set('Alt+B');
    expect(hotkey.set('')).toEqual({ accelerator: '', problem: null });
    expect(registered.size).toBe(0);
  });

  it('does not let go of a shortcut that is set again', () => {
    const { hotkey, registered } = setUp(['Alt+T']);
    hotkey.set('Alt+B');
    hotkey.set('Alt+T');
    expect(hotkey.set('Alt+B')).toEqual({ accelerator: 'Alt+B', problem: null });
    expect([...registered.keys()]).toEqual(['Alt+B']);
  });
});
