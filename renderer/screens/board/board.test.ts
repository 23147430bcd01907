import { describe, expect, test } from 'vitest';
import { problem } from '../../../electron/contract/advice/problem';
import type { Board, BoardPerson } from '../../../electron/contract/model/board';
import type { BuzzId, WorkspaceId } from '../../../electron/contract/model/ids';
import { shownOutcomeOf } from '../shared/shown-outcome';
import { newsBetween } from './board-news';
import { totalsOf } from './board-summary';

const person = (name: string, change: Partial<BoardPerson> = {}): BoardPerson => ({
  key: `ou_${name}`,
  name,
  department: null,
  backup: null,
  idType: 'open_id',
  id: `ou_${name}`,
  outcome: 'accepted',
  problem: null,
  message: 'sent',
  readAt: null,
  absence: null,
  ack: null,
  replies: [],
  reminder: null,
  steps: [],
  ...change,
});

const board = (people: readonly BoardPerson[], change: Partial<Board> = {}): Board => ({
  id: 'bz_1' as BuzzId,
  workspaceId: 'ws_practice' as WorkspaceId,
  workspaceName: '练习',
  practice: true,
  title: '值班组',
  text: '上线',
  asker: '李雷',
  channel: 'app',
  mode: 'direct',
  chat: null,
  createdAt: 0,
  state: 'done',
  messages: [],
  people,
  calls: { send: 0, buzz: 0, total: 0 },
  asks: false,
  pictures: [],
  takenBy: null,
  answers: { askedAt: null, problem: null },
  receipts: { askedAt: null, problem: null },
  recalled: false,
  stoppedBy: null,
  recalledElsewhere: false,
  climber: null,
  about: null,
  ladder: null,
  undoUntil: null,
  waiting: null,
  notes: [],
  ...change,
});

describe('a person on the board', () => {
  test('a person who acknowledged is Acknowledged, read or not; one who declined is not', () => {
    const ack = { at: 5, by: 'reaction', word: 'OK', declined: false, takenBack: true } as const;
    expect(shownOutcomeOf(person('a', { outcome: 'refused', ack }))).toBe('acknowledged');
    expect(shownOutcomeOf(person('a', { readAt: 5, ack: { ...ack, declined: true } }))).toBe('read');
  });

  test('a person who has read the message is Read, whatever the outcome of the buzz', () => {
    expect(shownOutcomeOf(person('a', { outcome: 'refused', readAt: 5 }))).toBe('read');
  });
});

describe('the totals of a board', () => {
  test('counts readers and keeps those who need attention in the board’s order', () => {
    const people = [
      person('a', { readAt: 1 }),
      person('b', { outcome: 'unknown' }),
      person('c'),
      person('d', { outcome: 'unreachable' }),
    ];
    const totals = totalsOf(board(people));
    expect([totals.read, totals.total]).toEqual([1, 4]);
    expect(totals.attention.map(({ name }) => name)).toEqual(['b', 'd']);
  });

  test('buzzing the unread again leaves out readers, unknown and pending outcomes, and people without a message', () => {
    const people = [
      person('read', { readAt: 1 }),
      person('unknown', { outcome: 'unknown' }),
      person('pending', { outcome: 'pending' }),
      person('no-message', { outcome: 'refused', message: 'failed' }),
      person('waiting'),
      person('refused', { outcome: 'refused' }),
    ];
    expect(totalsOf(board(people)).again.app.map(({ name }) => name)).toEqual(['waiting', 'refused']);
  });

  test('a channel that must fail again is closed to all whom it failed, and says why', () => {
    const reason = { ...problem('scope-missing', { scopes: 'im:message.urgent:sms' }), code: 99991672 };
    const refused = { via: 'sms', outcome: 'refused', problem: reason, at: 1 } as const;
    const people = ['a', 'b'].map((name) => person(name, { outcome: 'refused', problem: reason, steps: [refused] }));
    const { again, closed } = totalsOf(board(people));
    expect([again.app.length, again.sms.length, again.phone.length]).toEqual([2, 0, 2]);
    expect(closed).toEqual({ app: null, sms: reason, phone: null });
  });

  test('where an answer is asked for, those who only read are buzzed again, and none once one has taken it', () => {
    const ack = { at: 5, by: 'reply', word: '收到', declined: false, takenBack: false } as const;
    const people = [person('a', { ack }), person('b', { readAt: 5 }), person('c')];
    const again = (change: Partial<Board>) => totalsOf(board(people, change)).again.phone.map(({ name }) => name);
    expect(again({ asks: true })).toEqual(['b', 'c']);
    expect(again({})).toEqual(['c']);
    expect(again({ asks: true, takenBy: 'ou_a' })).toEqual([]);
  });

  test('after a recall no one can be buzzed again', () => {
    expect(totalsOf(board([person('a')], { recalled: true })).again).toEqual({ app: [], sms: [], phone: [] });
  });
});

describe('news between two snapshots', () => {
  test('reads that arrive together are one announcement', () => {
    const before = board([person('a'), person('b'), person('c')]);
    const after = board([person('a', { readAt: 1 }), person('b', { readAt: 2 }), person('c')]);
    const [news, ...others] = newsBetween(before, after);
    expect([news?.outcome, news?.people.map(({ name }) => name), others]).toEqual(['read', ['a', 'b'], []]);
  });

  test('the first snapshot, an unchanged one and a pending person are no news', () => {
    const now = board([person('a', { readAt: 1 })]);
    expect(newsBetween(null, now)).toEqual([]);
    expect(newsBetween(now, now)).toEqual([]);
    expect(newsBetween(board([person('a')]), board([person('a', { outcome: 'pending' })]))).toEqual([]);
  });
});
