import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { emptyDraft } from '../../../electron/contract/model/draft';
import { GroupId } from '../../../electron/contract/model/ids';
import { practiceId } from '../../../electron/contract/model/workspace';
import { openLedger } from '../../../electron/storage/ledger/open-ledger';
import { openSettingsStore } from '../../../electron/storage/settings-store';
import type { StoreClass } from '../../../electron/storage/stored-file';
import { loadElectronStore } from '../../support/disk/electron-store';
import { activityRow, buzzId, sent, summary } from '../../support/disk/ledger-rows';
import { type SmallDisk, smallDisk } from '../../support/disk/small-disk';
import { tempFolder } from '../../support/disk/temp-folder';
import { aGroup } from '../../support/samples';

// A disk that is really full: a small one in memory, which only root may mount.

let folder = '';
let disk: SmallDisk | null = null;
let Store: StoreClass;

beforeAll(async () => {
  Store = await loadElectronStore();
});
beforeEach(() => {
  folder = tempFolder();
  disk = smallDisk(folder, 2);
});
afterEach(() => {
  disk?.remove();
});

const fill = () => disk?.fill();
const free = () => disk?.free();
const openStore = () => openSettingsStore({ folder, Store, now: () => 0 });
const group = (name: string) =>
  aGroup(
    Array.from({ length: 400 }, (_, index) => ({ name: `成员${index}` })),
    { id: GroupId.parse('grp_1'), workspaceId: practiceId, name },
  );

describe('a full disk', () => {
  it('loses no group and no draft: the error is reported, saved data stay intact, and saving works again later', (context) => {
    if (!disk) context.skip('mounting a small disk takes root on Linux');
    const { store, settle } = openStore();
    const draft = { ...emptyDraft(practiceId), text: '三号产线停机' };
    expect(store.saveGroups(practiceId, [group('值班组')]).ok).toBe(true);
    expect(store.keepDraft(draft).ok).toBe(true);
    fill();
    expect(store.saveGroups(practiceId, [group('改了名的值班组')])).toMatchObject({
      ok: false,
      problem: { advice: 'storage-failed', params: { reason: 'ENOSPC' } },
    });
    expect(store.keepDraft({ ...draft, text: `${draft.text}，请到现场` }).ok).toBe(false);
    // In memory the draft keeps changing.
    expect(store.draft(practiceId).text).toBe('三号产线停机，请到现场');

    const after = openStore();
    expect(after.problems).toEqual([]);
    expect(after.store.groups(practiceId)).toEqual([group('值班组')]);
    expect(after.store.draft(practiceId)).toEqual(draft);

    free();
    expect(store.saveGroups(practiceId, [group('改了名的值班组')]).ok).toBe(true);
    expect(readFileSync(join(folder, 'groups.json'), 'utf8')).toContain('改了名的值班组');
    // The text typed without room is written once there is room, without further typing.
    expect(settle().ok).toBe(true);
    expect(openStore().store.draft(practiceId).text).toBe('三号产线停机，请到现场');
  });

  it('refuses a buzz that it cannot record, keeps the ledger, and goes on later', async (context) => {
    if (!disk) context.skip('mounting a small disk takes root on Linux');
    const { ledger } = openLedger(folder, 0);
    const append = (number: number) =>
      ledger.append(buzzId(number), [sent(number)], () => summary(activityRow(buzzId(number), number)));
    await append(1);
    fill();
    const refused: number[] = [];
    // The ledger's log has some free room before it has to grow.
    for (let number = 2; number < 200 && refused.length === 0; number += 1)
      await append(number).catch(() => refused.push(number));
    expect(refused).toHaveLength(1);
    expect(ledger.read(buzzId(1))).toEqual([sent(1)]);
    const written = ledger.list({ before: null, limit: 500 }).length;

    free();
    await append(500);
    ledger.close();
    const { ledger: again, problem } = openLedger(folder, 0);
    expect(problem).toBeNull();
    expect(again.list({ before: null, limit: 500 })).toHaveLength(written + 1);
    expect(again.read(buzzId(1))).toEqual([sent(1)]);
    again.close();
  });
});
