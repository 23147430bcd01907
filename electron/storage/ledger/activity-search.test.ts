import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'libsql';
import { expect, it } from 'vitest';
import { keptLedger } from '../../../test/support/disk/kept-ledger';
import { activityRow, buzzId, calling, confirmed, summary } from '../../../test/support/disk/ledger-rows';
import type { Outcome } from '../../contract/model/channel';
import type { Confirmed } from '../../core/buzz/record/entry';
import type { ActivityQuery } from '../../core/buzz/record/ledger';
import { searchForm } from '../../core/text/search-form';
import { indexed } from './search-index';

const kept = keptLedger();

const add = (number: number, change: Partial<Confirmed>, outcomes: readonly Outcome[] = ['accepted']) => {
  const id = buzzId(number);
  const row = { ...activityRow(id, number), ...(change.text === undefined ? {} : { text: change.text }) };
  return kept.ledger.append(id, [confirmed(id, number, change)], () => summary(row, outcomes));
};
const person = (name: string) => ({ key: name, name, idType: 'open_id' as const, id: 'ou_1', preflight: null });
const found = (query: string, page: Partial<ActivityQuery> = {}) =>
  kept.ledger.list({ before: null, limit: 50, query, ...page }).map((row) => Number(row.id.slice(3)));

it('finds parts of Chinese words, two characters or one, in text, title, chat and names', async () => {
  await add(1, { text: '订单库主从延迟告警，请上线' });
  await add(2, { text: '机房停电', title: '机房值班' });
  await add(3, { text: '警告：磁盘', people: [person('尉迟恭')] });
  await add(4, { text: '请看', chat: { chatId: 'oc_1' as never, name: '告警群' } });
  expect(found('告警')).toEqual([4, 1]);
  expect(found('电')).toEqual([2]);
  expect(found('机')).toEqual([2]);
  expect(found('迟')).toEqual([3, 1]);
  expect(found('恭')).toEqual([3]);
  expect(found('订单库主从延迟告警，请上线')).toEqual([1]);
  expect(found('告线')).toEqual([]);
});

it('asks for every word, wherever each stands, and takes case and full width for the same', async () => {
  await add(1, { text: 'Order DB is down, p99 > 500ms', title: '数据库' });
  await add(2, { text: 'order service slow' });
  expect(found('order')).toEqual([2, 1]);
  expect(found('rder dow')).toEqual([1]);
  expect(found('ＯＲＤＥＲ 数据')).toEqual([1]);
  expect(found('p99 >')).toEqual([1]);
  expect(found('  ')).toEqual([2, 1]);
});

it.each(['"', '*', "'", 'AND', 'NOT x', '(', '^a', 'words:x', '-', '\\', '%', '😀'])(
  'takes %s for what it is, not for an operator',
  async (query) => {
    await add(1, { text: `before ${query} after` });
    await add(2, { text: '没有' });
    expect(found(query)).toEqual([1]);
  },
);

it('compares as the search for people does: without accents, width, case, invisible marks and traditional characters', async () => {
  await add(1, { text: 'Álvaro Núñez ruft an', people: [person('ＺＷ 值班')] });
  await add(2, { text: '單小雨，張偉', people: [person('O’Neil')] });
  await add(3, { text: '别的', people: [person('阿卜杜拉·买买提')] });
  for (const query of ['alvaro', 'ÁLVARO', 'A\u0301lvaro', 'nunez', 'zw', 'ＺＷ', '\u202ezw\u202c'])
    expect([query, found(query)]).toEqual([query, [1]]);
  for (const query of ['单小雨', '張偉', '张伟', "o'neil", 'O‘NEIL'])
    expect([query, found(query)]).toEqual([query, [2]]);
  for (const query of ['阿卜杜拉•买买提', '拉・买']) expect([query, found(query)]).toEqual([query, [3]]);
  // Nothing that a person sees is asked for.
  for (const query of ['\u0000', '\u200b \u202e']) expect([query, found(query)]).toEqual([query, [3, 2, 1]]);
});

