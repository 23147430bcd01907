import { describe, expect, it, vi } from 'vitest';
import type { SessionBus } from '../session-bus/session-bus';
import { choosePasswordStore, triedStores } from './password-store';

const busWith = (owned: readonly string[], startable: readonly string[] = []) => {
  const close = vi.fn();
  const call = vi.fn(async (_bus: unknown, member: string, name?: string) => ({
    body: member === 'NameHasOwner' ? [owned.includes(name ?? '')] : [startable],
  }));
  return { bus: { call, close, listen: () => undefined } as unknown as SessionBus, call, close };
};
const secrets = 'org.freedesktop.secrets';

const choose = async (
  env: Readonly<Record<string, string | undefined>>,
  {
    openBus = async () => busWith([secrets]).bus,
    given = false,
    platform = 'linux' as NodeJS.Platform,
    late = false,
  } = {},
) => {
  const appendSwitch = vi.fn();
  await choosePasswordStore({
    commandLine: { hasSwitch: () => given, appendSwitch },
    platform,
    env,
    openBus,
    later: () => (late ? Promise.resolve() : new Promise(() => undefined)),
  });
  return appendSwitch.mock.lastCall ?? null;
};
const libsecret = ['password-store', 'gnome-libsecret'];

describe('the keyring of a desktop that Chromium does not know', () => {
  it.each([
    {},
    { XDG_CURRENT_DESKTOP: 'i3' },
    { XDG_CURRENT_DESKTOP: 'sway:wlroots' },
    { XDG_CURRENT_DESKTOP: 'Hyprland' },
  ])('is the secret service that answers: %j', async (env) => {
    expect(await choose(env)).toEqual(libsecret);
  });

  it('is one that the bus would start', async () => {
    const { bus, close } = busWith([], ['org.a', secrets]);
    expect(await choose({ XDG_CURRENT_DESKTOP: 'i3' }, { openBus: async () => bus })).toEqual(libsecret);
    expect(close).toHaveBeenCalled();
  });

  it('is left to Chromium where none answers, in time', async () => {
    const { bus } = busWith([]);
    expect(await choose({}, { openBus: async () => bus })).toBeNull();
    expect(await choose({}, { openBus: () => Promise.reject(new Error('no bus')) })).toBeNull();
    expect(await choose({}, { openBus: () => new Promise(() => undefined), late: true })).toBeNull();
  });

  it('asks no bus where Chromium knows, where the person has chosen, and elsewhere than on Linux', async () => {
    const openBus = vi.fn();
    for (const env of [
      { XDG_CURRENT_DESKTOP: 'ubuntu:GNOME' },
      { XDG_CURRENT_DESKTOP: 'XFCE' },
      { XDG_CURRENT_DESKTOP: 'KDE', KDE_SESSION_VERSION: '6' },
      { DESKTOP_SESSION: 'plasma' },
    ])
      expect(await choose(env, { openBus })).toBeNull();
    expect(await choose({}, { openBus, given: true })).toBeNull();
    expect(await choose({}, { openBus, platform: 'darwin' })).toBeNull();
    expect(openBus).not.toHaveBeenCalled();
  });
});

it('names what was asked for a keyring', () => {
  const withSwitch = (value: string) => ({ getSwitchValue: () => value });
  expect(triedStores(withSwitch(''), { XDG_CURRENT_DESKTOP: 'i3' })).toBe('i3, org.freedesktop.secrets');
  expect(triedStores(withSwitch(''), { DESKTOP_SESSION: 'dwm' })).toBe('dwm, org.freedesktop.secrets');
  expect(triedStores(withSwitch(''), {})).toBe('org.freedesktop.secrets');
  expect(triedStores(withSwitch('basic'), {})).toBe('--password-store=basic');
});
