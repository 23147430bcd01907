import { useCallback, useEffect, useState } from 'react';
import type { Answer } from '../../../../electron/contract/advice/problem';
import type { HotkeyState, Startup } from '../../../../electron/contract/ipc/startup';
import { useBridge } from '../../../bridge';
import { useApp } from '../../../state/app-store';

type Platform = Startup['platform'];

/** Parts of a keyboard event that the recorder reads. */
export type KeyPress = Pick<KeyboardEvent, 'code' | 'key' | 'ctrlKey' | 'altKey' | 'shiftKey' | 'metaKey'>;

/** Meaning of a key press while a shortcut is recorded. */
type Recorded =
  | { kind: 'accelerator'; accelerator: string }
  /** Only modifiers so far, shown while they are held. */
  | { kind: 'modifiers'; held: readonly string[] }
  /** A key that cannot be a global shortcut alone, because every other program would lose it. */
  | { kind: 'needs-modifier' }
  | { kind: 'clear' }
  | { kind: 'cancel' }
  | { kind: 'unusable' };

/** Electron's key names ("Accelerator" in its docs) by `KeyboardEvent.code`, without letters, digits and F keys. */
const named: Readonly<Record<string, string>> = {
  Space: 'Space',
  Tab: 'Tab',
  Enter: 'Return',
  Backspace: 'Backspace',
  Delete: 'Delete',
  Insert: 'Insert',
  Home: 'Home',
  End: 'End',
  PageUp: 'PageUp',
  PageDown: 'PageDown',
  ArrowUp: 'Up',
  ArrowDown: 'Down',
  ArrowLeft: 'Left',
  ArrowRight: 'Right',
  Minus: '-',
  Equal: '=',
  BracketLeft: '[',
  BracketRight: ']',
  Backslash: '\\',
  Semicolon: ';',
  Quote: "'",
  Comma: ',',
  Period: '.',
  Slash: '/',
  Backquote: '`',
  NumpadAdd: 'numadd',
  NumpadSubtract: 'numsub',
  NumpadMultiply: 'nummult',
  NumpadDivide: 'numdiv',
  NumpadDecimal: 'numdec',
};

/**
 * Takes a letter from `key` where the layout gives a plain one (so that AZERTY's A is A), otherwise from `code`: with
 * Option held macOS types "∫" for B, and a Russian layout "и". All other keys go by `code`, because Shift+1 is "!".
 */
const keyName = ({ code, key }: KeyPress): string | null => {
  if (/^[a-z]$/i.test(key)) return key.toUpperCase();
  const letter = /^Key([A-Z])$/.exec(code)?.[1];
  if (letter) return letter;
  const digit = /^Digit(\d)$/.exec(code)?.[1];
  if (digit) return digit;
  const numpad = /^Numpad(\d)$/.exec(code)?.[1];
  if (numpad) return `num${numpad}`;
  if (/^F([1-9]|1\d|2[0-4])$/.test(code)) return code;
  return named[code] ?? null;
};

const modifiersOf = (press: KeyPress, platform: Platform): string[] => {
  const mac = platform === 'darwin';
  const held: string[] = [];
  if (mac ? press.metaKey : press.ctrlKey) held.push('CommandOrControl');
  if (mac && press.ctrlKey) held.push('Control');
  if (press.altKey) held.push('Alt');
  if (press.shiftKey) held.push('Shift');
  if (!mac && press.metaKey) held.push('Super');
  return held;
};

const modifierKeys = ['Control', 'Shift', 'Alt', 'AltGraph', 'Meta', 'OS', 'CapsLock', 'Fn'];

/** Reads one key press of the recorder. Alone, Esc cancels, Backspace and Delete turn the shortcut off. */
export const record = (press: KeyPress, platform: Platform): Recorded => {
  const held = modifiersOf(press, platform);
  if (modifierKeys.includes(press.key)) return { kind: 'modifiers', held };
  if (press.code === 'Escape') return { kind: 'cancel' };
  if (held.length === 0 && (press.code === 'Backspace' || press.code === 'Delete')) return { kind: 'clear' };
  const key = keyName(press);
  if (key === null) return { kind: 'unusable' };
  // Shift alone types capitals. Function keys type nothing and may stand alone.
  const strong = held.some((modifier) => modifier !== 'Shift');
  if (!strong && !/^F\d+$/.test(key)) return { kind: 'needs-modifier' };
  return { kind: 'accelerator', accelerator: [...held, key].join('+') };
};

type Recording =
  | { kind: 'idle' }
  /** Waiting for keys. `held`: modifiers that are down; `hint`: mistake of the last try. */
  | { kind: 'recording'; held: readonly string[]; hint: 'hotkey-needs-modifier' | 'hotkey-unusable' | null }
  | { kind: 'trying'; accelerator: string };

/** Reason why the last try failed, with free shortcuts; null after one that worked, undefined before the first. */
type FailedTry = Pick<HotkeyState, 'problem' | 'free'> | null | undefined;

/**
 * Records a shortcut and lets main try it. Main refuses one that is taken, names others that are free, and keeps the one
 * that worked.
 *
 * @param ask lets main try a shortcut; empty turns it off
 */
export const useRecorder = (ask: (accelerator: string) => Promise<Answer<HotkeyState>>) => {
  const bridge = useBridge();
  const platform = useApp((state) => state.platform);
  const [state, setState] = useState<Recording>({ kind: 'idle' });
  const [failure, setFailure] = useState<FailedTry>(undefined);

  const attempt = useCallback(
    async (accelerator: string) => {
      setState({ kind: 'trying', accelerator });
      const answer = await ask(accelerator);
      setState({ kind: 'idle' });
      if (!answer.ok) setFailure({ problem: answer.problem, free: [] });
      else setFailure(answer.value.problem && answer.value);
    },
    [ask],
  );

  const recording = state.kind === 'recording';
  useEffect(() => {
    if (!recording) return;
    // Listens at the window in the capture phase, so that no key does anything else (Esc would hide the window).
    const down = (event: KeyboardEvent) => {
      if (event.isComposing) return;
      event.preventDefault();
      event.stopPropagation();
      const recorded = record(event, platform);
      switch (recorded.kind) {
        case 'accelerator':
          return void attempt(recorded.accelerator);
        case 'modifiers':
          return setState({ kind: 'recording', held: recorded.held, hint: null });
        case 'cancel':
          return setState({ kind: 'idle' });
        case 'clear':
          return void attempt('');
        case 'needs-modifier':
        case 'unusable':
          return setState({ kind: 'recording', held: [], hint: `hotkey-${recorded.kind}` });
      }
    };
    const up = (event: KeyboardEvent) => {
      const recorded = record(event, platform);
      if (recorded.kind === 'modifiers')
        setState((old) => (old.kind === 'recording' ? { ...old, held: recorded.held } : old));
    };
    void bridge.setRecording({ recording: true });
    window.addEventListener('keydown', down, true);
    window.addEventListener('keyup', up, true);
    return () => {
      void bridge.setRecording({ recording: false });
      window.removeEventListener('keydown', down, true);
      window.removeEventListener('keyup', up, true);
    };
  }, [recording, platform, attempt, bridge]);

  return {
    state,
    failure,
    start: () => {
      setFailure(null);
      setState({ kind: 'recording', held: [], hint: null });
    },
    cancel: () => setState((old) => (old.kind === 'recording' ? { kind: 'idle' } : old)),
    attempt: (accelerator: string) => void attempt(accelerator),
    /** Forgets the problem of the last try. */
    forgive: useCallback(() => setFailure(undefined), []),
  };
};
