import { copyFileSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'libsql';
import { expect, it } from 'vitest';
import { buzzDesk, draft } from '../../../test/support/desk/buzz-desk';
import { keptLedger } from '../../../test/support/disk/kept-ledger';
import {
  activityRow,
  buzzId,
  callFailed,
  calling,
  confirmed,
  sent,
  summary,
} from '../../../test/support/disk/ledger-rows';
import { crowd } from '../../../test/support/feishu/scripted-feishu';
import { defaultSettings } from '../../contract/model/settings';
import type { Entry } from '../../core/buzz/record/entry';
import type { Ledger } from '../../core/buzz/record/ledger';
import { openLedger } from './open-ledger';

const kept = keptLedger();

/** Works on the file beside the program, as damage and other programs do. */
const beside = (sql: string) => {
  const db = new Database(join(kept.folder, 'ledger.db'));
  db.exec(sql);
  db.close();
};

const append = (number: number, entries: readonly Entry[], row = activityRow(buzzId(number), number)) =>
  kept.ledger.append(buzzId(number), entries, () => summary(row));

it('gives back the entries of a buzz in the order they were appended, and of no other', async () => {
  await append(1, [sent(1, 'a'), sent(2, 'b')]);
  await append(2, [sent(3, 'c')]);
  await append(1, [sent(4, 'd')]);
  expect(kept.ledger.read(buzzId(1))).toEqual([sent(1, 'a'), sent(2, 'b'), sent(4, 'd')]);
  expect(kept.ledger.read(buzzId(9))).toEqual([]);
});

it('writes what may wait with the next commit, in its order, or by itself, and before it closes', async () => {
  const commits: number[] = [];
  const add = (number: number, mayWait: boolean) => {
    const summed = () => {
      commits.push(number);
      return summary(activityRow(buzzId(1), 1));
    };
    return kept.ledger.append(buzzId(1), [sent(number)], summed, mayWait);
  };
  await Promise.all([add(1, true), add(2, true), add(3, false)]);
  expect(commits).toEqual([3]);
  await Promise.all([add(4, true), add(5, true)]);
  expect(commits).toEqual([3, 5]);
  const last = add(6, true);
  kept.close();
  await last;
  kept.open();
  expect(kept.ledger.read(buzzId(1))).toEqual([1, 2, 3, 4, 5, 6].map((number) => sent(number)));
});

it('shares one commit among all that is appended in one turn, and keeps their order', async () => {
  const summaries: string[] = [];
  const all = Array.from({ length: 50 }, (_, index) =>
    kept.ledger.append(buzzId(index % 2), [sent(index)], () => {
      summaries.push(`${index}`);
      return summary(activityRow(buzzId(index % 2), 1));
    }),
  );
  expect(kept.ledger.read(buzzId(0))).toEqual([]);
  await Promise.all(all);
  // Once per buzz and commit, not once per entry.
  expect(summaries).toEqual(['48', '49']);
  expect(kept.ledger.read(buzzId(1)).map((entry) => entry.at)).toEqual(
    Array.from({ length: 25 }, (_, index) => 2 * index + 1),
  );
});

it('keeps all of a commit or nothing, and goes on afterwards', async () => {
  const good = append(1, [sent(1)]);
  const bad = kept.ledger.append(buzzId(2), [sent(2)], () => {
    throw new Error('no summary');
  });
  await expect(good).rejects.toThrow('no summary');
  await expect(bad).rejects.toThrow('no summary');
  expect(kept.ledger.read(buzzId(1))).toEqual([]);
  await append(1, [sent(3)]);
  expect(kept.ledger.read(buzzId(1))).toHaveLength(1);
});

it('rejects when another program keeps the file locked', async () => {
  kept.close();
  kept.open(1);
  const other = new Database(join(kept.folder, 'ledger.db'));
  other.exec('BEGIN IMMEDIATE');
  await expect(append(1, [sent(1)])).rejects.toThrow(/locked/);
  other.exec('COMMIT');
  other.close();
  await append(1, [sent(1)]);
  expect(kept.ledger.read(buzzId(1))).toHaveLength(1);
});

it('takes entries from one of two processes that have it open, the first to write, and never again from the other', async () => {
  await append(1, [sent(1)]);
  const [first, second] = [openLedger(kept.folder, 0).ledger, openLedger(kept.folder, 0).ledger];
  const write = (to: Ledger, number: number) =>
    to.append(buzzId(number), [sent(number)], () => summary(activityRow(buzzId(number), number)));
  await write(second, 2);
  await expect(write(first, 3)).rejects.toThrow('ledger-in-use');
  await expect(append(4, [sent(4)])).rejects.toThrow('ledger-in-use');
  await write(second, 5);
  second.close();
  // It knows nothing of what the other one has done, also when that one is gone.
  await expect(write(first, 6)).rejects.toThrow('ledger-in-use');
  first.close();
  kept.restart();
  await append(7, [sent(7)]);
  expect([1, 2, 3, 4, 5, 6, 7].filter((number) => kept.ledger.read(buzzId(number)).length > 0)).toEqual([1, 2, 5, 7]);
});

it.each([
  ['removed', (file: string) => renameSync(file, `${file}.away`)],
  [
    'replaced by its copy',
    (file: string) => {
      copyFileSync(file, `${file}.copy`);
      renameSync(`${file}.copy`, file);
    },
  ],
])('records nothing more once its file was %s, since no later start would find it', async (_what, change) => {
  await append(1, [sent(1)]);
  change(join(kept.folder, 'ledger.db'));
  await expect(append(1, [sent(2)])).rejects.toThrow('ledger-replaced');
  const desk = buzzDesk({ ledger: kept.ledger });
  const problem = { advice: 'ledger-replaced' };
  expect(await desk.confirm(await desk.engine.plan(draft(crowd(1))))).toMatchObject({ ok: false, problem });
  expect(desk.feishu.seen).toEqual([]);
});

it('lists buzzes newest first, page by page', async () => {
  for (const number of [1, 2, 3, 4, 5]) await append(number, [sent(number)]);
  const page = kept.ledger.list({ before: null, limit: 2 });
  expect(page.map((row) => row.id)).toEqual(['bz_5', 'bz_4']);
  expect(kept.ledger.list({ before: page[1]!.id, limit: 2 }).map((row) => row.id)).toEqual(['bz_3', 'bz_2']);
  expect(kept.ledger.list({ before: buzzId(1), limit: 2 })).toEqual([]);
  expect(kept.ledger.list({ before: buzzId(99), limit: 2 })).toEqual([]);
});

it('tells apart buzzes of the same millisecond', async () => {
  for (const number of [1, 2, 3]) await append(number, [sent(7)], activityRow(buzzId(number), 7));
  expect(kept.ledger.list({ before: null, limit: 2 }).map((row) => row.id)).toEqual(['bz_3', 'bz_2']);
  expect(kept.ledger.list({ before: buzzId(2), limit: 9 }).map((row) => row.id)).toEqual(['bz_1']);
});

it('shows the newest summary of a buzz, at its old place', async () => {
  await append(1, [sent(1)], activityRow(buzzId(1), 1, 'running'));
  await append(2, [sent(2)], activityRow(buzzId(2), 2, 'running'));
  expect(kept.ledger.unsettled()).toEqual(['bz_1', 'bz_2']);
  await append(1, [sent(3)], { ...activityRow(buzzId(1), 1), read: 1 });
  expect(kept.ledger.unsettled()).toEqual(['bz_2']);
  expect(kept.ledger.list({ before: null, limit: 9 }).map((row) => [row.id, row.read])).toEqual([
    ['bz_2', 0],
    ['bz_1', 1],
  ]);
});

it('counts paid calls that were made or may have been, but none that provably were not', async () => {
  await append(1, [calling('made', 'ou_1', 10), calling('lost', 'ou_2', 11), calling('refused', 'ou_3', 12)]);
  await append(1, [calling('again', 'ou_4', 13, 'sms'), calling('app', 'ou_5', 14, 'app')]);
  await append(1, [
    { kind: 'called', at: 15, call: 'made', invalid: [], logId: null },
    callFailed('lost', 'ou_2', 'unknown'),
    callFailed('refused', 'ou_3', 'quota'),
  ]);
  expect(kept.ledger.paidCalls(0)).toEqual([
    { workspaceId: 'ws_company', channel: 'phone', personKey: 'ou_1', at: 10 },
    { workspaceId: 'ws_company', channel: 'phone', personKey: 'ou_2', at: 11 },
    { workspaceId: 'ws_company', channel: 'sms', personKey: 'ou_4', at: 13 },
  ]);
  expect(kept.ledger.paidCalls(11).map((call) => call.personKey)).toEqual(['ou_2', 'ou_4']);
  await append(1, [callFailed('again', 'ou_4', null)]);
  await append(1, [{ kind: 'called', at: 16, call: 'made', invalid: ['ou_1'], logId: null }]);
  expect(kept.ledger.paidCalls(0).map((call) => call.personKey)).toEqual(['ou_2']);
});

it('skips entries and summaries that cannot be read, and returns the others', async () => {
  await append(1, [sent(1, 'a'), sent(2, 'b'), sent(3, 'c')]);
  await append(2, [sent(4)]);
  beside(`UPDATE entry SET body = '{"kind":"sent"' WHERE at = 1`);
  beside(`UPDATE entry SET body = '{"kind":"from-the-future"}' WHERE at = 2`);
  beside(`UPDATE buzz SET row = 'x' WHERE id = 'bz_2'`);
  expect(kept.ledger.read(buzzId(1))).toEqual([sent(3, 'c')]);
  expect(kept.ledger.list({ before: null, limit: 9 }).map((row) => row.id)).toEqual(['bz_1']);
});

it('reads entries of before `lost` and `mayBeThere` were kept as not lost', async () => {
  await append(1, [callFailed('a', 'ou_1', 'quota')]);
  beside(`UPDATE entry SET body = json_remove(body, '$.lost')`);
  expect(kept.ledger.read(buzzId(1))).toEqual([callFailed('a', 'ou_1', 'quota')]);
});

it('writes waiting entries when it is closed, and takes no more', async () => {
  const waiting = append(1, [sent(1)]);
  kept.close();
  await waiting;
  await expect(append(1, [sent(2)])).rejects.toThrow('closed');
  expect(kept.ledger.list({ before: null, limit: 9 })).toEqual([]);
  kept.open();
  expect(kept.ledger.read(buzzId(1))).toEqual([sent(1)]);
});

it('finds the buzzes whose ladder has not ended, also after it was opened anew, and forgets none of them', async () => {
  const ladder = defaultSettings.ladders[0] ?? null;
  for (const number of [1, 2, 3, 4]) {
    await append(number, [confirmed(buzzId(number), number, { ladder: number === 4 ? null : ladder })]);
  }
  await append(2, [{ kind: 'stopped', at: 9 }]);
  await append(3, [{ kind: 'ladder-ended', at: 9 }]);
  expect(kept.ledger.armed()).toEqual(['bz_1']);
  kept.restart();
  expect(kept.ledger.armed()).toEqual(['bz_1']);
  expect(kept.ledger.forget(1_000, new Set(), 0)).not.toContain('bz_1');
  expect(kept.ledger.read(buzzId(1))).toHaveLength(1);
});
