import { createContext, useContext } from 'react';
import type { Bridge } from '../electron/contract/ipc/ipc';

declare global {
  interface Window {
    /** Set by the preload. */
    readonly buzz: Bridge;
  }
}

const BridgeContext = createContext<Bridge | null>(null);

/** Gives the tree below its bridge to main: `window.buzz` in the app, a fake in tests. */
export const BridgeProvider = BridgeContext.Provider;

/** The requests that main answers and the events that it sends. */
export const useBridge = (): Bridge => {
  const bridge = useContext(BridgeContext);
  if (!bridge) throw new Error('useBridge outside of BridgeProvider');
  return bridge;
};
