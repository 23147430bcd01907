import { useCallback, useEffect, useState } from 'react';
import type { Problem } from '../../../electron/contract/problem';
import { useApp } from '../../app/use-app';
import { useBridge } from '../../bridge';
import { useTranslation } from '../../i18n/use-translation';
import { keyNames } from '../../ui/key-names';
import { toast } from '../../ui/toast';
import { withKeyNames } from '../../ui/with-key-names';
import { record } from './accelerator';

export type Recording =
  | { kind: 'idle' }
  /** Waiting for keys; `held` are the modifiers down now, `hint` what was wrong with the last try. */
  | { kind: 'recording'; held: readonly string[]; hint: 'hotkey-needs-modifier' | 'hotkey-unusable' | null }
  | { kind: 'trying'; accelerator: string };

/**
 * Records a shortcut and tries it. Main registers it before saving: a taken one is refused and the one that worked
 * stays, which is then said in so many words.
 */
export const useRecorder = () => {
  const { t } = useTranslation('settings');
  const bridge = useBridge();
  const platform = useApp((state) => state.platform);
  const hotkey = useApp((state) => state.hotkey);
  const [state, setState] = useState<Recording>({ kind: 'idle' });
  /** Why the last try failed; null after one that worked, undefined before the first. */
  const [failure, setFailure] = useState<Problem | null | undefined>(undefined);

  const attempt = useCallback(
    async (accelerator: string) => {
      setState({ kind: 'trying', accelerator });
      const answer = await bridge.tryHotkey({ accelerator });
      setState({ kind: 'idle' });
      const reason = answer.ok ? answer.value.problem : answer.problem;
      setFailure(reason);
      if (reason === null)
        toast(
          accelerator === '' ? t('hotkey-turned-off') : t('hotkey-saved', { keys: keyNames(accelerator, platform) }),
        );
    },
    [bridge, platform, t],
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

  const reason = failure === undefined ? hotkey.problem : failure;
  return {
    state,
    problem: reason && withKeyNames(reason, platform),
    start: () => {
      setFailure(null);
      setState({ kind: 'recording', held: [], hint: null });
    },
    cancel: () => setState((old) => (old.kind === 'recording' ? { kind: 'idle' } : old)),
    attempt: (accelerator: string) => void attempt(accelerator),
  };
};
