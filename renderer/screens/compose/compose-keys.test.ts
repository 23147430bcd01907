import { describe, expect, it } from 'vitest';
import { composeKey } from './compose-keys';

const press = (more: Partial<KeyboardEvent>, platform: 'linux' | 'darwin' | 'win32' = 'linux') =>
  composeKey(
    {
      key: '',
      code: '',
      altKey: false,
      ctrlKey: false,
      metaKey: false,
      shiftKey: false,
      isComposing: false,
      keyCode: 0,
      repeat: false,
      ...more,
    },
    platform,
  );

describe('keys on Compose', () => {
  it('chooses the channel by key code, whatever Option types on a Mac', () => {
    expect(press({ code: 'Digit1', key: '1', altKey: true })).toEqual({ kind: 'channel', channel: 'app' });
    expect(press({ code: 'Digit2', key: '™', altKey: true }, 'darwin')).toEqual({ kind: 'channel', channel: 'sms' });
    expect(press({ code: 'Digit3', key: '£', altKey: true }, 'darwin')).toEqual({ kind: 'channel', channel: 'phone' });
  });

  it('does not take AltGr, which is Ctrl+Alt, for Alt', () => {
    expect(press({ code: 'Digit2', altKey: true, ctrlKey: true }, 'win32')).toBeNull();
  });

  it('buzzes with the main modifier of the platform', () => {
    expect(press({ key: 'Enter', ctrlKey: true })).toEqual({ kind: 'buzz' });
    expect(press({ key: 'Enter', metaKey: true }, 'darwin')).toEqual({ kind: 'buzz' });
    expect(press({ key: 'Enter', ctrlKey: true }, 'darwin')).toBeNull();
    expect(press({ key: 'Enter', ctrlKey: true, shiftKey: true })).toEqual({ kind: 'paid-buzz' });
  });

  it('does not buzz again while the keys are held down', () => {
    expect(press({ key: 'Enter', ctrlKey: true, repeat: true })).toBeNull();
    expect(press({ key: 'Enter', ctrlKey: true, shiftKey: true, repeat: true })).toBeNull();
  });

  it('leaves every key to an input method that composes', () => {
    expect(press({ code: 'Digit2', altKey: true, isComposing: true })).toBeNull();
    expect(press({ key: 'Enter', ctrlKey: true, keyCode: 229 })).toBeNull();
  });
});
