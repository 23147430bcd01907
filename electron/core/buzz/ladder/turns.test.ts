import { describe, expect, it } from 'vitest';
import { buzzDesk, chatOf, draft, inChat, standing, value } from '../../../../test/support/desk/buzz-desk';
import { climbing } from '../../../../test/support/desk/climbing';
import { crowd, offline, someone } from '../../../../test/support/feishu/scripted-feishu';
import { aGroup, aLadder } from '../../../../test/support/samples';
import { GroupId } from '../../../contract/model/ids';
import type { Ladder } from '../../../contract/model/ladder';

const minute = 60_000;
const leads = aGroup([someone(9)], { id: GroupId.parse('grp_leads'), name: '值班长' });

/** Each has five minutes, and is called by phone after two of them. */
const turns: Partial<Ladder> = {
  until: 'acknowledged',
  enough: 'one',
  inTurn: { minutes: 5 },
  steps: [{ afterMinutes: 2, channel: 'phone' }],
};
const inTurn = (
  ladder: Partial<Ladder> = {},
  wanted: Parameters<typeof climbing>[1] = {},
  parts: Parameters<typeof climbing>[2] = {},
) => climbing({ ...turns, ...ladder }, wanted, { people: 3, groups: [leads], ...parts });
type Desk = Awaited<ReturnType<typeof inTurn>>;

/** Calls as Feishu saw them: minutes since the confirmation, channel, person. */
const calls = ({ feishu, createdAt }: Desk) =>
  feishu
    .of('buzz')
    .flatMap(({ at, channel, buzzed }) => buzzed.map((id) => `${(at - createdAt) / minute} ${channel} ${id}`));
const told = ({ feishu, createdAt }: Desk) =>
  feishu.messages().map(({ at, to }) => `${(at - createdAt) / minute} ${to}`);
const turn = (desk: Desk) => desk.board().ladder?.turn;

