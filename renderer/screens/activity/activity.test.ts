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
  acknowledged: 0,
  pictures: 0,
  accepted: 3,
  attention: 0,
});

describe('days of Activity', () => {
  test('rows fall under today, yesterday and dates, by the local calendar', () => {
    const now = Date.parse('2026-03-09T16:30:00Z');
    const rows = [
      row('now', now),
      row('eve', Date.parse('2026-03-09T15:59:00Z')),
      row('noon', Date.parse('2026-03-09T04:00:00Z')),
      row('old', Date.parse('2026-03-01T00:00:00Z')),
    ];
    const days = (zone: string) => byDay(rows, now, zone).map((day) => [day.kind, day.rows.map(({ title }) => title)]);
    expect(days('Asia/Shanghai')).toEqual([
      ['today', ['now']],
      ['yesterday', ['eve', 'noon']],
      ['date', ['old']],
    ]);
    expect(days('UTC')).toEqual([
      ['today', ['now', 'eve', 'noon']],
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
