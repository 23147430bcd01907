import { describe, expect, it } from 'vitest';
import { createVirtualClock } from '../../../../test/support/clock/virtual-clock';
import { buzzDesk, chatOf, draft, inChat, standing, value } from '../../../../test/support/desk/buzz-desk';
import { climbing, ReadingFeishu } from '../../../../test/support/desk/climbing';
import { MemoryLedger } from '../../../../test/support/disk/memory-ledger';
import { busy, crowd, failure, offline, someone } from '../../../../test/support/feishu/scripted-feishu';
import { aLadder } from '../../../../test/support/samples';
import { failed, problem } from '../../../contract/advice/problem';
import type { LadderStep } from '../../../contract/model/ladder';

const minute = 60_000;
const remind: LadderStep = { afterMinutes: 3, channel: 'app', reminder: true };
const phone: LadderStep = { afterMinutes: 8, channel: 'phone' };
const steps = [remind, phone];
const acknowledged = 'acknowledged';

/** A buzz whose ladder reminds after three minutes and calls after eight. */
const reminding = async (...[ladder = {}, wanted = {}, parts = {}]: Parameters<typeof climbing>) => {
  const desk = await climbing({ steps, until: acknowledged, ...ladder }, { ask: true, ...wanted }, parts);
  const set = () => desk.feishu.of('remind').map(({ on, ids }) => [on, ids]);
  const shown = (number: number) => standing(desk.board(), someone(number)).reminder;
  const answers = (number: number) =>
    desk.feishu.reacted.push({ by: `ou_p${number}`, emoji: 'OK', at: desk.clock.now() });
  return { ...desk, set, shown, answers };
};

