import { describe, expect, it, vi } from 'vitest';
import { denyNavigation, type NavigatingContents } from './deny-navigation';

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

describe('denyNavigation', () => {
  it.each([
    'https://example.com/',
    'file:///etc/passwd',
    'app://buzz/connect.html',
    'javascript:alert(1)',
    'data:text/html,x',
  ])('denies a way to %s', (url) => {
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
