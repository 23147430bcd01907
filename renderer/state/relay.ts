import { useEffect, useState } from 'react';
import type { RelayView } from '../../electron/contract/ipc/relay-view';
import { useBridge } from '../bridge';

/** The relay as main knows it, kept current; null until main has answered. */
export const useRelay = (): RelayView | null => {
  const bridge = useBridge();
  const [view, setView] = useState<RelayView | null>(null);
  useEffect(() => {
    let told = false;
    const end = bridge.on('relayChanged', (next) => {
      told = true;
      setView(next);
    });
    // An event that came meanwhile is newer than the answer.
    void bridge.getRelay().then((answer) => answer.ok && !told && setView(answer.value));
    return end;
  }, [bridge]);
  return view;
};

/** Name of a relay for people: its host, with the port if it has one. */
export const relayName = (address: string): string => (URL.canParse(address) ? new URL(address).host : address);
