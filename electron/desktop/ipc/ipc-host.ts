import { type Answer, failed, problem } from '../../contract/advice/problem';
import type { Events, InputOf, OutputOf } from '../../contract/ipc/ipc';
import type { EventName, RequestName } from '../../contract/ipc/ipc-names';
import { boardEventNames, requestNames } from '../../contract/ipc/ipc-names';
import type { WindowKind } from '../../contract/ipc/request';
import { appOrigin } from '../security/app-scheme';
import type { Contents, KnownWindows } from './known-windows';

/** The asking window: its kind and its contents' id. */
export interface Asker {
  kind: WindowKind;
  contentsId: number;
}

/** One handler per request. A missing name, a wrong input or a wrong output does not compile. */
export type Handlers = {
  readonly [Name in RequestName]: (
    input: InputOf<Name>,
    asker: Asker,
  ) => Answer<OutputOf<Name>> | Promise<Answer<OutputOf<Name>>>;
};

/** The popup's first question is answered before the rest of the program is loaded. */
export type FirstHandlers = Pick<Handlers, 'getStartup'>;
export type LaterHandlers = Omit<Handlers, keyof FirstHandlers>;

/** The parts of Electron's `IpcMainEvent` used here. */
export interface RequestEvent {
  readonly sender: { readonly id: number };
  /** null once the frame has navigated away or was destroyed (Electron, WebFrameMain). */
  readonly senderFrame: {
    readonly url: string;
    readonly parent: unknown;
    isDestroyed(): boolean;
    send(channel: string, ...values: unknown[]): void;
  } | null;
}

/** Hears one kind of request. `ask` is the page's own name for it, by which it recognizes the answer. */
export type RequestListener = (event: RequestEvent, ask: unknown, input: unknown) => Promise<void>;

/** The parts of `ipcMain` used here. */
export interface RequestHost {
  on(channel: string, listener: RequestListener): unknown;
  removeAllListeners(channel: string): unknown;
}

export interface IpcHostDeps {
  ipcMain: RequestHost;
  windows: KnownWindows;
  /** The handlers, once they are built; a page that asks earlier waits. */
  handlers: { first: Promise<FirstHandlers>; later: Promise<LaterHandlers> };
  /** Called when a page asks for more than its start: what it shows without the rest of the program stands. */
  onMore?: () => void;
  /** Takes every refused request and every bug; must redact. */
  report(what: 'ipc-refused' | 'ipc-failed', detail: { request: RequestName; reason: unknown }): void;
}

const refused = failed(problem('request-invalid'));

/**
 * Serves every request of the contract, and nothing else. Each one must come from a window this program opened, of a
 * kind the contract allows, from that window's main frame, showing a page of the app's own scheme, with an input
 * that fits its strict schema. Whatever goes wrong, the page gets an `Answer`, never an exception and never a stack.
 *
 * Answers go the way of the events, and not by `ipcMain.handle`: its answers overtake events that were sent before them, so
 * that a page took a draft of before for a new one (electron/desktop/README.md#answers-and-events).
 */
export const serveIpc = ({ ipcMain, windows, handlers, onMore, report }: IpcHostDeps): void => {
  const { first, later } = handlers;
  // electron-store answers this channel with the data folder's path, to any page; no page of the app needs it.
  first.then(
    () => ipcMain.removeAllListeners('electron-store-get-data'),
    () => undefined,
  );
  // The schemas (zod) are loaded with the first handler, not before the tray shows: start-up is measured.
  const schemas = first.then(async () => (await import('../../contract/ipc/ipc')).requests);
  // A request is told of the failure; without one the rejection would count as unhandled.
  for (const awaited of [schemas, later]) awaited.catch(() => undefined);

  const answer = async <Name extends RequestName>(
    name: Name,
    event: RequestEvent,
    input: unknown,
  ): Promise<unknown> => {
    // Read before the first await: a frame that is gone by then must not be used.
    const frame = event.senderFrame;
    const kind = windows.kindOf(event.sender.id);
    const requests = await schemas;
    const fromUs = frame !== null && frame.parent === null && originOf(frame.url) === appOrigin;
    if (!fromUs || kind === null || !requests[name].from.includes(kind)) {
      report('ipc-refused', { request: name, reason: 'sender' });
      return refused;
    }
    const parsed = requests[name].input().safeParse(input);
    if (!parsed.success) {
      // Paths and codes only: the person's own text stays out of the log.
      report('ipc-refused', { request: name, reason: parsed.error.issues.map(({ code, path }) => ({ code, path })) });
      return refused;
    }
    const isFirst = name === 'getStartup';
    if (!isFirst) onMore?.();
    const built: Partial<Handlers> = await (isFirst ? first : later);
    const handler = built[name] as Handlers[Name];
    return handler(parsed.data as InputOf<Name>, { kind, contentsId: event.sender.id });
  };

  for (const name of requestNames) {
    ipcMain.on(requestChannel(name), async (event, ask, input) => {
      const frame = event.senderFrame;
      const reply = (value: unknown) => {
        if (isAsk(ask) && frame?.isDestroyed() === false) frame.send(answerChannel, ask, value);
      };
      try {
        reply(await answer(name, event, input));
      } catch (reason) {
        report('ipc-failed', { request: name, reason });
        reply(failed(problem('internal')));
      }
    });
  }
};

/** Tells one window an event; a window that is gone is skipped. */
export const send = <Name extends EventName>(contents: Contents, name: Name, value: Events[Name]): void => {
  if (!contents.isDestroyed()) contents.send(eventChannel(name), value);
};

export type Broadcast = <Name extends EventName>(name: Name, value: Events[Name]) => void;

/** Tells the popup an event, and the windows of boards the ones that concern them; the connect window listens to none. */
export const createBroadcast =
  (windows: KnownWindows): Broadcast =>
  (name, value) => {
    const boards = boardEventNames.includes(name) ? windows.ofKind('board') : [];
    for (const contents of [...windows.ofKind('popup'), ...boards]) send(contents, name, value);
  };

const requestChannel = (name: RequestName) => `buzz:${name}`;
/** True for a page's name for a request: what is sent back to it is no more than that. */
const isAsk = (ask: unknown): ask is string => typeof ask === 'string' && ask.length <= 64;

const answerChannel = 'buzz:answer';
const eventChannel = (name: EventName) => `buzz:on:${name}`;

/** The origin of a URL. `URL.origin` is "null" for schemes other than the web's own. */
const originOf = (text: string): string | null => {
  if (!URL.canParse(text)) return null;
  const { protocol, host } = new URL(text);
  return `${protocol}//${host}`;
};
