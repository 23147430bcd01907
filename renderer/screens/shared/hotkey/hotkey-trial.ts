import { useCallback, useEffect, useState } from 'react';
import { useBridge } from '../../../bridge';
import { useApp } from '../../../state/app-store';

/**
 * Lets a person press the shortcut in force, to see that the press arrives: a system may take keys that it let a program
 * register.
 *
 * @param onArrived must stay the same function
 */
export const useTrial = (accelerator: string, onArrived: () => void) => {
  const bridge = useBridge();
  const seen = useApp((state) => state.seen);
  const [state, setState] = useState<'idle' | 'waiting' | 'arrived'>('idle');
  // Another shortcut was not tried yet; and in a hidden window no person waits. Not at a blur: what is then pressed would move away.
  // biome-ignore lint/correctness/useExhaustiveDependencies: each time one of them changes
  useEffect(() => setState('idle'), [accelerator, seen]);
  useEffect(() => {
    if (state !== 'waiting') return;
    void bridge.awaitHotkey({ waiting: true });
    const unsubscribe = bridge.on('hotkeyArrived', () => {
      setState('arrived');
      onArrived();
    });
    return () => {
      unsubscribe();
      void bridge.awaitHotkey({ waiting: false });
    };
  }, [bridge, state, onArrived]);
  return {
    state,
    toggle: useCallback(() => setState((old) => (old === 'waiting' ? 'idle' : 'waiting')), []),
    end: () => setState('idle'),
  };
};