describe('people who are called in turn', () => {
  it('hear of it one after another, each with their own time, and the board tells whose turn it is', async () => {
    const desk = await inTurn();
    expect(turn(desk)).toEqual({ key: 'ou_p1', until: desk.createdAt + 5 * minute });
    expect(standing(desk.board(), someone(2))).toMatchObject({
      outcome: 'not-called',
      problem: { advice: 'turn-waits' },
      message: 'pending',
    });
    await desk.at(6 * minute);
    expect(turn(desk)).toEqual({ key: 'ou_p2', until: desk.createdAt + 10 * minute });
    await desk.at(30 * minute);
    expect(told(desk)).toEqual(['0 ou_p1', '5 ou_p2', '10 ou_p3']);
    expect(calls(desk)).toEqual([
      '0 app ou_p1',
      '2 phone ou_p1',
      '5 app ou_p2',
      '7 phone ou_p2',
      '10 app ou_p3',
      '12 phone ou_p3',
    ]);
    expect(desk.board().ladder).toMatchObject({ state: 'ended', turn: null });
  });

  it('are left alone once one has answered, by a tap that is a text in their chat too', async () => {
    const desk = await inTurn();
    desk.feishu.wrote.push({ by: 'ou_p1', text: '收到', at: desk.createdAt + 4 * minute });
    await desk.at(30 * minute);
    expect(calls(desk)).toEqual(['0 app ou_p1', '2 phone ou_p1']);
    expect(told(desk)).toEqual(['0 ou_p1']);
    const others = desk.board().people.slice(1);
    expect(others.map(({ problem, message }) => [problem?.advice, message])).toEqual([
      ['taken-meanwhile', 'failed'],
      ['taken-meanwhile', 'failed'],
    ]);
    expect(desk.engine.list({ before: null, limit: 1 })[0]?.attention).toBe(0);
  });

  it('are planned one by one: what goes out at once is for the first, and the worst case counts every turn', async () => {
    const desk = await inTurn({ repeat: { times: 1, everyMinutes: 10 } }, { channel: 'sms' });
    expect(desk.plan.counts).toMatchObject({ messages: 1, buzzes: 1 });
    expect(desk.plan.cost).toMatchObject({ channel: 'sms', calls: 1 });
    expect(desk.plan.ladder).toMatchObject({
      turns: 6,
      rungs: [{ calls: 6 }],
      costs: [
        { channel: 'sms', calls: 5 },
        { channel: 'phone', calls: 6 },
      ],
    });
  });

  it('are passed over at once where no call reaches them, and the time is given to those who come next', async () => {
    const desk = await inTurn();
    desk.feishu.culprits.set('ou_p2', 230053);
    await desk.at(6 * minute);
    expect(turn(desk)).toEqual({ key: 'ou_p3', until: null });
    await desk.at(30 * minute);
    expect(calls(desk)).toEqual(['0 app ou_p1', '2 phone ou_p1', '5 app ou_p3', '7 phone ou_p3']);
    expect(desk.rungs()).toEqual(['done', 'done', 'skipped', 'done', 'done']);
    expect(desk.board().ladder?.rungs[2]?.problem?.advice).toBe('turn-over');
    expect(standing(desk.board(), someone(2)).outcome).toBe('unreachable');
    expect(desk.news).toEqual([]);
  });

  it('are called anew in another round, those who can be reached', async () => {
    const desk = await inTurn({ steps: [], repeat: { times: 1, everyMinutes: 10 } });
    desk.feishu.culprits.set('ou_p3', 230053);
    await desk.at(60 * minute);
    expect(calls(desk)).toEqual(['0 app ou_p1', '5 app ou_p2', '10 app ou_p1', '15 app ou_p2']);
  });

  it('leave the rest to a backup, whose minutes count from the end of the last turn', async () => {
    const steps: Ladder['steps'] = [{ afterMinutes: 1, channel: 'phone', backup: leads.id }];
    const desk = await inTurn({ steps });
    desk.feishu.culprits.set('ou_p2', 230053);
    await desk.at(60 * minute);
    expect(calls(desk)).toEqual(['0 app ou_p1', '5 app ou_p3', '11 phone ou_p9']);
    expect(standing(desk.board(), someone(9)).backup).toBe('值班长');
  });

  it('all have their own time although the computer slept into a turn, and miss one that passed meanwhile', async () => {
    const late = await inTurn({ steps: [] });
    await late.at(4 * minute);
    late.clock.jump(3 * minute);
    late.engine.wake();
    await late.clock.settle();
    await late.at(60 * minute);
    expect(calls(late)).toEqual(['0 app ou_p1', '7 app ou_p2', '12 app ou_p3']);

    const missed = await inTurn({ steps: [], graceMinutes: 30 });
    await missed.at(4 * minute);
    missed.clock.jump(7 * minute);
    missed.engine.wake();
    await missed.clock.settle();
    await missed.at(60 * minute);
    expect(calls(missed)).toEqual(['0 app ou_p1', '11 app ou_p3']);
    expect(missed.rungs()).toEqual(['missed', 'done']);
    expect(missed.news).toMatchObject([{ kind: 'missed' }]);
    expect(standing(missed.board(), someone(2)).problem?.advice).toBe('rung-missed');
  });

  it('share one message in a chat, which names the first, and anyone in it may take it', async () => {
    const desk = await inTurn({}, { delivery: inChat }, { before: (feishu) => feishu.chatList.push(chatOf(crowd(3))) });
    expect(desk.feishu.messages()[0]?.post.zh_cn.content[0]).toEqual([{ tag: 'at', user_id: 'ou_p1' }]);
    await desk.at(6 * minute);
    desk.feishu.reacted.push({ by: 'ou_p3', emoji: 'OK', at: desk.clock.now() });
    await desk.at(60 * minute);
    // The other is the quiet reply that tells who took it.
    expect(desk.feishu.messages().map(({ parent }) => parent === null)).toEqual([true, false]);
    expect(calls(desk)).toEqual(['0 app ou_p1', '2 phone ou_p1', '5 app ou_p2']);
    expect(desk.board().takenBy).toBe('ou_p3');
  });

  it('join a room in their turn', async () => {
    const desk = await inTurn({ steps: [] }, { delivery: { mode: 'room' } });
    await desk.at(60 * minute);
    expect(desk.feishu.of('add-members').map(({ ids }) => ids)).toEqual([['ou_p1'], ['ou_p2'], ['ou_p3']]);
    expect(told(desk)).toEqual(['0 oc_room1']);
    expect(calls(desk)).toEqual(['0 app ou_p1', '5 app ou_p2', '10 app ou_p3']);
  });

  it('go on after a restart where they were, whether it came before the turn changed or after', async () => {
    for (const at of [4, 6]) {
      const desk = await inTurn({ steps: [] });
      await desk.at(at * minute);
      void desk.engine.abandon();
      const { clock, feishu, ledger } = desk;
      const next = buzzDesk({ clock, feishu, ledger, ladders: [aLadder(turns)] });
      await next.engine.resume();
      await clock.advance(60 * minute);
      expect(calls(desk)).toEqual(['0 app ou_p1', '5 app ou_p2', '10 app ou_p3']);
      expect(told(desk)).toEqual(['0 ou_p1', '5 ou_p2', '10 ou_p3']);
      expect(value(next.engine.board(desk.id)).ladder?.state).toBe('ended');
    }
  });

  it('are called no more after a stop, and the others are said to have been spared', async () => {
    const desk = await inTurn();
    await desk.at(3 * minute);
    await desk.engine.stop(desk.id);
    await desk.at(60 * minute);
    expect(calls(desk)).toEqual(['0 app ou_p1', '2 phone ou_p1']);
    expect(standing(desk.board(), someone(3)).problem?.advice).toBe('stopped-before-call');
  });

  it('wait for a decision before a call while Feishu cannot say who has answered', async () => {
    const desk = await inTurn({}, { channel: 'sms' });
    desk.feishu.reactionsFail = offline;
    await desk.at(4 * minute);
    expect(desk.rungs()?.[0]).toBe('held');
    await desk.at(6 * minute);
    // The turn of the next one is due, and waits in its place.
    expect(desk.rungs()?.slice(0, 2)).toEqual(['missed', 'held']);
    expect(calls(desk)).toEqual(['0 sms ou_p1']);
    value(await desk.engine.continueLadder(desk.id, 'paid'));
    await desk.clock.settle();
    expect(calls(desk).at(-1)).toContain('sms ou_p2');
  });

  it('are refused when they are too many, or when the draft waits for more than one', async () => {
    const desk = await inTurn({ repeat: { times: 10, everyMinutes: 10 } }, {}, { people: 2 });
    const many = await desk.engine.plan(draft(crowd(6), { ladder: aLadder().id }));
    expect(many.problem).toMatchObject({ advice: 'ladder-turns-many', params: { turns: '66', most: '60' } });
    const all = await desk.engine.plan(draft(crowd(2), { ladder: aLadder().id, enough: 'everyone' }));
    expect(all.problem?.advice).toBe('ladder-turns-one');
  });
});
