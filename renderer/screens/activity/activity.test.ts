import { describe, expect, test } from 'vitest';
import type { ActivityRow } from '../../../electron/contract/model/board';
import type { BuzzId, WorkspaceId } from '../../../electron/contract/model/ids';
import { byDay } from './by-day';
import { addRows, renewRows } from './use-activity';

const row = (id: string, createdAt: number, read = 0): ActivityRow => ({
  id: `bz_${id}` as BuzzId,
  workspaceId: 'ws_a' as WorkspaceId,
  workspaceName: '某某科技',
  practice: false,
  title: id,
  text: '',
  channel: 'app',
  loudest: 'app',
  createdAt,
  state: 'done',
  recalled: false,
  people: 3,
  read,
  accepted: 3,
  attention: 0,
});

describe('days of Activity', () => {
  test('rows fall under today, yesterday and dates, by the local calendar', () => {
    const now = new Date(2026, 2, 10, 0, 30).getTime();
    const rows = [
      row('now', now),
      row('eve', new Date(2026, 2, 9, 23, 59).getTime()),
      row('old', new Date(2026, 2, 1, 8).getTime()),
    ];
    expect(byDay(rows, now).map((day) => [day.kind, day.rows.map(({ title }) => title)])).toEqual([
      ['today', ['now']],
      ['yesterday', ['eve']],
      ['date', ['old']],
    ]);
  });

  test('a newly read first page updates rows in place and keeps older pages', () => {
    const shown = [row('b', 20), row('a', 10)];
    const renewed = renewRows(shown, [row('c', 30), row('b', 20, 2)], false);
    expect(renewed.map(({ title, read }) => [title, read])).toEqual([
      ['c', 0],
      ['b', 2],
      ['a', 0],
    ]);
  });

  test('rows missing from a newly read page go, and an older page is added at the end', () => {
    const shown = [row('c', 30), row('b', 20), row('a', 10)];
    expect(renewRows(shown, [row('c', 30), row('a', 10)], true).map(({ title }) => title)).toEqual(['c', 'a']);
    expect(renewRows(shown, [row('d', 40), row('b', 20)], false).map(({ title }) => title)).toEqual(['d', 'b', 'a']);
    expect(addRows(shown, [row('a', 10), row('z', 5)]).map(({ title }) => title)).toEqual(['c', 'b', 'a', 'z']);
  });
});
