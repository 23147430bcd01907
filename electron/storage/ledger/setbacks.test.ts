import { expect, it } from 'vitest';
import { keptLedger } from '../../../test/support/disk/kept-ledger';
import { activityRow, buzzId, called, callFailed, calling, summary } from '../../../test/support/disk/ledger-rows';
import { WorkspaceId } from '../../contract/model/ids';
import type { Entry } from '../../core/buzz/record/entry';

const company = WorkspaceId.parse('ws_company');
const kept = keptLedger();

const append = (number: number, ...entries: Entry[]) =>
  kept.ledger.append(buzzId(number), entries, () => summary(activityRow(buzzId(number), number)));
const full = (call: string, person: string): Entry => ({
  ...(callFailed(call, person, 'quota') as Extract<Entry, { kind: 'call-failed' }>),
  final: 'too-many-unread',
  problem: { code: 230023, advice: 'too-many-unread', params: {}, logId: 'log-1' },
});
const people = (since = 0) => kept.ledger.setbacks(company, since).map(({ personKey }) => personKey);

it('remembers across a restart which people Feishu refused last, and why', async () => {
  await append(1, calling('c1', 'ou_a', 1), full('c1', 'ou_a'), calling('c2', 'ou_b', 2), called('c2'));
  kept.restart();
  expect(kept.ledger.setbacks(company, 0)).toEqual([
    { personKey: 'ou_a', at: 9, problem: { code: 230023, advice: 'too-many-unread', params: {}, logId: 'log-1' } },
  ]);
  expect(people(10)).toEqual([]);
  expect(kept.ledger.setbacks(WorkspaceId.parse('ws_other'), 0)).toEqual([]);
});

it('forgets it once a call got through, and not because of one that did not', async () => {
  await append(1, calling('c1', 'ou_a', 1), full('c1', 'ou_a'));
  await append(2, calling('c2', 'ou_a', 2), called('c2', ['ou_a']));
  await append(3, calling('c3', 'ou_a', 3), callFailed('c3', 'ou_a', 'unknown'));
  expect(people()).toEqual(['ou_a']);
  await append(4, calling('c4', 'ou_a', 4), called('c4'));
  expect(people()).toEqual([]);
});

it('is deleted with the buzzes it comes from', async () => {
  await append(1, calling('c1', 'ou_a', 1), full('c1', 'ou_a'));
  kept.ledger.forget(9, new Set(), 0);
  expect(people()).toEqual(['ou_a']);
  kept.ledger.forget(10, new Set(), 0);
  expect(people()).toEqual([]);
});

it('ends a full list of unread buzzes when its person reads, and no other refusal', async () => {
  const gone: Entry = { ...full('c2', 'ou_b'), ...{ final: 'unreachable' as const } };
  if (gone.kind !== 'call-failed') expect.fail('another entry');
  const outside = {
    ...gone,
    problem: { code: 230013, advice: 'outside-availability' as const, params: {}, logId: null },
  };
  await append(1, calling('c1', 'ou_a', 1), full('c1', 'ou_a'), calling('c2', 'ou_b', 1), outside);
  const read = (key: string, at: number): Entry => ({ kind: 'receipts', at, read: [{ key, at }], problem: null });
  await append(1, read('ou_a', 8), read('ou_b', 12));
  expect(people()).toEqual(['ou_a', 'ou_b']);
  await append(1, read('ou_a', 12));
  expect(people()).toEqual(['ou_b']);
});

it('remembers across a restart which paid channel is used up, until a call over it gets through', async () => {
  const channels = () => kept.ledger.usedUp(company, 0).map(({ channel }) => channel);
  const refused = callFailed('c1', 'ou_a', 'quota');
  if (refused.kind !== 'call-failed') expect.fail('another entry');
  const usedUp: Entry = {
    ...refused,
    channel: 'phone',
    problem: { code: 230024, advice: 'buzz-quota', params: {}, logId: 'log-1' },
  };
  const phone = (call: string): Entry => ({ ...calling(call, 'ou_a', 1), channel: 'phone' }) as Entry;
  const sms = (call: string): Entry => ({ ...calling(call, 'ou_a', 1), channel: 'sms' }) as Entry;
  await append(1, phone('c1'), usedUp);
  kept.restart();
  expect(channels()).toEqual(['phone']);
  expect(kept.ledger.usedUp(company, 10)).toEqual([]);
  await append(2, sms('c2'), called('c2'));
  await append(2, phone('c3'), called('c3', ['ou_a']));
  expect(channels()).toEqual(['phone']);
  await append(3, phone('c4'), called('c4'));
  expect(channels()).toEqual([]);
});
