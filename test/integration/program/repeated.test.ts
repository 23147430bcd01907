import { beforeAll, beforeEach, expect, test } from 'vitest';
import type { Practice } from '../../../electron/practice/start-practice';
import type { StoreClass } from '../../../electron/storage/stored-file';
import { type CommandDesk, openCommandDesk, sendOf } from '../../support/desk/command-desk';
import { loadElectronStore } from '../../support/disk/electron-store';
import { aCompany } from '../../support/feishu/a-company';

// The same draft within ten seconds is one wish: the second answer says that nothing was sent again.

let Store: StoreClass;
let practice: Practice;
let desk: CommandDesk;

beforeAll(async () => {
  Store = await loadElectronStore();
});
beforeEach(async () => {
  practice = await aCompany({ readingSpeed: 0 });
  desk = openCommandDesk({ Store, practice, keyring: true });
});

test('in JSON, in text, and not of the first or of another one', async () => {
  const command = sendOf({ to: ['林涛'], text: '只此一次' });
  const first = JSON.parse((await desk.run(command)).stdout);
  expect('repeated' in first).toBe(false);
  const second = await desk.run(command);
  expect(second.exit).toBe(0);
  expect(JSON.parse(second.stdout)).toMatchObject({ id: first.id, repeated: true });
  const third = await desk.run(command, { json: false });
  expect(third.stdout).toMatch(/^The same buzz went out within the last 10 seconds, so nothing was sent again/);
  expect(third.stdout).toContain(first.id);
  expect(practice.log.entries.filter(({ api }) => api === 'send')).toHaveLength(1);
  const other = await desk.run(sendOf({ to: ['林涛'], text: '另一件' }));
  expect('repeated' in JSON.parse(other.stdout)).toBe(false);
});