it('goes on finding and forgetting buzzes that were indexed in another form', async () => {
  await add(1, { text: 'Álvaro', people: [person('單小雨')] });
  await add(9, { text: 'Álvaro' });
  kept.close();
  const db = new Database(join(kept.folder, 'ledger.db'));
  // As the version before wrote them: only width and case were folded.
  db.exec("INSERT INTO found (found) VALUES ('delete-all')");
  for (const n of [1, 2]) db.prepare('INSERT INTO found (rowid, words) VALUES (?, ?)').run(n, tokenOf('álvaro'));
  db.exec('DROP TABLE reminding; DROP TABLE picture; DROP INDEX buzz_outcome_512; PRAGMA user_version = 8;');
  db.close();
  kept.open();
  expect([found('alvaro'), found('单')]).toEqual([[9, 1], [1]]);
  expect(kept.ledger.forget(5, new Set(), 0)).toEqual(['bz_1']);
  expect([found('alvaro'), found('单')]).toEqual([[9], []]);
});

/** Backups as a plan freezes them: one group of one person. */
const backups = (group: string, name: string): NonNullable<Confirmed['backups']> => ({
  groups: [{ id: 'grp_1' as never, name: group, people: [name] }],
  people: [{ ...person(name), message: null }],
  messages: [],
});

it('finds a buzz by the people and the group that stand in for others', async () => {
  await add(1, { text: '主库', backups: backups('二线值班', '欧阳雪') });
  await add(2, { text: '备库' });
  expect([found('欧阳雪'), found('二线'), found('主库 欧阳'), found('备库 欧阳')]).toEqual([[1], [1], [1], []]);
});

it('finds and forgets buzzes by backups that were not indexed yet', async () => {
  await add(1, { text: '主库', backups: backups('二线值班', '欧阳雪') });
  await add(2, { text: '备库，见 "backups":{ 的说明' });
  await add(9, { text: '从库', backups: backups('二线值班', '欧阳雪') });
  kept.close();
  const db = new Database(join(kept.folder, 'ledger.db'));
  const unindex = db.prepare("INSERT INTO found (found, rowid, words) VALUES ('delete', ?, ?)");
  const index = db.prepare('INSERT INTO found (rowid, words) VALUES (?, ?)');
  // As the version before wrote them.
  for (const { n, body } of db.prepare('SELECT buzz.rowid AS n, body FROM entry JOIN buzz ON id = buzz_id').all() as {
    n: number;
    body: string;
  }[]) {
    const opened = JSON.parse(body) as Confirmed;
    unindex.run(n, indexed(opened));
    index.run(n, indexed({ ...opened, backups: undefined }));
  }
  db.exec('PRAGMA user_version = 15;');
  db.close();
  kept.open();
  expect([found('欧阳'), found('主库'), found('说明')]).toEqual([[9, 1], [1], [2]]);
  expect([...kept.ledger.forget(5, new Set(), 0)].sort()).toEqual(['bz_1', 'bz_2']);
  expect([found('欧阳'), found('二线'), found('主')]).toEqual([[9], [9], []]);
});

it('indexes in a form that has not changed: forgetting needs the very words of then', () => {
  const form = searchForm(
    Array.from({ length: 0x9fff - 0x3400 }, (_, at) => String.fromCharCode(0x3400 + at)).join('\n'),
  );
  // If a new table of characters changes this, a step of `schema.ts` has to index everything anew.
  expect(createHash('sha256').update(form).digest('hex').slice(0, 16)).toBe('abc89da4d42f3db7');
});

it('does not take the end of one field and the beginning of the next for a word', async () => {
  await add(1, { title: '停', text: '电力正常' });
  expect(found('停电')).toEqual([]);
});

it('lists only buzzes in which a person has the wanted outcome now', async () => {
  await add(1, {}, ['accepted']);
  await add(2, { text: '告警' }, ['accepted', 'refused']);
  await add(3, { text: '告警' }, ['pending']);
  expect(found('', { outcome: 'refused' })).toEqual([2]);
  expect(found('告警', { outcome: 'pending' })).toEqual([3]);
  await kept.ledger.append(buzzId(3), [], () => summary(activityRow(buzzId(3), 3), ['unknown', 'refused']));
  expect(found('', { outcome: 'pending' })).toEqual([]);
  expect(found('', { outcome: 'refused' })).toEqual([3, 2]);
  expect(found('警', { outcome: 'unknown' })).toEqual([3]);
});

