import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { beforeEach, expect, it } from 'vitest';
import { fakeBoard } from '../../../test/support/bridge/fake-world';
import { tempFolder } from '../../../test/support/disk/temp-folder';
import { failed, ok, problem } from '../../contract/advice/problem';
import type { Board } from '../../contract/model/board';
import { BuzzId } from '../../contract/model/ids';
import type { Locale } from '../../contract/model/settings';
import type { ActivityQuery } from '../../core/buzz/record/ledger';
import { readCsv } from '../../core/text/csv';
import { exportActivity } from './export-activity';

let folder = '';
beforeEach(() => {
  folder = tempFolder();
});

const boardOf = (number: number, change: Partial<Board> = {}): Board => ({
  ...fakeBoard,
  id: BuzzId.parse(`bz_${number}`),
  ...change,
});
const sourceOf = (boards: readonly Board[]) => {
  const asked: ActivityQuery[] = [];
  return {
    asked,
    list: (page: ActivityQuery) => {
      asked.push(page);
      const from = page.before === null ? 0 : boards.findIndex((board) => board.id === page.before) + 1;
      return boards.slice(from, from + page.limit);
    },
    board: (id: BuzzId) => {
      const board = boards.find((each) => each.id === id);
      return board ? ok(board) : failed(problem('buzz-gone'));
    },
  };
};
const search = { query: '告警', outcome: null };
const file = () => join(folder, 'out.csv');
const inChina = (locale: Locale) => ({ locale, zone: 'Asia/Shanghai' });

const rowsOf = () => {
  const read = readCsv(readFileSync(file(), 'utf8'));
  if (!read.ok) throw new Error(`not CSV in line ${read.line}`);
  return read.rows.map((row) => row.cells);
};

it('writes a line per person that Excel and people can read, in the language in force', async () => {
  const source = sourceOf([boardOf(1)]);
  expect(await exportActivity(source, search, file(), inChina('zh-CN'))).toEqual(ok(1));
  const text = readFileSync(file(), 'utf8');
  expect(text.startsWith('\uFEFF时间,工作区,')).toBe(true);
  expect(text.replaceAll('\r\n', '').includes('\n')).toBe(false);
  const [head, ...rows] = rowsOf();
  expect(rows).toHaveLength(fakeBoard.people.length);
  const at = (name: string) => head!.indexOf(name);
  fakeBoard.people.forEach((person, index) => {
    expect(rows[index]![at('成员')]).toBe(person.name);
    expect(rows[index]![at('飞书错误码')]).toBe(person.problem?.code == null ? '' : String(person.problem.code));
    expect(rows[index]![at('已读时间')]).toMatch(person.readAt === null ? /^$/ : /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/);
  });
  await exportActivity(source, search, file(), inChina('en-US'));
  expect(rowsOf()[0]).toContain('Outcome');
});

it('writes times in the zone of the moment, not in the one the program started in', async () => {
  const board = boardOf(1, { createdAt: Date.parse('2026-11-30T17:02:41Z') });
  const timeIn = async (zone: string) => {
    await exportActivity(sourceOf([board]), search, file(), { locale: 'en-US', zone });
    const [head, row] = rowsOf();
    return row![head!.indexOf('Time')];
  };
  expect(await timeIn('Asia/Shanghai')).toBe('2026-12-01 01:02:41');
  expect(await timeIn('America/New_York')).toBe('2026-11-30 12:02:41');
});

it.each([
  ['=HYPERLINK("http://x")', `'=HYPERLINK("http://x")`],
  ['+86', "'+86"],
  ['-1+2', "'-1+2"],
  ['@SUM(A1)', "'@SUM(A1)"],
  ['\t=1', "'\t'=1"],
  ['\r=1', "'\r'=1"],
  ['＝1', "'＝1"],
  [' =1', " '=1"],
  ['x;=1', "x;'=1"],
  ['x; "=1', `x; "'=1`],
  ['x\n-1;+2', "x\n'-1;'+2"],
  ['=1;=2', "'=1;'=2"],
])('writes %j as text, not as a formula, whichever separator Excel goes by', async (text, written) => {
  await exportActivity(sourceOf([boardOf(1, { text })]), search, file(), inChina('en-US'));
  const [head, row] = rowsOf();
  expect(row![head!.indexOf('Message')]).toBe(written);
});

it('begins no cell with a formula, however Excel splits the line', async () => {
  const part = fc.constantFrom('=', '+', '-', '@', '＝', ';', '\t', '\n', '\r', '"', "'", ',', ' ', 'x', '张');
  const texts = fc.array(part, { maxLength: 12 }).map((parts) => parts.join(''));
  await fc.assert(
    fc.asyncProperty(texts, async (text) => {
      await exportActivity(sourceOf([boardOf(1, { text })]), search, file(), inChina('en-US'));
      const written = readFileSync(file(), 'utf8').slice(1);
      for (const separator of [',', ';', '\t']) {
        const read = readCsv(written, separator);
        // A quote that the other separator leaves open makes one cell of all that follows.
        for (const { cells } of read.ok ? read.rows : [])
          for (const cell of cells) expect(cell.trimStart()).not.toMatch(/^["=+\-@＝＋－＠]*[=+\-@＝＋－＠]/);
      }
    }),
    { numRuns: 100 },
  );
});

it('keeps commas, quotes and line breaks inside their cell', async () => {
  const text = '第一行,"引号"\n第二行\r\n不是公式 = 1';
  await exportActivity(sourceOf([boardOf(1, { text })]), search, file(), inChina('en-US'));
  const [head, row] = rowsOf();
  expect(row![head!.indexOf('Message')]).toBe(text);
});

it('writes all that a search finds, page by page, and a buzz without people as well', async () => {
  const boards = Array.from({ length: 250 }, (_, index) => boardOf(index, index === 7 ? { people: [] } : {}));
  const source = sourceOf(boards);
  expect(await exportActivity(source, search, file(), inChina('en-US'))).toEqual(ok(250));
  expect(rowsOf()).toHaveLength(1 + 249 * fakeBoard.people.length + 1);
  expect(source.asked.map(({ query, before }) => [query, before])).toEqual([
    ['告警', null],
    ['告警', 'bz_99'],
    ['告警', 'bz_199'],
  ]);
});

it('says why a file could not be written, without its path, and leaves the one from before and no part of a new one', async () => {
  expect(await exportActivity(sourceOf([]), search, join(folder, 'gone', 'out.csv'), inChina('en-US'))).toEqual(
    failed(problem('storage-failed', { reason: 'ENOENT' })),
  );
  const source = {
    ...sourceOf([boardOf(1)]),
    board: () => {
      throw Object.assign(new Error(file()), { code: 'SQLITE_IOERR' });
    },
  };
  writeFileSync(file(), 'old');
  expect(await exportActivity(source, search, file(), inChina('en-US'))).toEqual(
    failed(problem('storage-failed', { reason: 'SQLITE_IOERR' })),
  );
  expect(readdirSync(folder)).toEqual(['out.csv']);
  expect(readFileSync(file(), 'utf8')).toBe('old');
});
