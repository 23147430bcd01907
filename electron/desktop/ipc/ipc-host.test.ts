import { describe, expect, it, vi } from 'vitest';
import { fakeBoard, fakeStartup } from '../../../test/support/bridge/fake-world';
import { type AskingFrame, fakeRequestHost } from '../../../test/support/bridge/request-host';
import { ok } from '../../contract/advice/problem';
import { requestNames } from '../../contract/ipc/ipc-names';
import { deferred } from '../lifecycle/deferred';
import { createBroadcast, type FirstHandlers, type Handlers, type LaterHandlers, serveIpc } from './ipc-host';
import { type Contents, createKnownWindows } from './known-windows';

interface Event {
  id: number;
  frame: AskingFrame;
}

const fakeContents = (id: number) => {
  const destroyed: (() => void)[] = [];
  const contents: Contents = {
    id,
    isDestroyed: () => false,
    send: vi.fn(),
    once: (_event, listener) => destroyed.push(listener),
  };
  const destroy = () => {
    for (const listener of destroyed) listener();
  };
  return { contents, destroy };
};

const popupPage = { url: 'app://buzz/index.html', parent: null };
const from = (id: number, frame: AskingFrame = popupPage): Event => ({ id, frame });

const setUp = (handlers: Partial<Handlers> = {}, onMore?: () => void) => {
  const host = fakeRequestHost();
  const report = vi.fn();
  const windows = createKnownWindows();
  const popup = fakeContents(1);
  const connect = fakeContents(2);
  const board = fakeContents(3);
  windows.add(board.contents, 'board');
  windows.add(popup.contents, 'popup');
  windows.add(connect.contents, 'connect');
  serveIpc({
    ipcMain: host.ipcMain,
    windows,
    handlers: { first: Promise.resolve(handlers as Handlers), later: Promise.resolve(handlers as Handlers) },
    ...(onMore && { onMore }),
    report,
  });
  const ask = (name: string, event: Event, input?: unknown) => host.ask(name, event.id, event.frame, input);
  return { ask, channels: host.channels, report, windows, popup, board, connect };
};

const invalid = { ok: false, problem: { code: null, advice: 'request-invalid', params: {}, logId: null } };

