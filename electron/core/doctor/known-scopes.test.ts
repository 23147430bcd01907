import { beforeEach, expect, it } from 'vitest';
import { createVirtualClock, type VirtualClock } from '../../../test/support/clock/virtual-clock';
import { workspaceId } from '../../../test/support/samples';
import type { Draft } from '../../contract/model/draft';
import { PictureId } from '../../contract/model/message/picture';
import type { Result } from '../feishu/failure';
import { hourMs } from '../ports/clock';
import { KnownScopes } from './known-scopes';
import { neededScopes } from './needed-scopes';

const all = neededScopes.map(({ name }) => name);
const noSms = all.filter((name) => !name.includes('sms'));
const answer = (names: readonly string[]): Result<ReadonlySet<string>> => ({
  ok: true,
  value: new Set(names),
  logId: null,
});

let clock: VirtualClock;
let scopes: KnownScopes;
let asked = 0;
let reply: () => Promise<Result<ReadonlySet<string>> | null>;
let app = 'cli_one';

beforeEach(() => {
  clock = createVirtualClock();
  asked = 0;
  app = 'cli_one';
  reply = async () => answer(all);
  scopes = new KnownScopes({
    ask: () => {
      asked += 1;
      return reply();
    },
    appOf: () => app,
    clock,
  });
});
const look = (channel: 'app' | 'sms' = 'sms', pictures: Draft['pictures'] = []) =>
  scopes.look({ workspaceId, channel, pictures, reminds: false });
const hasSms = () => scopes.of(workspaceId)?.has('im:message.urgent:sms') ?? null;

it('asks once for many plans while every channel has its scope', async () => {
  expect(hasSms()).toBeNull();
  await look();
  await look();
  await clock.advance(hourMs);
  await look();
  expect(asked).toBe(1);
  expect(hasSms()).toBe(true);
});

it('asks again for a draft with pictures while their scope is missing', async () => {
  const picture = {
    id: PictureId.parse('pic_00000001'),
    kind: 'png',
    width: 1,
    height: 1,
    bytes: 1,
    animated: false,
  } as const;
  reply = async () => answer(all.filter((name) => name !== 'im:resource:upload'));
  await look('app');
  await clock.settle();
  await clock.advance(10_000);
  await look('app', [picture]);
  expect(asked).toBe(2);
  reply = async () => answer(all);
  await clock.advance(10_000);
  await look('app', [picture]);
  await clock.advance(10_000);
  await look('app', [picture]);
  expect(asked).toBe(3);
});

it('asks again while a scope is missing, so that a channel is offered once it is granted', async () => {
  reply = async () => answer(noSms);
  await look();
  expect(hasSms()).toBe(false);
  reply = async () => answer(all);
  await look();
  expect(hasSms()).toBe(false);
  await clock.advance(10_000);
  await look('app');
  expect(hasSms()).toBe(true);
});

it('does not keep an in-app plan waiting for its first answer, and a paid one only for a moment', async () => {
  let tell: (result: Result<ReadonlySet<string>>) => void = () => undefined;
  reply = () => new Promise((resolve) => (tell = resolve));
  await look('app');
  const paid = look();
  await clock.advance(2000);
  await paid;
  expect(hasSms()).toBeNull();
  tell(answer(noSms));
  await clock.drain();
  expect(hasSms()).toBe(false);
  expect(asked).toBe(1);
});

it('knows nothing without an answer, and rests before it asks again', async () => {
  reply = async () => null;
  await look();
  await look();
  expect([asked, hasSms()]).toEqual([1, null]);
  await clock.advance(61_000);
  reply = async () => {
    throw new Error('broken');
  };
  await look();
  expect([asked, hasSms()]).toEqual([2, null]);
});

it('believes a missing scope only for minutes when Feishu no longer answers', async () => {
  reply = async () => answer(noSms);
  await look();
  reply = async () => null;
  await clock.advance(10_000);
  await look();
  expect(hasSms()).toBe(false);
  await clock.advance(5 * 60_000);
  await look();
  expect(hasSms()).toBeNull();
});

it('forgets what it knew when Feishu refuses a call for a scope, and of another app', async () => {
  await look();
  scopes.doubt(workspaceId);
  expect(hasSms()).toBeNull();
  reply = async () => answer(noSms);
  await look();
  expect(hasSms()).toBe(false);
  app = 'cli_two';
  expect(hasSms()).toBeNull();
});

it('asks at once for a ladder that reminds, and again while the scope of reminders is missing', async () => {
  const remind = () => scopes.look({ workspaceId, channel: 'app', pictures: [], reminds: true });
  reply = async () => answer(all.filter((name) => !name.includes('time_sensitive')));
  await remind();
  expect(scopes.of(workspaceId)?.size).toBe(all.length - 1);
  await clock.advance(10_000);
  reply = async () => answer(all);
  await remind();
  await clock.advance(10_000);
  await remind();
  expect(asked).toBe(2);
});

it('says whether an optional use is allowed, and asks at most once an hour while it is not', async () => {
  reply = async () => answer(all.filter((name) => !name.includes('reactions')));
  const allowed = () => scopes.allows(workspaceId, 'ticks');
  expect([await allowed(), await allowed(), asked]).toEqual([false, false, 1]);
  reply = async () => answer(all);
  await clock.advance(hourMs + 1);
  expect([await allowed(), await allowed(), asked]).toEqual([true, true, 2]);
});

it('allows no optional use while Feishu does not answer', async () => {
  reply = async () => null;
  expect([await scopes.allows(workspaceId, 'ticks'), await scopes.allows(workspaceId, 'ticks')]).toEqual([
    false,
    false,
  ]);
  expect(asked).toBe(1);
});
