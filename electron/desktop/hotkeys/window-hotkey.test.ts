import { describe, expect, it, vi } from 'vitest';
import { GroupId } from '../../contract/model/ids';
import { createGroupHotkeys } from './group-hotkeys';
import { createHotkeyClaims } from './hotkey-claims';
import { createHotkey } from './window-hotkey';

/** A keyboard on which some shortcuts belong to other programs. */
const setUp = (taken: string[] = []) => {
  const registered = new Map<string, () => void>();
  const onPress = vi.fn();
  const claims = createHotkeyClaims({
    register: (accelerator, callback) => {
      if (accelerator.includes('Nonsense')) throw new TypeError('cannot parse');
      if (taken.includes(accelerator)) return false;
      registered.set(accelerator, callback);
      return true;
    },
    unregister: (accelerator) => registered.delete(accelerator),
  });
  const onTrial = vi.fn();
  return { hotkey: createHotkey({ claims, onPress, onTrial }), claims, registered, onPress, onTrial };
};

describe('the hotkey', () => {
  it('calls back when it is pressed', () => {
    const { hotkey, registered, onPress } = setUp();
    expect(hotkey.set('Alt+B')).toEqual({ accelerator: 'Alt+B', problem: null, free: [] });
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
    expect(hotkey.set('Alt+B')).toEqual({ accelerator: 'Alt+B', problem: null, free: [] });
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

  it('has no hotkey when the very first one is taken', () => {
    const { hotkey } = setUp(['Alt+T']);
    expect(hotkey.set('Alt+T')).toMatchObject({ accelerator: '', problem: { advice: 'hotkey-taken' } });
  });

  it('is turned off by nothing', () => {
    const { hotkey, registered } = setUp();
    hotkey.set('Alt+B');
    expect(hotkey.set('')).toEqual({ accelerator: '', problem: null, free: [] });
    expect(registered.size).toBe(0);
  });

  it('does not let go of a shortcut that is set again', () => {
    const { hotkey, registered } = setUp(['Alt+T']);
    hotkey.set('Alt+B');
    hotkey.set('Alt+T');
    expect(hotkey.set('Alt+B')).toEqual({ accelerator: 'Alt+B', problem: null, free: [] });
    expect([...registered.keys()]).toEqual(['Alt+B']);
  });
});

describe('a hotkey that may not arrive', () => {
  const layout = { options: ['grp:alt_shift_toggle'], desktopKeys: [] };
  const standard = 'CommandOrControl+Alt+Shift+B';

  it('stays in force and says so, with free ones that do arrive', () => {
    const { hotkey, registered } = setUp();
    hotkey.set(standard);
    expect(hotkey.know(layout)).toBe(true);
    expect(hotkey.know(layout)).toBe(false);
    const free = ['CommandOrControl+Alt+B', 'CommandOrControl+Shift+U', 'CommandOrControl+Alt+J'];
    expect(hotkey.state()).toMatchObject({ accelerator: standard, problem: { advice: 'hotkey-layout' }, free });
    expect([...registered.keys()]).toEqual([standard]);
    expect(hotkey.set('CommandOrControl+Alt+B').problem).toBeNull();
    expect(hotkey.set(standard)).toMatchObject({ accelerator: standard, problem: { advice: 'hotkey-layout' } });
    expect(hotkey.know({ options: [], desktopKeys: [] })).toBe(true);
    expect(hotkey.state()).toEqual({ accelerator: standard, problem: null, free: [] });
  });

  it('may be tried: its press opens nothing once, is told, and ends the doubt', () => {
    const { hotkey, registered, onPress, onTrial } = setUp();
    hotkey.set(standard);
    hotkey.know(layout);
    hotkey.awaitTrial(true);
    registered.get(standard)?.();
    expect([onPress.mock.calls.length, onTrial.mock.calls.length]).toEqual([0, 1]);
    expect(hotkey.state()).toEqual({ accelerator: standard, problem: null, free: [] });
    registered.get(standard)?.();
    expect([onPress.mock.calls.length, onTrial.mock.calls.length]).toEqual([1, 1]);
    hotkey.awaitTrial(true);
    hotkey.awaitTrial(false);
    registered.get(standard)?.();
    expect([onPress.mock.calls.length, onTrial.mock.calls.length]).toEqual([2, 1]);
  });
});

describe('the offer in place of a taken shortcut', () => {
  it('is three free shortcuts, none of which stays registered', () => {
    const { hotkey, registered } = setUp(['Alt+T', 'CommandOrControl+Alt+B']);
    hotkey.set('CommandOrControl+Shift+U');
    const { free } = hotkey.set('Alt+T');
    expect(free).toEqual(['CommandOrControl+Alt+J', 'CommandOrControl+Alt+Shift+B', 'CommandOrControl+Shift+F9']);
    expect([...registered.keys()]).toEqual(['CommandOrControl+Shift+U']);
  });

  it('is told when another program took the shortcut while a new one was recorded', () => {
    const taken: string[] = [];
    const { hotkey } = setUp(taken);
    hotkey.set('Alt+B');
    hotkey.pause(true);
    taken.push('Alt+B');
    hotkey.pause(false);
    expect(hotkey.state()).toMatchObject({ accelerator: '', problem: { advice: 'hotkey-taken' } });
    expect(hotkey.state().free).toHaveLength(3);
  });
});

describe('the hotkeys of groups', () => {
  const [night, database] = [GroupId.parse('grp_night'), GroupId.parse('grp_database')];
  const groups = (first?: string, second?: string) => [
    { id: night, name: '夜班', ...(first ? { hotkey: first } : {}) },
    { id: database, name: '数据库', ...(second ? { hotkey: second } : {}) },
  ];
  const setUpGroups = (taken: string[] = []) => {
    const desk = setUp(taken);
    const opened = vi.fn();
    return { ...desk, opened, hotkeys: createGroupHotkeys(desk.claims, opened) };
  };

  it('open their group', () => {
    const { hotkeys, registered, opened } = setUpGroups();
    expect(hotkeys.set(groups('Alt+N', 'Alt+D'))).toEqual([]);
    registered.get('Alt+D')?.();
    expect(opened).toHaveBeenCalledExactlyOnceWith(database);
  });

  it('follow the groups: one that is gone is let go, one that moved to another group opens that', () => {
    const { hotkeys, registered, opened } = setUpGroups();
    hotkeys.set(groups('Alt+N', 'Alt+D'));
    hotkeys.set(groups(undefined, 'Alt+N'));
    expect([...registered.keys()]).toEqual(['Alt+N']);
    registered.get('Alt+N')?.();
    expect(opened).toHaveBeenCalledExactlyOnceWith(database);
  });

  it('that another program has are told of once', () => {
    const { hotkeys } = setUpGroups(['Alt+N']);
    expect(hotkeys.set(groups('Alt+N'))).toMatchObject([
      { advice: 'group-hotkey-taken', params: { hotkey: 'Alt+N', name: '夜班' } },
    ]);
    expect(hotkeys.set(groups('Alt+N', 'Alt+D'))).toEqual([]);
  });

  it('may not be the window’s, another group’s or another program’s; the group’s own is fine', () => {
    const { hotkey, hotkeys } = setUpGroups(['Alt+T']);
    hotkey.set('Alt+B');
    hotkeys.set(groups('Alt+N', 'Alt+D'));
    const tried = (accelerator: string) => hotkeys.test(accelerator, night, 'Alt+B').problem?.advice ?? null;
    expect(['Alt+B', 'Alt+D', 'Alt+T', 'Alt+N', 'Alt+X', ''].map(tried)).toEqual([
      'hotkey-of-window',
      'hotkey-of-group',
      'hotkey-taken',
      null,
      null,
      null,
    ]);
  });

  it('that may not arrive are told of once, and may be had all the same', () => {
    const { hotkeys } = setUpGroups();
    const layout = { options: ['grp:alt_shift_toggle'], desktopKeys: [] };
    hotkeys.set(groups('Alt+Shift+N', 'Alt+D'));
    expect(hotkeys.know(layout)).toMatchObject([
      { advice: 'group-hotkey-swallowed', params: { hotkey: 'Alt+Shift+N', name: '夜班' } },
    ]);
    expect([hotkeys.know(layout), hotkeys.set(groups('Alt+Shift+N', 'Alt+D'))]).toEqual([[], []]);
    expect(hotkeys.test('Alt+Shift+X', night, 'Alt+B')).toMatchObject({
      accelerator: 'Alt+Shift+X',
      problem: { advice: 'hotkey-layout' },
    });
    expect(hotkeys.test('Alt+X', night, 'Alt+B').problem).toBeNull();
  });

  it('are let go while one is recorded, and taken back', () => {
    const { hotkey, hotkeys, registered } = setUpGroups();
    hotkeys.set(groups('Alt+N'));
    hotkey.pause(true);
    expect(registered.size).toBe(0);
    // A group that changes meanwhile changes nothing about that.
    hotkeys.set(groups('Alt+N', 'Alt+D'));
    expect(registered.size).toBe(0);
    hotkey.pause(false);
    expect([...registered.keys()]).toEqual(['Alt+N', 'Alt+D']);
  });
});
