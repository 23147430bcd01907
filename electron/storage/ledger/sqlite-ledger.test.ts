import { copyFileSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'libsql';
import { expect, it } from 'vitest';
import { buzzDesk, draft } from '../../../test/support/desk/buzz-desk';
import { keptLedger } from '../../../test/support/disk/kept-ledger';
import { activityRow, buzzId, callFailed, sent, summary } from '../../../test/support/disk/ledger-rows';
import { crowd } from '../../../test/support/feishu/scripted-feishu';
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
