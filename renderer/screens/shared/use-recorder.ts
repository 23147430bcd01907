import { useCallback, useEffect, useState } from 'react';
import type { Answer } from '../../../electron/contract/advice/problem';
import type { HotkeyState } from '../../../electron/contract/ipc/shell';
import { useBridge } from '../../bridge';
import { useApp } from '../../state/use-app';
import { record } from './accelerator';

export type Recording =
  | { kind: 'idle' }
  /** Waiting for keys; `held` are the modifiers down now, `hint` what was wrong with the last try. */
  | { kind: 'recording'; held: readonly string[]; hint: 'hotkey-needs-modifier' | 'hotkey-unusable' | null }
  | { kind: 'trying'; accelerator: string };

/** Why the last try failed and what could be had instead; null after one that worked, undefined before the first. */
type Failure = Pick<HotkeyState, 'problem' | 'free'> | null | undefined;

/**
 * Records a shortcut and has main try it: a taken one is refused with others that are free, and the one that worked
 * stays.
 *
 * @param ask has main try a shortcut; empty turns it off
 */
export const useRecorder = (ask: (accelerator: string) => Promise<Answer<HotkeyState>>) => {
  const bridge = useBridge();
  const platform = useApp((state) => state.platform);
  const [state, setState] = useState<Recording>({ kind: 'idle' });
  const [failure, setFailure] = useState<Failure>(undefined);

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
    // At the window and in the capture phase: while recording, no key means anything else (Esc would hide the window).
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
  };
};
