import type { RequestEvent, RequestHost, RequestListener } from '../../../electron/desktop/ipc/ipc-host';

/** A frame as Electron tells of it with a request. */
export type AskingFrame = { url: string; parent: unknown } | null;

export interface FakeRequestHost {
  ipcMain: RequestHost;
  channels: () => readonly string[];
  /** Asks as a page does, under the page's own name for the request, and gives the answer; null: the host sent none. */
  ask: (name: string, senderId: number, frame: AskingFrame, input?: unknown, as?: unknown) => Promise<unknown>;
}

/** `ipcMain` without Electron: requests reach the host, and its answers come back by the frame that asked. */
export const fakeRequestHost = (): FakeRequestHost => {
  const listeners = new Map<string, RequestListener>();
  return {
    ipcMain: {
      on: (channel, listener) => listeners.set(channel, listener),
      removeAllListeners: () => undefined,
    },
    channels: () => [...listeners.keys()],
    ask: async (name, senderId, frame, input, as = 'ask-1') => {
      const answers: unknown[][] = [];
      const senderFrame: RequestEvent['senderFrame'] = frame && {
        ...frame,
        isDestroyed: () => false,
        send: (...sent) => answers.push(sent),
      };
      await listeners.get(`buzz:${name}`)?.({ sender: { id: senderId }, senderFrame }, as, input);
      const [first, ...more] = answers;
      if (more.length > 0) throw new Error(`${name} was answered ${answers.length} times`);
      if (!first) return null;
      if (first[0] !== 'buzz:answer' || first[1] !== as)
        throw new Error(`${name} was answered as ${first[0]} ${first[1]}`);
      return first[2];
    },
  };
};
