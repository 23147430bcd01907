import { describe, expect, it, vi } from 'vitest';
import { fakeBoards } from '../../../test/support/bridge/fake-world';
import { problem } from '../../contract/advice/problem';
import type { Board, BoardPerson } from '../../contract/model/board';
import type { Channel, Outcome } from '../../contract/model/channel';
import { BuzzId } from '../../contract/model/ids';
import type { Locale } from '../../contract/model/settings';
import type { LadderNews } from '../../core/buzz/ladder/ladder-deps';
import { createNotify } from './notifications';

const id = BuzzId.parse('bz_night');

const desktop = (locale: Locale, practice = false) => {
  const shown: {
    options: Record<string, unknown>;
    events: Map<string, (...details: unknown[]) => void>;
    closed: boolean;
  }[] = [];
  class Notification {
    readonly #own;

    constructor(options: object) {
      this.#own = {
        options: { ...options },
        events: new Map<string, (...details: unknown[]) => void>(),
        closed: false,
      };
    }

    on(event: string, listener: (...details: unknown[]) => void) {
      this.#own.events.set(event, listener);
      return this;
    }

    show() {
      shown.push(this.#own);
    }

    close() {
      this.#own.closed = true;
    }
  }
  const [open, stop, seen] = [vi.fn(), vi.fn(), vi.fn(() => false)];
  const notify = createNotify({
    Notification: Notification as never,
    locale: () => locale,
    open,
    stop,
    isPractice: () => practice,
    seen,
    startedAt: 1_000,
    zone: () => 'Asia/Shanghai',
    bodyOf: async (text) => text,
  });
  return { notify, shown, open, stop, seen };
};

const held: LadderNews = { kind: 'held', id, title: '值班组', channel: 'phone', people: 2, problem: null };
const missed: LadderNews = {
  kind: 'missed',
  id,
  title: 'On call',
  rungs: [
    { channel: 'sms', dueAt: Date.parse('2026-01-05T03:07:00+08:00') },
    { channel: 'phone', dueAt: Date.parse('2026-01-05T03:12:00+08:00') },
  ],
};

it('is urgent when a decision is needed, and stays until it is taken', async () => {
  const { notify, shown } = desktop('zh-CN');
  await notify.tell(held);
  expect(shown[0]?.options).toMatchObject({ title: '需要你决定：值班组', urgency: 'critical', timeoutType: 'never' });
  expect(shown[0]?.options.body).toContain('电话（2 人）');
});

it('names every step that was missed, with its time', async () => {
  const { notify, shown } = desktop('en-US');
  await notify.tell(missed);
  expect(shown[0]?.options).toMatchObject({ title: 'Escalation missed: On call' });
  expect(shown[0]?.options.body).toContain('03:07 SMS, 03:12 phone call');
});

it('says of a buzz in practice that it is one', async () => {
  const chinese = desktop('zh-CN', true);
  await chinese.notify.tell(held);
  expect(chinese.shown[0]?.options).toMatchObject({ title: '【练习】需要你决定：值班组' });
  const english = desktop('en-US', true);
  await english.notify.tell(missed);
  expect(english.shown[0]?.options).toMatchObject({ title: '[Practice] Escalation missed: On call' });
});

it.each<[Locale, Extract<LadderNews, { kind: 'left' }>, string]>([
  ['zh-CN', { kind: 'left', id, title: '值班组', people: 2, reason: 'unknown' }, '2 人的上次呼叫结果未知'],
  ['zh-CN', { kind: 'left', id, title: '值班组', people: 1, reason: 'quota' }, '额度已用完'],
  ['en-US', { kind: 'left', id, title: '值班组', people: 1, reason: 'unknown' }, 'The last call to 1 person may have'],
  ['en-US', { kind: 'left', id, title: '值班组', people: 3, reason: 'out-of-reach' }, 'could reach 3 people'],
])('says in %s why a ladder ended early', async (locale, left, words) => {
  const { notify, shown } = desktop(locale);
  await notify.tell(left);
  expect(shown[0]?.options.title).toMatch(/^(?:升级提前结束：|Escalation ended early: )值班组$/);
  expect(shown[0]?.options.body).toContain(words);
});

it('opens the board on a click', async () => {
  const { notify, shown, open } = desktop('en-US');
  await notify.tell(held);
  shown[0]?.events.get('click')?.();
  expect(open).toHaveBeenCalledExactlyOnceWith(id);
});

it('shows the newest about a buzz in place of the one before', async () => {
  const { notify, shown } = desktop('en-US');
  await notify.tell(held);
  await notify.tell(missed);
  expect(shown.map(({ closed }) => closed)).toEqual([true, false]);
});

it('shows only the newest of two that came while the body of the first was made ready', async () => {
  const { notify, shown } = desktop('en-US');
  await Promise.all([notify.tell(held), notify.tell(missed)]);
  expect(shown.map(({ options }) => options.title)).toEqual(['Escalation missed: On call']);
});

