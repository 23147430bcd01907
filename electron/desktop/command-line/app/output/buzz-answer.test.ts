import { describe, expect, it } from 'vitest';
import { buzzDesk, draft } from '../../../../../test/support/desk/buzz-desk';
import { crowd, failure, someone } from '../../../../../test/support/feishu/scripted-feishu';
import { problem } from '../../../../contract/advice/problem';
import type { Board, BoardClimber, BoardPerson } from '../../../../contract/model/board';
import type { Outcome } from '../../../../contract/model/channel';
import { boardText, oneLine } from './board-text';
import { buzzJson, exitCodeOf } from './buzz-json';

describe('the exit code', () => {
  const people = (...outcomes: Outcome[]) =>
    outcomes.map((outcome) => ({ outcome, steps: [{ outcome }] }) as unknown as BoardPerson);
  it.each([
    [0, people('accepted', 'accepted')],
    [1, people('refused', 'unreachable')],
    [1, people()],
    [3, people('accepted', 'not-in-chat')],
    [3, people('accepted', 'not-called')],
    [4, people('accepted', 'unknown')],
    [4, people('unknown', 'refused')],
    [4, people('unknown')],
  ])('is %i for these outcomes: %#', (code, board) => {
    expect(exitCodeOf(board)).toBe(code);
  });

  it('leaves out people whose turn is still to come', () => {
    const waits = { outcome: 'not-called', steps: [{ problem: problem('turn-waits') }] } as unknown as BoardPerson;
    expect(exitCodeOf([...people('accepted'), waits])).toBe(0);
  });
});

describe('a buzz, printed', () => {
  const told = async () => {
    const desk = buzzDesk();
    const [first, second] = crowd(2);
    desk.feishu.fate = ({ api, nth }) => (api === 'buzz' && nth === 2 ? { failure: failure({ code: 230024 }) } : 'ok');
    const board = await desk.buzz(draft([first!, second!]));
    const [reader, ...others] = board.people;
    return { ...board, people: [{ ...reader!, readAt: board.createdAt + 60_000 }, ...others] };
  };

  it('as JSON has the documented fields, in ISO times, with Feishu’s code and what to do', async () => {
    const board = await told();
    const json = buzzJson(board, 'zh-CN');
    expect(Object.keys(json)).toEqual([
      ...[
        'id',
        'state',
        'stoppedBy',
        'via',
        'mode',
        'text',
        'createdAt',
        'workspace',
        'practice',
        'messages',
        'people',
      ],
      ...['takenBy', 'told', 'ladder', 'climber', 'calls'],
    ]);
    expect(new Date(json.createdAt).getTime()).toBe(board.createdAt);
    const refused = json.people.find((person) => person.code === 230024);
    expect(refused).toMatchObject({ logId: 'log-refused', steps: [{ via: 'app', code: 230024 }], readAt: null });
    expect(refused?.advice).toBeTruthy();
    const read = json.people.find((person) => person.readAt !== null);
    expect(new Date(read?.readAt ?? '').toISOString()).toBe(read?.readAt);
    expect(json.calls).toEqual({ send: 2, buzz: 2, total: 4 });
  });

  it('says who climbs where a ladder was handed over, and that a relay cannot be reached', async () => {
    const board = await told();
    const climber: BoardClimber = {
      ...{ relay: 'relay.corp.cn', elsewhere: true, since: board.createdAt, problem: null },
      state: 'handed-over',
      ...{ lastHeardAt: board.createdAt, reachable: true },
    };
    const shown = (change: Partial<BoardClimber>) => {
      const handed = { ...board, climber: { ...climber, ...change } };
      return { json: buzzJson(handed, 'en-US').climber, text: boardText(handed, 'en-US', 'Asia/Shanghai') };
    };
    expect(shown({}).json).toMatchObject({
      relay: 'relay.corp.cn',
      state: 'handed-over',
      reachable: true,
      advice: null,
    });
    expect(shown({}).text).toContain('Runs in the relay relay.corp.cn');
    expect(shown({ reachable: false }).text).toContain('which cannot be reached');
    const kept = shown({ state: 'refused', problem: problem('hand-over-clock') });
    expect(kept.text).toContain('Runs on this computer: The clocks');
    expect(kept.json?.advice).toContain('The clocks');
    expect(buzzJson(board, 'en-US').climber).toBeNull();
  });

  it('says that a ladder ended before its last step, how many people it left behind, and why', async () => {
    const board = await told();
    const rung = { ...{ via: 'phone', backup: null, turn: null, dueAt: board.createdAt, people: 0 }, problem: null };
    const ladder = {
      ...{ name: '夜班', state: 'ended', until: 'read', turn: null, problem: null },
      rungs: [{ ...rung, state: 'skipped' }],
    } as unknown as NonNullable<Board['ladder']>;
    const [person] = board.people;
    const left = (outcome: Outcome) => ({
      ...board,
      ladder,
      people: [{ ...person!, readAt: null, outcome, steps: [{ ...person!.steps[0]!, outcome }] }],
    });
    const texts = (shown: Board) =>
      (['zh-CN', 'en-US'] as const).map((locale) => boardText(shown, locale, 'Asia/Shanghai'));
    for (const [outcome, reason, english, chinese] of [
      ['unknown', 'unknown', 'may have gone out', '结果未知'],
      ['quota', 'quota', 'are used up (people not reached: 1)', '额度已用完'],
      ['not-in-chat', 'out-of-reach', 'no further step could reach those who are left (people: 1)', '联系不上'],
    ] as const) {
      const shown = left(outcome);
      expect(buzzJson(shown, 'en-US').ladder?.left).toEqual({ people: 1, reason });
      const [zh, en] = texts(shown);
      expect(en).toContain(english);
      expect(zh).toContain(chinese);
    }
    const ended = { ...left('unknown'), ladder: { ...ladder, problem: problem('chat-dissolved') } };
    expect(buzzJson(ended, 'en-US').ladder).toMatchObject({ left: null, advice: expect.stringMatching(/./) });
    expect(texts(ended)[1]).toMatch(/Escalation ended: ./);
    expect(texts(board).join()).not.toContain('Escalation ended');
  });

  it('for people has a line each, in both languages', async () => {
    const board = await told();
    for (const locale of ['zh-CN', 'en-US'] as const) {
      const text = boardText(board, locale, 'Asia/Shanghai');
      for (const { name } of board.people) expect(text).toContain(name);
      expect(text).not.toContain('{{');
    }
  });

  it('does not let names color the terminal or move its cursor', async () => {
    const desk = buzzDesk();
    const board = await desk.buzz(draft([{ ...someone(1), name: '\u001b[31mred\u001b[2J\nnext' }]));
    expect(boardText(board, 'en-US', 'Asia/Shanghai')).not.toContain('\u001b');
    expect(oneLine('a\r\nb\u0007')).toBe('a b');
    expect(oneLine('\u202ea\u2066b')).toBe('ab');
  });
});
