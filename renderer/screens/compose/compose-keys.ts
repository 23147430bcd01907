import { useEffect } from 'react';
import type { Startup } from '../../../electron/contract/ipc/startup';
import type { Channel } from '../../../electron/contract/model/channel';
import { isIme, type KeyPress } from '../../keys/key-rules';
import { useApp } from '../../state/app-store';

export type ComposeKey = { kind: 'channel'; channel: Channel } | { kind: 'buzz' } | { kind: 'paid-buzz' };

const channels: Readonly<Record<string, Channel>> = { Digit1: 'app', Digit2: 'sms', Digit3: 'phone' };

/**
 * Maps a key pressed anywhere on Compose to what it does; null: nothing. Alt+1/2/3 goes by `code`: Option types ¡™£ on a
 * Mac. The paid gesture is Ctrl/⌘+Shift+Enter, and a key that is held down buzzes only once.
 */
export const composeKey = (
  event: KeyPress & Pick<KeyboardEvent, 'repeat'>,
  platform: Startup['platform'],
): ComposeKey | null => {
  if (isIme(event)) return null;
  const channel = channels[event.code];
  if (channel && event.altKey && !event.ctrlKey && !event.metaKey && !event.shiftKey)
    return { kind: 'channel', channel };
  const main = platform === 'darwin' ? event.metaKey : event.ctrlKey;
  if (event.key !== 'Enter' || !main || event.altKey || event.repeat) return null;
  return event.shiftKey ? { kind: 'paid-buzz' } : { kind: 'buzz' };
};

/** Hands the keys of Compose to `onKey` wherever the focus is, unless a dialog is open. */
export const useComposeKeys = (onKey: (key: ComposeKey) => void): void => {
  const platform = useApp((state) => state.platform);
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (document.querySelector('dialog[open]')) return;
      const key = composeKey(event, platform);
      if (!key) return;
      event.preventDefault();
      onKey(key);
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, [onKey, platform]);
};
