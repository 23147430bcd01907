import { describe, expect, it, vi } from 'vitest';
import { askHotkeyPortal, hotkeyLimit } from './wayland-limit';

describe('the limit of global hotkeys', () => {
  it.each([
    ['an X session', 'linux', { XDG_SESSION_TYPE: 'x11', DISPLAY: ':0' }, false],
    ['a Wayland session', 'linux', { XDG_SESSION_TYPE: 'wayland', DISPLAY: ':0', WAYLAND_DISPLAY: 'wayland-0' }, true],
    ['a bare Wayland compositor', 'linux', { WAYLAND_DISPLAY: 'wayland-0' }, true],
    [
      'a virtual screen in a Wayland session',
      'linux',
      { XDG_SESSION_TYPE: 'x11', DISPLAY: ':9', WAYLAND_DISPLAY: '' },
      false,
    ],
    ['macOS', 'darwin', {}, false],
    ['Windows', 'win32', { XDG_SESSION_TYPE: 'wayland' }, false],
  ] as const)('%s', (_name, platform, env, limited) => {
    const appendSwitch = vi.fn();
    askHotkeyPortal({ appendSwitch }, platform, env);
    expect(hotkeyLimit(platform, env)?.advice ?? null).toBe(limited ? 'hotkey-wayland' : null);
    expect(appendSwitch.mock.calls).toEqual(limited ? [['enable-features', 'GlobalShortcutsPortal']] : []);
  });
});