describe('a rung that reminds', () => {
  it('pins the chat of those who have not answered, calls no one, and is taken back from each who answers', async () => {
    const desk = await reminding();
    desk.answers(1);
    await desk.at(3 * minute);
    expect(desk.set()).toEqual([[true, ['ou_p2']]]);
    expect(desk.feishu.buzzed()).toEqual(['ou_p1', 'ou_p2']);
    expect(desk.rungs()).toEqual(['done', 'next']);
    expect(desk.board().ladder?.rungs[0]).toMatchObject({ reminder: true, people: 1 });
    expect([desk.shown(1), desk.shown(2)?.state]).toEqual([null, 'set']);
    // One that stands needs no engine before the ladder does.
    expect(desk.engine.nextAt).toBeGreaterThan(desk.clock.now());
    const counted = desk.board().calls;

    desk.answers(2);
    await desk.engine.askReceipts(desk.id);
    await desk.clock.settle();
    expect(desk.set().at(-1)).toEqual([false, ['ou_p2']]);
    expect(desk.feishu.pinned.size).toBe(0);
    expect(desk.shown(2)?.state).toBe('taken');
    expect(desk.board().calls.total).toBe(counted.total + 1);
    await desk.at(20 * minute);
    expect(desk.set()).toHaveLength(2);
    expect(desk.feishu.buzzed('phone')).toEqual([]);
    expect([desk.board().ladder?.state, desk.engine.reminding]).toEqual(['ended', 0]);
  });

  it.each(['stop', 'recall'] as const)('is taken back once with a %s', async (how) => {
    const desk = await reminding();
    await desk.at(4 * minute);
    value(await desk.engine[how](desk.id));
    await desk.clock.settle();
    expect(desk.set()).toEqual([
      [true, ['ou_p1', 'ou_p2']],
      [false, ['ou_p1', 'ou_p2']],
    ]);
    expect(desk.engine.reminding).toBe(0);
  });

  it('stands after the last rung until people answer, two hours at most, and ends with the ladder', async () => {
    const desk = await reminding({ steps: [remind] });
    await desk.at(119 * minute);
    expect([desk.board().ladder?.state, desk.feishu.pinned.size]).toEqual(['armed', 2]);
    await desk.at(125 * minute);
    expect([desk.board().ladder?.state, desk.feishu.pinned.size]).toEqual(['ended', 0]);
    expect(desk.set()).toHaveLength(2);
  });

  it('is not repeated by a ladder that repeats its last step', async () => {
    const desk = await reminding({ steps: [remind], repeat: { times: 3, everyMinutes: 5 } });
    expect(desk.plan.ladder?.rungs).toMatchObject([{ reminder: true, repeat: { times: 0 } }]);
    await desk.at(60 * minute);
    expect(desk.set()).toHaveLength(1);
  });

  it('in a chat pins that chat, fifty people in a call', async () => {
    const clock = createVirtualClock();
    const feishu = new ReadingFeishu(clock);
    const people = crowd(60);
    feishu.chatList.push(chatOf(people));
    const desk = await reminding({}, { delivery: inChat }, { clock, feishu, people: 60 });
    await desk.at(3 * minute);
    expect(feishu.of('remind').map(({ chatId, ids }) => [chatId, ids.length])).toEqual([
      ['oc_alerts', 50],
      ['oc_alerts', 10],
    ]);
  });

  it('takes the other call where the chat of an existing message is a direct one', async () => {
    const clock = createVirtualClock();
    const feishu = new ReadingFeishu(clock);
    const person = crowd(1);
    feishu.chatList.push(chatOf(person, { direct: true }));
    feishu.fate = ({ api }) =>
      api === 'remind' && feishu.of('remind').length === 0 && !pressed++
        ? { failure: failure({ code: 230001 }) }
        : 'ok';
    let pressed = 0;
    const desk = await reminding({}, { delivery: inChat }, { clock, feishu, people: 1 });
    await desk.at(4 * minute);
    expect([...feishu.pinned]).toEqual(['direct ou_p1']);
    value(await desk.engine.stop(desk.id));
    await desk.clock.settle();
    expect(feishu.pinned.size).toBe(0);
  });

  it('for people who are called in turn is set in the turn of each, and goes round with no second pin', async () => {
    const desk = await reminding({ steps: [{ ...remind, afterMinutes: 1 }], inTurn: { minutes: 3 }, enough: 'one' });
    await desk.at(2 * minute);
    expect(desk.set()).toEqual([[true, ['ou_p1']]]);
    await desk.at(5 * minute);
    expect(desk.set().at(-1)).toEqual([true, ['ou_p2']]);
    value(await desk.engine.stop(desk.id));
    await desk.clock.settle();
    expect([desk.feishu.pinned.size, desk.engine.reminding]).toEqual([0, 0]);
  });

  it('tells of each person whom Feishu did not remind, and takes back nothing there', async () => {
    const desk = await reminding();
    desk.feishu.unreminded.add('ou_p2');
    await desk.at(4 * minute);
    expect(desk.shown(2)).toMatchObject({ state: 'failed', problem: { advice: 'reminder-failed' } });
    expect(standing(desk.board(), someone(2)).outcome).toBe('accepted');
    value(await desk.engine.stop(desk.id));
    await desk.clock.settle();
    expect(desk.set().at(-1)).toEqual([false, ['ou_p1']]);
  });

  it('whose answer was lost is set again, and taken back even if it never was', async () => {
    const desk = await reminding();
    const { feishu } = desk;
    feishu.fate = ({ api }) => (api === 'remind' && feishu.of('remind').length === 0 ? 'lost-after' : 'ok');
    await desk.at(4 * minute);
    expect(desk.set().map(([on]) => on)).toEqual([true, true]);

    const never = await reminding();
    never.feishu.fate = ({ api }) =>
      api === 'remind' && never.feishu.of('remind').length === 0 && !gone ? 'lost-before' : 'ok';
    let gone = false;
    await never.at(3 * minute);
    gone = true;
    value(await never.engine.stop(never.id));
    await never.clock.settle();
    expect(never.set()).toEqual([[false, ['ou_p1', 'ou_p2']]]);
    expect(never.engine.reminding).toBe(0);
  });

  it('goes out again after a refusal that passes, and is taken back as long as Feishu is out of reach', async () => {
    const desk = await reminding();
    let fails = true;
    desk.feishu.fate = ({ api }) => (api === 'remind' && fails ? { failure: busy(2_000) } : 'ok');
    await desk.at(3 * minute + 1_000);
    expect([desk.set(), desk.shown(1)?.state]).toEqual([[], 'pending']);
    fails = false;
    await desk.at(4 * minute);
    expect(desk.set()).toEqual([[true, ['ou_p1', 'ou_p2']]]);

    desk.feishu.fate = () => ({ failure: offline });
    value(await desk.engine.stop(desk.id));
    await desk.clock.advance(40 * minute);
    expect([desk.engine.reminding, desk.shown(1)?.state]).toEqual([1, 'set']);
    expect(desk.engine.nextAt).toBeGreaterThan(desk.clock.now());
    desk.feishu.fate = () => 'ok';
    await desk.clock.advance(6 * minute);
    expect(desk.set()).toHaveLength(2);
    expect([desk.engine.reminding, desk.feishu.pinned.size]).toEqual([0, 0]);
  });

  it('that cannot be taken back is told, and tried no longer', async () => {
    const desk = await reminding();
    await desk.at(4 * minute);
    desk.feishu.fate = () => ({ failure: failure({ code: 99991672 }) });
    value(await desk.engine.stop(desk.id));
    await desk.clock.settle();
    expect(desk.shown(1)).toMatchObject({ state: 'stays', problem: { code: 99991672 } });
    expect(desk.engine.reminding).toBe(0);
  });

  it('that comes too late is not sent any more', async () => {
    const desk = await reminding();
    desk.feishu.fate = ({ api }) => (api === 'remind' ? { failure: offline } : 'ok');
    await desk.at(7 * minute);
    desk.feishu.fate = () => 'ok';
    await desk.at(3 * minute);
    expect(desk.shown(1)?.state).toBe('pending');
    value(await desk.engine.stop(desk.id));
    await desk.clock.settle();
    expect([desk.set(), desk.shown(1)]).toEqual([[], null]);
  });

  it('stays pinned for another buzz that pins the same chat, which takes it back', async () => {
    const desk = await reminding();
    await desk.clock.advance(minute);
    const other = value(
      await desk.confirm(await desk.engine.plan(draft(crowd(1), { text: '又一件', ladder: aLadder().id }))),
    );
    await desk.clock.advance(4 * minute);
    expect(desk.set()).toEqual([
      [true, ['ou_p1', 'ou_p2']],
      [true, ['ou_p1']],
    ]);
    value(await desk.engine.stop(desk.id));
    await desk.clock.settle();
    expect(desk.set().at(-1)).toEqual([false, ['ou_p2']]);
    expect([...desk.feishu.pinned]).toEqual(['direct ou_p1']);
    value(await desk.engine.stop(other.id));
    await desk.clock.settle();
    expect(desk.feishu.pinned.size).toBe(0);
  });
});

