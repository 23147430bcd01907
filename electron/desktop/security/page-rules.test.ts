import { describe, expect, it, vi } from 'vitest';
import {
  blockNetwork,
  denyFrames,
  denyNavigation,
  denyPermissions,
  type NavigatingContents,
  type PermissionHost,
  type RequestingSession,
} from './page-rules';

it('answers every permission request, check and device with no', () => {
  const session = {
    setPermissionRequestHandler: vi.fn<PermissionHost['setPermissionRequestHandler']>(),
    setPermissionCheckHandler: vi.fn<PermissionHost['setPermissionCheckHandler']>(),
    setDevicePermissionHandler: vi.fn<PermissionHost['setDevicePermissionHandler']>(),
  };
  denyPermissions(session);
  for (const permission of ['media', 'clipboard-read', 'notifications', 'fullscreen', 'one-of-the-future']) {
    const answer = vi.fn();
    session.setPermissionRequestHandler.mock.calls[0]![0]({}, permission, answer);
    expect(answer).toHaveBeenCalledExactlyOnceWith(false);
  }
  expect(session.setPermissionCheckHandler.mock.calls[0]![0]()).toBe(false);
  expect(session.setDevicePermissionHandler.mock.calls[0]![0]()).toBe(false);
});

describe('denyNavigation', () => {
  type Listener = (event: { preventDefault(): void; url: string }) => void;

  const setUp = () => {
    const listeners = new Map<string, Listener>();
    const setWindowOpenHandler = vi.fn<NavigatingContents['setWindowOpenHandler']>();
    denyNavigation({
      getURL: () => 'app://buzz/index.html#compose',
      on: (event: string, listener: unknown) => listeners.set(event, listener as Listener),
      setWindowOpenHandler,
    });
    const isDenied = (event: string, url = '') => {
      const preventDefault = vi.fn();
      listeners.get(event)!({ preventDefault, url });
      return preventDefault.mock.calls.length > 0;
    };
    return { isDenied, setWindowOpenHandler };
  };

  it.each([
    'https://example.com/',
    'file:///etc/passwd',
    'app://buzz/connect.html',
    'javascript:alert(1)',
    'data:text/html,x',
  ])('denies navigation to %s', (url) => {
    expect(setUp().isDenied('will-frame-navigate', url)).toBe(true);
  });

  it('lets a page reload itself', () => {
    expect(setUp().isDenied('will-frame-navigate', 'app://buzz/index.html')).toBe(false);
  });

  it('denies redirects and webviews', () => {
    expect(setUp().isDenied('will-redirect', 'app://buzz/index.html')).toBe(true);
    expect(setUp().isDenied('will-attach-webview')).toBe(true);
  });

  it('opens no new window', () => {
    expect(setUp().setWindowOpenHandler.mock.calls[0]![0]()).toEqual({ action: 'deny' });
  });
});

it('ends a page of ours that makes a frame, and no other', () => {
  const crash = vi.fn();
  const framed = (url: string, frame: { parent: unknown } | null) => {
    crash.mockClear();
    denyFrames({
      getURL: () => url,
      on: (_event, listener) => listener({}, { frame }),
      forcefullyCrashRenderer: crash,
    });
    return crash.mock.calls.length;
  };
  expect(framed('app://buzz/index.html', { parent: {} })).toBe(1);
  expect(framed('app://buzz/index.html', { parent: null })).toBe(0);
  expect(framed('app://buzz/index.html', null)).toBe(0);
  expect(framed('devtools://devtools/bundled/devtools_app.html', { parent: {} })).toBe(0);
});

describe('blockNetwork', () => {
  const isBlocked = (url: string, packaged = true): boolean => {
    const onBeforeRequest = vi.fn<RequestingSession['webRequest']['onBeforeRequest']>();
    const setProxy = vi.fn<RequestingSession['setProxy']>(async () => undefined);
    blockNetwork({ webRequest: { onBeforeRequest }, setProxy }, packaged);
    expect(setProxy).toHaveBeenCalledExactlyOnceWith(expect.objectContaining({ mode: 'fixed_servers' }));
    const answer = vi.fn<(response: { cancel: boolean }) => void>();
    onBeforeRequest.mock.calls[0]![0]({ url }, answer);
    return answer.mock.calls[0]![0].cancel;
  };

  it.each([
    'https://open.feishu.cn/',
    'http://127.0.0.1:9/',
    'ws://localhost/',
    'file:///etc/passwd',
    'app://buzz.evil/index.html',
    'app://other/',
    'devtools://devtools/bundled/inspector.html',
  ])('blocks %s', (url) => {
    expect(isBlocked(url)).toBe(true);
  });

  it('allows the app’s own pages', () => {
    expect(isBlocked('app://buzz/index.html')).toBe(false);
  });

  it('allows the developer tools in development', () => {
    expect(isBlocked('devtools://devtools/bundled/inspector.html', false)).toBe(false);
  });
});
