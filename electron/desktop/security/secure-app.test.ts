import type { App, Protocol, Session } from 'electron';
import { describe, expect, it, vi } from 'vitest';
import { secureApp, secureSession } from './secure-app';

const setUp = (switches: readonly string[] = []) => {
  const listeners = new Map<string, (...values: never[]) => void>();
  const enableSandbox = vi.fn();
  const registerSchemesAsPrivileged = vi.fn<Protocol['registerSchemesAsPrivileged']>();
  const app = {
    enableSandbox,
    commandLine: { hasSwitch: (name: string) => switches.includes(name), appendSwitch: vi.fn() },
    on: (name: string, listener: (...values: never[]) => void) => listeners.set(name, listener),
  };
  secureApp(app as unknown as App, { registerSchemesAsPrivileged } as unknown as Protocol);
  return { listeners, enableSandbox, registerSchemesAsPrivileged };
};

describe('secureApp', () => {
  it('puts every renderer into the sandbox, except where Chromium was told that there is none', () => {
    expect(setUp().enableSandbox).toHaveBeenCalledOnce();
    expect(setUp(['no-sandbox']).enableSandbox).not.toHaveBeenCalled();
  });

  it('registers the app’s scheme as a secure origin that cannot bypass its policy', () => {
    const [schemes] = setUp().registerSchemesAsPrivileged.mock.calls[0] ?? [];
    expect(schemes).toMatchObject([{ scheme: 'app', privileges: { standard: true, secure: true } }]);
    expect(schemes?.[0]?.privileges).not.toHaveProperty('bypassCSP');
  });

  it('denies permissions and downloads in every session, and navigation in every page', () => {
    const { listeners } = setUp();
    const session = {
      setPermissionRequestHandler: vi.fn(),
      setPermissionCheckHandler: vi.fn(),
      setDevicePermissionHandler: vi.fn(),
      setSpellCheckerLanguages: vi.fn(),
      on: vi.fn(),
    };
    listeners.get('session-created')?.(session as never);
    expect(session.setPermissionRequestHandler).toHaveBeenCalledOnce();
    const preventDefault = vi.fn();
    expect(session.on).toHaveBeenCalledExactlyOnceWith('will-download', expect.any(Function));
    session.on.mock.calls[0]?.[1]({ preventDefault });
    expect(preventDefault).toHaveBeenCalledOnce();
    expect(session.setSpellCheckerLanguages).toHaveBeenCalledExactlyOnceWith([]);
    const contents = {
      on: vi.fn(),
      setWindowOpenHandler: vi.fn(),
      setWebRTCIPHandlingPolicy: vi.fn(),
      getURL: () => '',
    };
    listeners.get('web-contents-created')?.({} as never, contents as never);
    expect(contents.setWindowOpenHandler).toHaveBeenCalledOnce();
    expect(contents.setWebRTCIPHandlingPolicy).toHaveBeenCalledExactlyOnceWith('disable_non_proxied_udp');
  });
});

describe('secureSession', () => {
  it('serves the app’s pages in the session and blocks the rest of the network, once', () => {
    const registerFileProtocol = vi.fn();
    const onBeforeRequest = vi.fn();
    const session = {
      protocol: { registerFileProtocol, isProtocolHandled: () => registerFileProtocol.mock.calls.length > 0 },
      webRequest: { onBeforeRequest },
      setProxy: vi.fn(),
    } as unknown as Session;
    expect(secureSession(session, { root: '/pages', packaged: true })).toBe(session);
    expect(secureSession(session, { root: '/pages', packaged: true })).toBe(session);
    expect(registerFileProtocol).toHaveBeenCalledExactlyOnceWith('app', expect.any(Function));
    expect(onBeforeRequest).toHaveBeenCalledOnce();
  });
});
