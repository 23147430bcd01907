import { useEffect } from 'react';
import type { Startup, View } from '../../../electron/contract/ipc/startup';
import { isIme, type KeyPress } from '../../keys/key-rules';
import { useApp } from '../../state/app-store';

/** A key of the whole window: goes to a screen, or shows the list of keys. */
export type AppKey =
  | { kind: 'go'; screen: 'compose' | 'groups' | 'activity' | 'inbox' | 'settings' }
  | { kind: 'keys' };

const screens = { Digit1: 'compose', Digit2: 'groups', Digit3: 'activity', Digit4: 'inbox' } as const;

/** Maps a key pressed anywhere in the popup; null: nothing. `writes`: the focus is in a text field, where ? is a letter. */
export const appKey = (event: KeyPress, platform: Startup['platform'], writes: boolean): AppKey | null => {
  if (isIme(event) || event.altKey) return null;
  const main = platform === 'darwin' ? event.metaKey && !event.ctrlKey : event.ctrlKey && !event.metaKey;
  if (!main) return event.key === '?' && !writes && !event.ctrlKey && !event.metaKey ? { kind: 'keys' } : null;
  if (event.key === '/' || event.key === '?') return { kind: 'keys' };
  if (event.shiftKey) return null;
  if (event.key === ',') return { kind: 'go', screen: 'settings' };
  const screen = screens[event.code as keyof typeof screens];
  return screen ? { kind: 'go', screen } : null;
};

const isText = (element: Element | null) => element?.matches('input, textarea, [contenteditable]') ?? false;

/** Hands the keys of the window to `onKey`, unless a dialog is open or the first choice is still to be made. */
export const useAppKeys = (view: View, onKey: (key: AppKey) => void): void => {
  const platform = useApp((state) => state.platform);
  const { screen } = view;
  useEffect(() => {
    if (screen === 'welcome' || screen === 'test-buzz') return;
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.defaultPrevented || document.querySelector('dialog[open]')) return;
      const key = appKey(event, platform, isText(document.activeElement));
      if (!key) return;
      event.preventDefault();
      onKey(key);
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, [onKey, platform, screen]);
};
