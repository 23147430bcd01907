import { describe, expect, it, vi } from 'vitest';
import { blockNetwork, type RequestingSession } from './block-network';

const isBlocked = (url: string, packaged = true): boolean => {
  const onBeforeRequest = vi.fn<RequestingSession['webRequest']['onBeforeRequest']>();
  blockNetwork({ webRequest: { onBeforeRequest } }, packaged);
  const answer = vi.fn<(response: { cancel: boolean }) => void>();
  onBeforeRequest.mock.calls[0]![0]({ url }, answer);
  return answer.mock.calls[0]![0].cancel;
};

describe('blockNetwork', () => {
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

  it('lets our own pages through', () => {
    expect(isBlocked('app://buzz/index.html')).toBe(false);
  });

  it('lets the developer tools load while developing', () => {
    expect(isBlocked('devtools://devtools/bundled/inspector.html', false)).toBe(false);
  });
});