it('continues a search page by page', async () => {
  for (const number of [1, 2, 3, 4, 5]) await add(number, { text: number === 3 ? '平安' : '告警' });
  expect(found('告警', { limit: 2 })).toEqual([5, 4]);
  expect(found('告警', { limit: 2, before: buzzId(4) })).toEqual([2, 1]);
  expect(found('告警', { limit: 2, before: buzzId(1) })).toEqual([]);
  expect(found('', { outcome: 'accepted', limit: 2, before: buzzId(3) })).toEqual([2, 1]);
});

it('forgets old settled buzzes, and leaves nothing of them on the disk', async () => {
  await add(1, { text: '绝密的旧事', people: [person('旧人')] });
  await kept.ledger.append(buzzId(1), [calling('a', 'ou_1', 1)], () => summary(activityRow(buzzId(1), 1)));
  await kept.ledger.append(buzzId(2), [confirmed(buzzId(2), 2, { text: '还在进行' })], () =>
    summary(activityRow(buzzId(2), 2, 'running')),
  );
  await add(3, { text: '有人在看' });
  await add(9, { text: '新的' });
  expect(kept.ledger.forget(5, new Set([buzzId(3)]), 5)).toEqual(['bz_1']);
  expect(found('')).toEqual([9, 3, 2]);
  expect(found('绝密')).toEqual([]);
  expect(found('旧')).toEqual([]);
  expect(kept.ledger.read(buzzId(1))).toEqual([]);
  expect(kept.ledger.paidCalls(0)).toEqual([]);
  expect(kept.ledger.forget(5, new Set([buzzId(3)]), 5)).toEqual([]);

  const traces = [
    Buffer.from('绝密'),
    Buffer.from('旧人'),
    ...['绝密', '旧人'].map((word) => Buffer.from(tokenOf(word))),
  ];
  for (const name of readdirSync(kept.folder)) {
    const bytes = readFileSync(join(kept.folder, name));
    expect(traces.map((trace) => bytes.includes(trace))).toEqual([false, false, false, false]);
  }
});
const tokenOf = (word: string) => [...word].map((char) => char.codePointAt(0)!.toString(36).padStart(4, '0')).join('');

it('goes on counting paid calls of forgotten buzzes while their month lasts', async () => {
  await add(1, {});
  await kept.ledger.append(buzzId(1), [calling('a', 'ou_1', 20)], () => summary(activityRow(buzzId(1), 1)));
  expect(kept.ledger.forget(100, new Set(), 10)).toEqual(['bz_1']);
  expect(kept.ledger.paidCalls(0)).toHaveLength(1);
  kept.ledger.forget(100, new Set(), 30);
  expect(kept.ledger.paidCalls(0)).toEqual([]);
});

it('finds buzzes that an older version wrote, after opening its ledger', async () => {
  await add(1, { text: '订单库告警' });
  await add(2, { text: '别的' });
  kept.close();
  const db = new Database(join(kept.folder, 'ledger.db'));
  const indexes = db.prepare("SELECT name FROM sqlite_master WHERE name LIKE 'buzz_outcome_%'").all() as {
    name: string;
  }[];
  for (const { name } of indexes) db.exec(`DROP INDEX ${name}`);
  db.exec(
    'DROP TABLE reminding; DROP TABLE picture; DROP TABLE used_up; DROP TABLE name; DROP TABLE writer; DROP TABLE clock; DROP TABLE setback; DROP INDEX buzz_armed; ALTER TABLE buzz DROP COLUMN armed;',
  );
  db.exec('DROP TABLE found; ALTER TABLE buzz DROP COLUMN outcomes; PRAGMA user_version = 1;');
  db.close();
  kept.open();
  expect(found('告警')).toEqual([1]);
  expect(found('', { outcome: 'pending' })).toEqual([2, 1]);
});
