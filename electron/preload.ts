import { contextBridge, ipcRenderer, webFrame } from 'electron';
import type { Bridge } from './contract/ipc/ipc';
import { eventNames, requestNames } from './contract/ipc/ipc-names';

/** Names this load of the page: an answer to the page before a reload is not taken for one of its own. */
const page = crypto.randomUUID();
let asked = 0;
const waiting = new Map<string, (answer: unknown) => void>();
ipcRenderer.on('buzz:answer', (_event, ask: string, answer: unknown) => {
  waiting.get(ask)?.(answer);
  waiting.delete(ask);
});

/**
 * The bridge, one for every kind of window: named functions that carry data, derived from the names of the contract.
 * Which window may ask what is decided in main (desktop/ipc/ipc-host.ts). `ipcRenderer` and its event objects stay here.
 */
const asks = Object.fromEntries(
  requestNames.map((name) => [
    name,
    (input?: unknown) =>
      new Promise((resolve) => {
        asked += 1;
        const ask = `${page}:${asked}`;
        ipcRenderer.send(`buzz:${name}`, ask, input);
        waiting.set(ask, resolve);
      }),
  ]),
);

const on = (name: string, listener: (value: unknown) => void): (() => void) => {
  if (!eventNames.some((known) => known === name)) throw new TypeError('No such event');
  const channel = `buzz:on:${name}`;
  const forward = (_event: unknown, value: unknown) => listener(value);
  ipcRenderer.on(channel, forward);
  return () => {
    ipcRenderer.off(channel, forward);
  };
};

// Before any script of the page: no page has a use for WebRTC, the one way past its policy. A frame would have it anew, and
// ends the page (desktop/security/page-rules.ts).
void webFrame.executeJavaScript(
  `for (const name of Object.getOwnPropertyNames(window)) if (/^(webkit)?RTC/.test(name)) delete window[name]`,
);

contextBridge.exposeInMainWorld('buzz', { ...asks, on } as Bridge);