describe('without its scope', () => {
  const scopes = new Set(['im:message.urgent', 'im:message.urgent:phone', 'im:message.urgent:sms']);

  it('a rung that reminds is passed over, and the plan and the board say so', async () => {
    const desk = await reminding({}, {}, { scopes });
    expect(desk.plan.ladder?.rungs[0]).toMatchObject({
      passed: true,
      calls: 0,
      problem: { advice: 'reminder-unscoped' },
    });
    expect(desk.plan.problem).toBeNull();
    await desk.at(4 * minute);
    expect(desk.set()).toEqual([]);
    expect(desk.board().ladder?.rungs[0]).toMatchObject({
      state: 'skipped',
      problem: { advice: 'reminder-unscoped' },
    });
    await desk.at(9 * minute);
    expect(desk.feishu.buzzed('phone')).toEqual(['ou_p1', 'ou_p2']);
  });

  it('it is planned with the scope', async () => {
    const all = new Set([...scopes, 'im:datasync.feed_card.time_sensitive:write']);
    const desk = await reminding({}, {}, { scopes: all });
    expect(desk.plan.ladder?.rungs[0]).toMatchObject({ passed: false, calls: 2, problem: null });
  });
});

describe('after a restart', () => {
  it('a reminder that stands is taken back when its person answers', async () => {
    const clock = createVirtualClock();
    const ledger = new MemoryLedger();
    const first = await reminding({}, {}, { clock, ledger });
    await first.at(4 * minute);
    await first.engine.abandon();
    const { feishu } = first;
    const second = buzzDesk({ clock, ledger, feishu });
    await second.engine.resume();
    first.answers(1);
    first.answers(2);
    await second.engine.askReceipts(first.id);
    await clock.settle();
    expect(feishu.pinned.size).toBe(0);
    expect(feishu.of('remind')).toHaveLength(2);
  });

  it('one of a ladder that has ended is found, and taken back', async () => {
    const clock = createVirtualClock();
    const ledger = new MemoryLedger();
    const first = await reminding({}, {}, { clock, ledger });
    await first.at(4 * minute);
    first.feishu.fate = () => ({ failure: offline });
    value(await first.engine.stop(first.id));
    await first.engine.abandon();
    expect([ledger.armed(), ledger.reminding()]).toEqual([[], [first.id]]);
    first.feishu.fate = () => 'ok';
    const second = buzzDesk({ clock, ledger, feishu: first.feishu });
    await second.engine.resume();
    await clock.settle();
    expect(first.feishu.pinned.size).toBe(0);
    expect([ledger.reminding(), second.engine.reminding]).toEqual([[], 0]);
  });

  it('a copied ledger leaves reminders to the original', async () => {
    const clock = createVirtualClock();
    const ledger = new MemoryLedger();
    const first = await reminding({}, {}, { clock, ledger });
    await first.at(4 * minute);
    await first.engine.abandon();
    ledger.isCopy = true;
    const second = buzzDesk({ clock, ledger, feishu: first.feishu });
    await second.engine.resume();
    await clock.settle();
    expect(first.feishu.pinned.size).toBe(2);
    expect([ledger.reminding(), ledger.isCopy]).toEqual([[], false]);
  });

  it('a copied ledger makes no call for one that was cut off, and waits for no answer', async () => {
    const clock = createVirtualClock();
    const ledger = new MemoryLedger();
    const first = await reminding({}, {}, { clock, ledger });
    const { id } = first;
    await first.engine.abandon();
    const [taken] = first.board().people.map(({ key }) => key);
    const call = {
      kind: 'reminder-calling',
      at: clock.now(),
      call: 'cut',
      on: true,
      people: [taken ?? ''],
      chatId: null,
    };
    const rung = { kind: 'rung', at: clock.now(), rung: 0, channel: 'app', state: 'done', reminder: true, step: null };
    await ledger.append(
      id,
      [{ ...rung, people: [taken ?? ''], passed: [], problem: null } as never, call as never],
      () => ({ row: ledger.rows.get(id) ?? expect.fail('no row'), outcomes: new Set(), reminding: true }),
    );
    ledger.isCopy = true;
    const second = buzzDesk({ clock, ledger });
    await second.engine.resume();
    await clock.settle();
    expect([ledger.reminding(), second.feishu.of('remind')]).toEqual([[], []]);
    await second.engine.abandon();
  });

  it('one of a workspace that is gone is given up after a day, and told', async () => {
    const clock = createVirtualClock();
    const ledger = new MemoryLedger();
    const first = await reminding({}, {}, { clock, ledger });
    await first.at(4 * minute);
    await first.engine.abandon();
    const second = buzzDesk({ clock, ledger, feishuOf: () => failed(problem('secret-missing')) });
    await second.engine.resume();
    value(await second.engine.stop(first.id));
    await clock.advance(23 * 60 * minute);
    expect(second.engine.reminding).toBe(1);
    await clock.advance(2 * 60 * minute);
    expect(second.engine.reminding).toBe(0);
    const board = value(second.engine.board(first.id));
    expect(standing(board, someone(1)).reminder).toMatchObject({
      state: 'stays',
      problem: { advice: 'secret-missing' },
    });
  });

  it('nothing is pinned in a practice server that was restarted', async () => {
    const clock = createVirtualClock();
    const ledger = new MemoryLedger();
    const first = await reminding({}, {}, { clock, ledger });
    await first.at(4 * minute);
    await first.engine.abandon();
    const calls = first.feishu.seen.length;
    const gone = () => failed(problem('practice-restarted'));
    const second = buzzDesk({ clock, ledger, feishuOf: gone });
    await second.engine.resume();
    value(await second.engine.stop(first.id));
    await clock.settle();
    expect([second.engine.reminding, first.feishu.seen.length]).toEqual([0, calls]);
  });
});
