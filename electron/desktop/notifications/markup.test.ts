import { describe, expect, it, vi } from 'vitest';
import type { SessionBus } from '../session-bus/session-bus';
import { createNotificationBody } from './markup';

const asked = 'Could not buzz A & B <ops>, <img src="http://x/">.';
const escaped = 'Could not buzz A &amp; B &lt;ops&gt;, &lt;img src="http://x/"&gt;.';

const never = () => new Promise<never>(() => undefined);

const setUp = (answer: () => Promise<unknown>, platform: NodeJS.Platform = 'linux', later = never) => {
  const call = vi.fn(async () => ({ body: [await answer()] }));
  const close = vi.fn();
  const openBus = vi.fn(async () => ({ call, close, listen: vi.fn() }) as unknown as SessionBus);
  return { bodyOf: createNotificationBody({ platform, openBus, later }), call, close, openBus };
};

describe('the body of a notification', () => {
  it('is escaped for a server that reads markup', async () => {
    const { bodyOf, call, close } = setUp(async () => ['actions', 'body', 'body-markup']);
    expect(await bodyOf(asked)).toBe(escaped);
    expect(call.mock.calls[0]).toMatchObject([{ destination: 'org.freedesktop.Notifications' }, 'GetCapabilities']);
    await vi.waitFor(() => expect(close).toHaveBeenCalledOnce());
  });

  it.each(['body-hyperlinks', 'body-images'])('is escaped for one that knows %s alone', async (capability) => {
    expect(await setUp(async () => [capability]).bodyOf(asked)).toBe(escaped);
  });

  it('stays as it is for a server that shows plain text', async () => {
    expect(await setUp(async () => ['actions', 'body']).bodyOf(asked)).toBe(asked);
  });

  it('follows a server that took the place of another', async () => {
    let capabilities = ['body'];
    const { bodyOf } = setUp(async () => capabilities);
    expect(await bodyOf(asked)).toBe(asked);
    capabilities = ['body', 'body-markup'];
    expect(await bodyOf(asked)).toBe(escaped);
  });

  it('is escaped where the server cannot be asked, does not answer, or answers something else', async () => {
    const failing = setUp(() => Promise.reject(new Error('no such name')));
    expect(await failing.bodyOf(asked)).toBe(escaped);
    expect(await setUp(never, 'linux', async () => undefined as never).bodyOf(asked)).toBe(escaped);
    expect(await setUp(async () => undefined).bodyOf(asked)).toBe(escaped);
    const noBus = createNotificationBody({
      platform: 'linux',
      openBus: () => Promise.reject(new Error('no bus')),
      later: never,
    });
    expect(await noBus(asked)).toBe(escaped);
  });

  it('asks no server about a text that is the same either way', async () => {
    const { bodyOf, openBus } = setUp(async () => ['body-markup']);
    expect(await bodyOf('李雷、韩梅梅')).toBe('李雷、韩梅梅');
    expect(openBus).not.toHaveBeenCalled();
  });

  it.each(['darwin', 'win32'] as const)('stays as it is on %s, which knows no markup', async (platform) => {
    const { bodyOf, openBus } = setUp(async () => ['body-markup'], platform);
    expect(await bodyOf(asked)).toBe(asked);
    expect(openBus).not.toHaveBeenCalled();
  });
});
