import { useEffect } from 'react';
import type { Bridge } from '../../electron/contract/ipc/ipc';
import { useBridge } from '../bridge';

/** How many parts of the page ask just now, and what main knows of it. */
const askers = new WeakMap<Bridge, { count: number; told: boolean }>();

/** One dialog may open over another, or make way for the next: main hears when the first asks and when the last has ended. */
const step = (bridge: Bridge, by: 1 | -1): void => {
  const state = askers.get(bridge) ?? { count: 0, told: false };
  askers.set(bridge, state);
  state.count += by;
  // Once all effects of this moment have run.
  queueMicrotask(() => {
    const asking = state.count > 0;
    if (asking === state.told) return;
    state.told = asking;
    void bridge.setConsent({ asking });
  });
};

/** While `asking` (a held button, a confirmation, a drag) the window does not hide when it loses the focus. */
export const useConsent = (asking: boolean): void => {
  const bridge = useBridge();
  useEffect(() => {
    if (!asking) return;
    step(bridge, 1);
    return () => step(bridge, -1);
  }, [asking, bridge]);
};

type Take = (file: File) => void;

const takers: Take[] = [];

/** Who asks for a file just now, and so gets the one that is dropped on the window; undefined: nobody does. */
export const fileTaker = (): Take | undefined => takers.at(-1);

/** While this is shown a file that is dropped anywhere on the window is handed to it. */
export const useFileReceiver = (take: Take): void => {
  useEffect(() => {
    takers.push(take);
    return () => void takers.splice(takers.indexOf(take), 1);
  }, [take]);
};