it('has a button that stops the ladder, and one that only makes a paid call ready', async () => {
  const { notify, shown, open, stop } = desktop('en-US');
  await notify.tell(held);
  expect(shown[0]?.options.actions).toEqual([{ type: 'button', text: 'Stop ladder' }]);
  shown[0]?.events.get('action')?.({}, 0);
  expect(stop).toHaveBeenCalledExactlyOnceWith(id);
  await notify.tell(missed);
  expect(shown[1]?.options.actions).toEqual([{ type: 'button', text: 'Escalate to SMS…' }]);
  // The form of newer versions of Electron.
  shown[1]?.events.get('action')?.({ actionIndex: 0 });
  expect(open).toHaveBeenCalledExactlyOnceWith(id, 'sms');
  expect(stop).toHaveBeenCalledOnce();
});

it('shows nothing while the person looks at the board, and closes the earlier notification', async () => {
  const { notify, shown, seen } = desktop('en-US');
  await notify.tell(held);
  seen.mockReturnValue(true);
  await notify.tell(missed);
  expect(shown.map(({ closed }) => closed)).toEqual([true]);
});

const person = (name: string, outcome: Outcome, readAt: number | null = null): BoardPerson => ({
  key: name,
  name,
  department: null,
  backup: null,
  idType: 'open_id',
  id: `ou_${name}`,
  outcome,
  problem: null,
  message: 'sent',
  readAt,
  absence: null,
  ack: null,
  replies: [],
  reminder: null,
  steps: [],
});
const board = (people: readonly BoardPerson[], change: Partial<Board> = {}): Board => ({
  ...(fakeBoards[0] as Board),
  id,
  title: 'On call',
  createdAt: 2_000,
  state: 'done',
  ladder: null,
  people,
  ...change,
});

