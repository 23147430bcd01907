import { join } from 'node:path';
import Database from 'libsql';
import { expect, it } from 'vitest';
import { keptLedger } from '../../../test/support/disk/kept-ledger';
import { activityRow, buzzId, confirmed, summary } from '../../../test/support/disk/ledger-rows';
import { WorkspaceId } from '../../contract/model/ids';

const company = WorkspaceId.parse('ws_company');
const kept = keptLedger();

const buzz = (number: number, ...people: (readonly [key: string, name: string])[]) =>
  kept.ledger.append(
    buzzId(number),
    [
      confirmed(buzzId(number), number, {
        workspaceId: company,
        people: people.map(([key, name]) => ({ key, name, idType: 'open_id', id: key, preflight: null })),
      }),
    ],
    () => summary(activityRow(buzzId(number), number)),
  );

it('knows the name of the last buzz, in its workspace, and takes no id or address for a name', async () => {
  await buzz(1, ['ou_a', '李雷'], ['on_b', 'on_b'], ['user:c', 'c@lianxi.example'], ['ou_d', '138****8000']);
  await buzz(2, ['ou_a', '李雷雷'], ['ou_e', 'O\'Neil "X"']);
  await buzz(3, ['ou_a', 'ou_a']);
  expect(kept.ledger.nameOf(company, ['on_a', 'ou_a'])).toBe('李雷雷');
  expect(kept.ledger.nameOf(company, ['ou_e'])).toBe('O\'Neil "X"');
  for (const key of ['on_b', 'user:c', 'ou_d', 'ou_z']) expect(kept.ledger.nameOf(company, [key])).toBeUndefined();
  expect(kept.ledger.nameOf(WorkspaceId.parse('ws_other'), ['ou_a'])).toBeUndefined();
});

it('forgets it with the last buzz that said it', async () => {
  await buzz(1, ['ou_a', '李雷'], ['ou_b', '韩梅梅']);
  await buzz(5, ['ou_a', '李雷']);
  kept.ledger.forget(3, new Set(), 0);
  expect([kept.ledger.nameOf(company, ['ou_a']), kept.ledger.nameOf(company, ['ou_b'])]).toEqual(['李雷', undefined]);
});

it('learns it from the entries of an older ledger, the newest first', async () => {
  await buzz(1, ['ou_a', '李雷']);
  await buzz(2, ['ou_a', '李雷雷']);
  kept.close();
  const db = new Database(join(kept.folder, 'ledger.db'));
  db.exec(
    'DROP TABLE reminding; DROP TABLE picture; DROP TABLE used_up; DROP TABLE name; DROP INDEX buzz_outcome_512; PRAGMA user_version = 6;',
  );
  db.close();
  kept.open();
  expect(kept.ledger.nameOf(company, ['ou_a'])).toBe('李雷雷');
});