describe('serveIpc', () => {
  it('listens for every request of the contract and for nothing else', () => {
    expect(setUp().channels()).toEqual(requestNames.map((name) => `buzz:${name}`));
  });

  it('hands a checked input and the asking window to the handler, and its answer back', async () => {
    const setPinned = vi.fn(() => ok(undefined));
    const { ask } = setUp({ setPinned });
    expect(await ask('setPinned', from(1), { pinned: true })).toEqual({ ok: true, value: undefined });
    expect(setPinned).toHaveBeenCalledWith({ pinned: true }, { kind: 'popup', contentsId: 1 });
  });

  it.each([
    ['a window it does not know', from(9)],
    ['a window of a kind the contract does not allow', from(2)],
    ['a frame inside the page', from(1, { ...popupPage, parent: {} })],
    ['a frame that is gone', from(1, null)],
    ['a page of the web', from(1, { url: 'https://buzz/index.html', parent: null })],
    ['a page of the app’s scheme on another host', from(1, { url: 'app://buzz.evil/index.html', parent: null })],
    ['a host that only starts like the app’s', from(1, { url: 'app://buzz@evil/index.html', parent: null })],
    ['an empty page', from(1, { url: '', parent: null })],
    ['a file', from(1, { url: 'file:///index.html', parent: null })],
  ])('refuses %s without calling the handler', async (_who, event) => {
    const hideWindow = vi.fn(() => ok(undefined));
    const { ask, report } = setUp({ hideWindow });
    // A frame that is gone cannot be answered.
    expect(await ask('hideWindow', event)).toEqual(event.frame && invalid);
    expect(hideWindow).not.toHaveBeenCalled();
    expect(report).toHaveBeenCalledWith('ipc-refused', { request: 'hideWindow', reason: 'sender' });
  });

  it('keeps the popup out of the requests of the connect window', async () => {
    const closeConnect = vi.fn(() => ok(undefined));
    const { ask } = setUp({ closeConnect });
    expect(await ask('closeConnect', from(1))).toEqual(invalid);
    const connectPage = { url: 'app://buzz/connect.html', parent: null };
    expect(await ask('closeConnect', from(2, connectPage))).toEqual({ ok: true, value: undefined });
  });

  it('allows the window of a board the requests of a board, and no others', async () => {
    const handlers = Object.fromEntries(requestNames.map((name) => [name, () => ok(undefined)]));
    const { ask } = setUp(handlers as unknown as Partial<Handlers>);
    const boardPage = { url: 'app://buzz/board.html', parent: null };
    const id = 'bz_0123456789';
    const inputs: Readonly<Record<string, unknown>> = {
      setConsent: { asking: true },
      copyText: { text: 'x' },
      confirmBuzz: { planId: 'plan_0123456789', gesture: 'plain' },
      getBoard: { id },
      watchBoard: { id },
      askReceipts: { id },
      planAgain: { id, channel: 'app', people: ['x'] },
      recallBuzz: { id },
      stopBuzz: { id },
      undoBuzz: { id },
      continueLadder: { id, gesture: 'plain' },
      tryNow: { id },
      getDiagnostics: { id },
      getReport: { id },
      planNote: { id, kind: 'follow-up', text: 'x' },
      confirmNote: { planId: 'plan_0123456789' },
      repeatNote: { id, note: 'n' },
      listChats: { fresh: false },
      getHelp: { id, person: 'x' },
      openChat: { id, person: 'x' },
      getNumber: { id, person: 'x' },
      setZoom: { zoom: 1.25 },
      openConnect: { workspaceId: 'ws_0123456789', view: 'grant' },
    };
    const may = ['getBoardWindow', 'hideWindow', ...Object.keys(inputs)];
    for (const name of requestNames) {
      const expected = may.includes(name) ? { ok: true, value: undefined } : invalid;
      expect(await ask(name, from(3, boardPage), inputs[name]), name).toEqual(expected);
    }
    expect(await ask('getBoardWindow', from(1))).toEqual(invalid);
  });

  it('forgets a window when it is destroyed', async () => {
    const { ask, popup } = setUp({ hideWindow: () => ok(undefined) });
    popup.destroy();
    expect(await ask('hideWindow', from(1))).toEqual(invalid);
  });

  it.each([
    ['a missing input', 'setPinned', undefined],
    ['a wrong type', 'setPinned', { pinned: 'yes' }],
    ['an unknown key', 'setPinned', { pinned: true, also: 1 }],
    ['an id of another shape', 'getBoard', { id: '../../etc' }],
    ['an input where none is expected', 'hideWindow', {}],
    ['a link that has no name', 'openLink', { link: 'https://example.com' }],
    ['a text beyond the limit', 'copyText', { text: 'x'.repeat(100_001) }],
  ])('refuses %s', async (_what, name, input) => {
    const handler = vi.fn(() => ok(undefined as never));
    const { ask, report } = setUp({ [name]: handler });
    expect(await ask(name, from(1), input)).toEqual(invalid);
    expect(handler).not.toHaveBeenCalled();
    expect(JSON.stringify(report.mock.calls)).not.toContain('etc');
  });

  it.each([
    ['no text', 7],
    ['too long', 'x'.repeat(65)],
    ['none', null],
  ])('sends nothing back to a request whose name is %s', async (_what, as) => {
    const host = fakeRequestHost();
    const windows = createKnownWindows();
    windows.add(fakeContents(1).contents, 'popup');
    const handlers = Promise.resolve({ hideWindow: () => ok(undefined) } as Partial<Handlers> as Handlers);
    serveIpc({ ipcMain: host.ipcMain, windows, handlers: { first: handlers, later: handlers }, report: vi.fn() });
    expect(await host.ask('hideWindow', 1, popupPage, undefined, as)).toBe(null);
    expect(await host.ask('hideWindow', 1, popupPage)).toEqual({ ok: true, value: undefined });
  });

  it('turns an exception into a problem that tells the page nothing about it', async () => {
    const bug = new Error('secret s3cr3t at line 12');
    const { ask, report } = setUp({
      getStartup: () => {
        throw bug;
      },
    });
    const answer = await ask('getStartup', from(1));
    expect(answer).toMatchObject({ ok: false, problem: { advice: 'internal' } });
    expect(JSON.stringify(answer)).not.toContain('s3cr3t');
    expect(report).toHaveBeenCalledWith('ipc-failed', { request: 'getStartup', reason: bug });
  });

  it('lets a page that asks early wait until its handler is there, the first question for no other', async () => {
    const host = fakeRequestHost();
    const windows = createKnownWindows();
    windows.add(fakeContents(1).contents, 'popup');
    const first = deferred<FirstHandlers>();
    const later = deferred<LaterHandlers>();
    serveIpc({
      ipcMain: host.ipcMain,
      windows,
      handlers: { first: first.promise, later: later.promise },
      report: vi.fn(),
    });
    const answered: string[] = [];
    const ask = async (name: string) => {
      const answer = await host.ask(name, 1, popupPage);
      answered.push(name);
      return answer;
    };
    const [hidden, started] = [ask('hideWindow'), ask('getStartup')];
    first.resolve({ getStartup: () => ok(fakeStartup) });
    expect(await started).toEqual({ ok: true, value: fakeStartup });
    expect(answered).toEqual(['getStartup']);
    later.resolve({ hideWindow: () => ok(undefined) } as Partial<Handlers> as LaterHandlers);
    expect(await hidden).toEqual({ ok: true, value: undefined });
  });
});

describe('the first frame of a page', () => {
  it('is known to stand when the page asks for more than its start, and not before', async () => {
    const onMore = vi.fn();
    const { ask } = setUp({ getStartup: () => ok(fakeStartup), hideWindow: () => ok(undefined) }, onMore);
    await ask('getStartup', from(1));
    await ask('hideWindow', from(9));
    expect(onMore).not.toHaveBeenCalled();
    await ask('hideWindow', from(1));
    expect(onMore).toHaveBeenCalledOnce();
  });
});

describe('createBroadcast', () => {
  it('tells the popup and not the connect window', () => {
    const { windows, popup, connect } = setUp();
    createBroadcast(windows)('shown', { how: 'tray', view: null });
    expect(popup.contents.send).toHaveBeenCalledWith('buzz:on:shown', { how: 'tray', view: null });
    expect(connect.contents.send).not.toHaveBeenCalled();
  });

  it('tells the windows of boards the events of boards, and not those of the popup', () => {
    const { windows, popup, board } = setUp();
    const broadcast = createBroadcast(windows);
    broadcast('boardChanged', fakeBoard);
    broadcast('seenChanged', false);
    broadcast('draftChanged', fakeStartup.draft);
    expect(vi.mocked(board.contents.send).mock.calls).toEqual([['buzz:on:boardChanged', fakeBoard]]);
    expect(popup.contents.send).toHaveBeenCalledTimes(3);
  });
});