describe('the news of a board', () => {
  it('names the people who were not reached, once the calls are over', async () => {
    const { notify, shown } = desktop('en-US');
    const people = [
      { ...person('Li Lei', 'refused'), department: 'Platform' },
      person('Han Meimei', 'accepted'),
      person('Jim', 'unreachable'),
    ];
    await notify.board(board(people, { state: 'running' }));
    expect(shown).toEqual([]);
    await notify.board(board(people));
    await notify.board(board(people));
    expect(shown.map(({ options }) => [options.title, options.body])).toEqual([
      [
        '2 people need your attention: On call',
        'Could not buzz Li Lei (Platform), Jim. Open the board to see why and what to do.',
      ],
    ]);
  });

  const unknown = (name: string, via: Channel, message: BoardPerson['message'] = 'sent'): BoardPerson => ({
    ...person(name, 'unknown'),
    message,
    steps: [{ via, outcome: 'unknown', problem: null, at: 2_000 }],
  });

  it.each<[string, readonly BoardPerson[]]>([
    ['电话可能已经发出', [unknown('李雷', 'phone'), unknown('韩梅梅', 'phone')]],
    ['短信可能已经发出', [unknown('李雷', 'sms')]],
    ['应用内加急可能已经发出', [unknown('李雷', 'app')]],
    ['：消息可能已经发出', [unknown('李雷', 'phone', 'unknown')]],
    ['消息、短信或电话可能已经发出', [unknown('李雷', 'phone', 'unknown'), unknown('韩梅梅', 'phone')]],
  ])('names the attempts that may have gone out, without a guessed reason: %s', async (words, people) => {
    const { notify, shown } = desktop('zh-CN');
    await notify.board(board(people));
    expect(shown[0]?.options.body).toContain(words);
    expect(shown[0]?.options.body).not.toContain('网络');
  });

  it('does not tell anew that a ladder ended early for people of whom it was told before', async () => {
    const { notify, shown } = desktop('en-US');
    await notify.board(board([unknown('Li Lei', 'sms')]));
    await notify.tell({ kind: 'left', id, title: 'On call', people: 1, reason: 'unknown' });
    expect(shown.map(({ options }) => options.title)).toEqual(['1 person needs your attention: On call']);
  });

  const actions = async (people: readonly BoardPerson[], change: Partial<Board> = {}) => {
    const { notify, shown } = desktop('en-US');
    await notify.board(board(people, change));
    const { actions } = shown[0]?.options ?? {};
    return (actions as readonly { text: string }[]).map(({ text }) => text);
  };

  it('offers a call only when it is for exactly the people who were not reached', async () => {
    const [refused, waiting] = [person('Li Lei', 'refused'), person('Han Meimei', 'accepted')];
    expect(await actions([refused, person('Jim', 'not-called'), person('Lucy', 'accepted', 5)])).toEqual([
      'Escalate to phone…',
    ]);
    expect(await actions([refused, waiting])).toEqual([]);
    expect(await actions([refused], { recalled: true })).toEqual([]);
    for (const outcome of ['not-in-chat', 'unreachable', 'too-many-unread', 'quota', 'unknown'] as const)
      expect(await actions([refused, person('Jim', outcome)]), outcome).toEqual([]);
    expect(await actions([{ ...refused, message: 'failed' }])).toEqual([]);
  });

  it('tells that no one was called, unless a person decided so or a ladder goes on', async () => {
    const { notify, shown } = desktop('en-US');
    const notCalled = { ...person('Li Lei', 'not-called'), problem: problem('expired') };
    const ladder = {
      name: 'Night',
      until: 'read',
      enough: 'everyone',
      state: 'armed',
      problem: null,
      turn: null,
      rungs: [],
    } as const;
    await notify.board(board([{ ...notCalled, problem: problem('undone') }]));
    await notify.board(board([notCalled], { ladder }));
    expect(shown).toEqual([]);
    await notify.board(board([notCalled], { ladder: { ...ladder, state: 'ended' } }));
    expect(shown.map(({ options }) => options.title)).toEqual(['1 person needs your attention: On call']);
  });

  it('tells of a rung of the ladder that called people', async () => {
    const { notify, shown } = desktop('zh-CN');
    const instead = { reminder: false, backup: null, turn: null } as const;
    const rung = { ...instead, via: 'phone', dueAt: 5, people: 2, problem: null } as const;
    const climbing = (state: 'next' | 'done', people = 2) =>
      board([person('李雷', 'accepted')], {
        ladder: {
          name: '夜间',
          until: 'read',
          enough: 'everyone',
          state: 'armed',
          problem: null,
          turn: null,
          rungs: [{ ...rung, state, people }],
        },
      });
    await notify.board(climbing('next'));
    await notify.board(climbing('done', 0));
    expect(shown).toEqual([]);
    await notify.board(climbing('done'));
    expect(shown.map(({ options }) => options.title)).toEqual(['已升级为电话：On call']);
  });

  it('tells of a rung that reminds as what it is', async () => {
    const { notify, shown } = desktop('en-US');
    const rung = { via: 'app', reminder: true, backup: null, turn: null, dueAt: 5, people: 2, problem: null } as const;
    const ladder = {
      name: 'Night',
      until: 'read',
      enough: 'everyone',
      state: 'armed',
      problem: null,
      turn: null,
    } as const;
    const at = (state: 'next' | 'done') =>
      board([person('Li Lei', 'accepted')], { ladder: { ...ladder, rungs: [{ ...rung, state }] } });
    await notify.board(at('next'));
    await notify.board(at('done'));
    expect(shown.map(({ options }) => [options.title, options.body])).toEqual([
      ['Reminding: On call', expect.stringContaining('2 people have not responded yet')],
    ]);
  });

  const ack = { at: 9, by: 'bubble', word: '收到', declined: false, takenBack: false } as const;
  const [li, han, lu] = ['李雷', '韩梅梅', '卢青'].map((name) => person(name, 'accepted', 9)) as [
    BoardPerson,
    BoardPerson,
    BoardPerson,
  ];

  it('tells that a person has it: the first and the last, not each, and not that all have only read it', async () => {
    const { notify, shown } = desktop('zh-CN');
    const told = () => shown.map(({ options }) => `${options.title} ${options.body}`);
    await notify.board(board([li, han, lu], { asks: true }));
    expect(told()).toEqual([]);
    await notify.board(board([{ ...li, ack }, han, lu], { asks: true }));
    await notify.board(board([{ ...li, ack }, { ...han, ack }, lu], { asks: true }));
    await notify.board(
      board(
        [li, han, lu].map((each) => ({ ...each, ack })),
        { asks: true },
      ),
    );
    expect(told()).toEqual(['李雷已确认：On call 已确认 1/3 人。', '全部已确认：On call 已确认 3/3 人。']);
  });

  it('tells who has taken it for all, and who declined', async () => {
    const { notify, shown } = desktop('en-US');
    await notify.board(board([{ ...li, ack: { ...ack, declined: true } }, han], { asks: true }));
    await notify.board(
      board(
        [
          { ...li, ack: { ...ack, declined: true } },
          { ...han, ack },
        ],
        { asks: true, takenBy: han.key },
      ),
    );
    expect(shown.map(({ options }) => options.title)).toEqual(['Declined by 李雷: On call', '韩梅梅 has it: On call']);
  });

  it('tells once that all people have read it', async () => {
    const { notify, shown } = desktop('zh-CN');
    const [li, han] = [person('李雷', 'accepted', 9), person('韩梅梅', 'accepted')];
    await notify.board(board([li, han]));
    for (let times = 0; times < 2; times += 1) await notify.board(board([li, { ...han, readAt: 10 }]));
    expect(shown.map(({ options }) => options.body)).toEqual(['已读 2/2 人。']);
  });

  it('leaves out the news of an earlier run', async () => {
    const { notify, shown } = desktop('en-US');
    const old = { createdAt: 500 };
    await notify.board(board([person('Li Lei', 'refused')], old));
    expect(shown).toEqual([]);
    await notify.board(board([person('Li Lei', 'refused'), person('Jim', 'refused')], old));
    expect(shown).toHaveLength(1);
  });
});
