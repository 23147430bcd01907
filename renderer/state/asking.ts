import { useEffect } from 'react';
import type { Bridge } from '../../electron/contract/ipc/ipc';
import { useBridge } from '../bridge';

// Two kinds of open questions: one that keeps the window from hiding, and one that waits for a file.

/** Number of parts of the page that ask right now, and whether main was told that there are any. */
const askers = new WeakMap<Bridge, { count: number; told: boolean }>();

/** Tells main when the first part begins to ask and when the last has ended: one dialog may open over another or follow it. */
const step = (bridge: Bridge, by: 1 | -1): void => {
  const state = askers.get(bridge) ?? { count: 0, told: false };
  askers.set(bridge, state);
  state.count += by;
  // Waits until all effects of this moment have run.
  queueMicrotask(() => {
    const asking = state.count > 0;
    if (asking === state.told) return;
    state.told = asking;
    void bridge.setConsent({ asking });
  });
};

/** Keeps the window from hiding on blur while `asking`: during a held button, a confirmation or a drag. */
export const useConsent = (asking: boolean): void => {
  const bridge = useBridge();
  useEffect(() => {
    if (!asking) return;
    step(bridge, 1);
    return () => step(bridge, -1);
  }, [asking, bridge]);
};

type FileReceiver = (file: File) => void;

const receivers: FileReceiver[] = [];

/** The part of the page that asks for a file right now: it gets a file dropped on the window. Undefined: none asks. */
export const fileReceiver = (): FileReceiver | undefined => receivers.at(-1);

let pictureReceiver: ((files: readonly File[]) => void) | null = null;

/** The part of the page that takes pictures dropped on the window; null: none does. */
export const receiverOfPictures = () => pictureReceiver;

/** Receives pictures dropped anywhere on the window while the calling component is shown. */
export const usePictureReceiver = (receive: ((files: readonly File[]) => void) | null): void => {
  useEffect(() => {
    if (!receive) return;
    pictureReceiver = receive;
    return () => {
      if (pictureReceiver === receive) pictureReceiver = null;
    };
  }, [receive]);
};

/** Receives files dropped anywhere on the window while the calling component is shown. */
export const useFileReceiver = (receive: FileReceiver): void => {
  useEffect(() => {
    receivers.push(receive);
    return () => void receivers.splice(receivers.indexOf(receive), 1);
  }, [receive]);
};
