import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, expect, it } from 'vitest';
import { tempFolder } from '../../test/support/disk/temp-folder';
import { realTraces } from './real-traces';

let folder = '';
beforeEach(() => {
  folder = tempFolder();
  mkdirSync(join(folder, 'people'));
});
const put = (name: string, content: string | Buffer = '') => writeFileSync(join(folder, name), content);

it('finds none where there has only been practice', () => {
  expect(realTraces(join(folder, 'nowhere'))).toEqual([]);
  put('settings.json', '{"version":1,"data":{"settings":{"currentWorkspaceId":"ws_practice"},"workspaces":[]}}');
  put('groups.json', '{"data":[{"workspaceId":"ws_practice"}]}');
  put('drafts.json', JSON.stringify({ data: [{ workspaceId: 'ws_practice', text: 'curl "ws_gateway"' }] }));
  put('people/ws_practice.jsonl', '{}');
  put('ledger.db', Buffer.concat([Buffer.alloc(5000), Buffer.from('{"workspaceId":"ws_practice"}')]));
  // One bad setting was left out; the list of workspaces was there.
  put('settings.damaged-1.json', '{"version":1,"data":{"settings":{"hotkey":7},"workspaces":[]}}');
  put('notes.json', '"ws_other"');
  expect(realTraces(folder)).toEqual([]);
});

it.each([
  ['settings.damaged-1.json', Buffer.alloc(300)],
  ['settings.damaged-1.json', '{"version":1,"data":{"settings":{}'],
  ['settings.damaged-1.json', '{}'],
  ['settings.json', '{"version":99,"data":{"all":{"ws_a1":{}}}}'],
  ['settings.json', '{"data":{"settings":{"lastRealWorkspaceId":"ws_a1"}'],
  ['groups.damaged-1.json', '[{"workspaceId":"ws_a1","name":"值'],
  ['drafts.json', '"ws_a1"'],
  ['vault.json', '{}'],
  ['vault.damaged-1.json', Buffer.alloc(10)],
  ['people/ws_a1.jsonl', ''],
  ['ledger.damaged-1.db', Buffer.concat([Buffer.alloc(1024 * 1024 - 3), Buffer.from('"ws_a1"')])],
])('finds one in %s', (name, content) => {
  put(name, content);
  expect(realTraces(folder)).toEqual([name]);
});

it('names the most telling files first', () => {
  for (const name of ['drafts.json', 'groups.json']) put(name, '"ws_a1"');
  for (const name of ['vault.json', 'settings.damaged-1.json']) put(name);
  expect(realTraces(folder)).toEqual(['settings.damaged-1.json', 'vault.json', 'drafts.json', 'groups.json']);
});
