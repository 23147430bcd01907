import { afterEach, beforeEach, expect, it } from 'vitest';
import { activityRow, buzzId, callFailed, calling, summary } from '../../../test/support/disk/ledger-rows';
import { tempFolder } from '../../../test/support/disk/temp-folder';
import { WorkspaceId } from '../../contract/model/ids';
import type { Entry } from '../../core/buzz/record/entry';
import type { Ledger } from '../../core/buzz/record/ledger';
import { openLedger } from './open-ledger';

const company = WorkspaceId.parse('ws_company');
let folder = '';
let ledger: Ledger;

beforeEach(() => {
  folder = tempFolder();
  ledger = openLedger(folder, 0).ledger;
});
afterEach(() => {
  ledger.close();
});

const append = (number: number, ...entries: Entry[]) =>
  ledger.append(buzzId(number), entries, () => summary(activityRow(buzzId(number), number)));
const full = (call: string, person: string): Entry => ({
  ...(callFailed(call, person, 'quota') as Extract<Entry, { kind: 'call-failed' }>),
  final: 'too-many-unread',
  problem: { code: 230023, advice: 'too-many-unread', params: {}, logId: 'log-1' },
});
const called = (call: string, invalid: string[] = []): Entry => ({
  kind: 'called',
  at: 10,
  call,
  invalid,
  logId: null,
});
const people = (since = 0) => ledger.setbacks(company, since).map(({ personKey }) => personKey);

it('remembers across a restart which people Feishu refused last, and why', async () => {
  await append(1, calling('c1', 'ou_a', 1), full('c1', 'ou_a'), calling('c2', 'ou_b', 2), called('c2'));
  ledger.close();
  ledger = openLedger(folder, 0).ledger;
  expect(ledger.setbacks(company, 0)).toEqual([
    { personKey: 'ou_a', at: 9, problem: { code: 230023, advice: 'too-many-unread', params: {}, logId: 'log-1' } },
  ]);
  expect(people(10)).toEqual([]);
  expect(ledger.setbacks(WorkspaceId.parse('ws_other'), 0)).toEqual([]);
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
  ledger.forget(9, new Set(), 0);
  expect(people()).toEqual(['ou_a']);
  ledger.forget(10, new Set(), 0);
  expect(people()).toEqual([]);
});
