import { expect, it } from 'vitest';
import { buzzDesk, value } from '../../../../test/support/desk/buzz-desk';
import { adoption, carried, desktopAndRelay, pull, relayEntries } from '../../../../test/support/desk/hand-over';
import { offline } from '../../../../test/support/feishu/scripted-feishu';
import { aLadder } from '../../../../test/support/samples';
import { problem } from '../../../contract/advice/problem';
import type { LaterEntry } from '../record/entry';

const minute = 60_000;

it('climbs in the relay alone, and the desktop tells the whole story', async () => {
  const { desktop, relay, clock, feishu, id, handOver } = await desktopAndRelay();
  await handOver();
  expect(desktop.engine.armed).toEqual([]);
  expect(desktop.engine.elsewhere).toMatchObject([{ id, relay: 'relay.example', state: 'handed-over' }]);
  expect(relay.engine.armed).toHaveLength(1);
  const receipts = feishu.of('readers').length;
  await clock.advance(10 * minute);
  expect(feishu.buzzed('sms').toSorted()).toEqual(['ou_p1', 'ou_p2']);
  expect(feishu.buzzed('phone').toSorted()).toEqual(['ou_p1', 'ou_p2']);
  expect(feishu.of('readers').length).toBeGreaterThan(receipts);
  expect(desktop.rungs()).toEqual(['next', 'later']);

  const board = await pull(desktop.engine, relay.ledger, id);
  expect(board.ladder).toMatchObject({ state: 'ended', rungs: [{ state: 'done' }, { state: 'done' }] });
  expect(board.people.map(({ steps }) => steps.length)).toEqual([3, 3]);
  expect(board.climber).toMatchObject({ state: 'handed-over', elsewhere: false });
  expect(desktop.engine.elsewhere).toEqual([]);
  expect(desktop.ledger.armed()).toEqual([]);
  expect(desktop.ledger.paidCalls(0)).toHaveLength(4);
});

it('lets nothing leave here for a buzz that is in the relay, and says so', async () => {
  const { desktop, clock, feishu, id } = await desktopAndRelay();
  value(await desktop.engine.handOver(id, 'relay.example'));
  const elsewhere = { ok: false, problem: { advice: 'climbs-elsewhere', params: { relay: 'relay.example' } } };
  const { engine } = desktop;
  const keys = desktop.board().people.map(({ key }) => key);
  expect(await engine.stop(id)).toMatchObject(elsewhere);
  expect(await engine.undo(id)).toMatchObject(elsewhere);
  expect(await engine.recall(id)).toMatchObject(elsewhere);
  expect(await engine.continueLadder(id, 'paid')).toMatchObject(elsewhere);
  expect(await engine.askReceipts(id)).toMatchObject(elsewhere);
  expect(engine.planAgain(id, 'phone', keys)).toMatchObject(elsewhere);
  expect(engine.planNote(id, { kind: 'follow-up', text: '已恢复' })).toMatchObject(elsewhere);
  const calls = feishu.seen.length;
  engine.watch(id);
  await clock.advance(30_000);
  expect(feishu.seen.slice(calls)).toEqual([]);
});

it('goes on with its relay after a restart, whether or not the answer had come', async () => {
  const { desktop, relay, clock, feishu, id } = await desktopAndRelay();
  const entries = value(await desktop.engine.handOver(id, 'relay.example'));
  const again = buzzDesk({ clock, feishu, ledger: desktop.ledger });
  await again.engine.resume();
  expect(again.engine.armed).toEqual([]);
  expect(again.engine.elsewhere).toMatchObject([{ id, state: 'handing-over' }]);
  expect(value(again.engine.board(id)).climber).toMatchObject({ state: 'handing-over', elsewhere: true });
  expect(value(await again.engine.handOver(id, 'relay.example'))).toEqual(entries);
  expect(await again.engine.handOver(id, 'other.example')).toMatchObject({ problem: { advice: 'climbs-elsewhere' } });
  for (let time = 0; time < 2; time += 1) {
    expect(value(await relay.engine.adopt(adoption(carried(entries), 0)))).toBe(entries.length);
    value(await again.engine.handedOver(id));
  }
  await clock.advance(4 * minute);
  expect(feishu.buzzed('sms')).toHaveLength(2);
  await pull(again.engine, relay.ledger, id);

  const third = buzzDesk({ clock, feishu, ledger: desktop.ledger });
  await third.engine.resume();
  expect(value(third.engine.board(id)).ladder?.rungs.map(({ state }) => state)).toEqual(['done', 'next']);
  expect(third.engine.elsewhere).toMatchObject([{ state: 'handed-over', next: relay.ledger.read(id).length }]);
  await clock.advance(6 * minute);
  await pull(third.engine, relay.ledger, id);
  expect(feishu.buzzed('phone')).toHaveLength(2);
  expect(third.engine.elsewhere).toEqual([]);
});

it('climbs here again at once when the first request is refused, and never on a refusal after a lost answer', async () => {
  const { desktop, clock, feishu, id } = await desktopAndRelay();
  const { engine } = desktop;
  const reason = problem('relay-not-served');
  value(await engine.handOver(id, 'relay.example'));
  value(await engine.handOverRefused(id, reason));
  expect(desktop.board().climber).toMatchObject({ state: 'refused', elsewhere: false, problem: reason });
  expect(engine.armed).toHaveLength(1);
  expect(engine.elsewhere).toEqual([]);

  // Handed over anew; the first answer is lost, so the second says nothing about the first.
  value(await engine.handOver(id, 'relay.example'));
  value(await engine.handOver(id, 'relay.example'));
  expect(await engine.handOverRefused(id, reason)).toMatchObject({ problem: { advice: 'hand-over-unsure' } });
  await clock.advance(20 * minute);
  expect(feishu.buzzed('sms')).toEqual([]);
  // Only the relay's word that it never had it brings it back.
  value(await engine.takenBack(id, false));
  expect(desktop.board().climber).toMatchObject({ state: 'taken-back', elsewhere: false });
  expect(await engine.handOver(id, 'relay.example')).toMatchObject({ problem: { advice: 'hand-over-released' } });
});

it('tells of a rung that is held in the relay as of one that is held here', async () => {
  const { desktop, relay, clock, feishu, id, handOver } = await desktopAndRelay();
  await handOver();
  feishu.readersFail = offline;
  await clock.advance(3 * minute);
  expect(relay.news).toMatchObject([{ kind: 'held', id, channel: 'sms', people: 2 }]);
  expect(desktop.news).toEqual([]);
  await pull(desktop.engine, relay.ledger, id);
  expect(desktop.news).toEqual(relay.news);
  expect(desktop.board().ladder?.state).toBe('held');
});

it('asks for no decision that the relay has by now', async () => {
  const { desktop, relay, clock, feishu, id, handOver } = await desktopAndRelay();
  await handOver();
  feishu.readersFail = offline;
  await clock.advance(3 * minute);
  value(await relay.engine.continueLadder(id, 'paid'));
  await clock.advance(minute);
  expect(feishu.buzzed('sms')).toHaveLength(2);
  await pull(desktop.engine, relay.ledger, id);
  expect(desktop.rungs()).toEqual(['done', 'next']);
  expect(desktop.news).toEqual([]);
});

it('tells once of what the relay missed, though a desktop that is opened anew is sent it again', async () => {
  const { desktop, relay, clock, feishu, id, handOver } = await desktopAndRelay();
  const taken = await handOver();
  relay.engine.abandon();
  await clock.advance(40 * minute);
  const later = buzzDesk({ clock, feishu, ledger: relay.ledger });
  await later.engine.resume();
  await clock.settle();
  expect(later.news).toMatchObject([{ kind: 'missed', id, rungs: [{ channel: 'sms' }, { channel: 'phone' }] }]);

  const opened = buzzDesk({ clock, feishu, ledger: desktop.ledger });
  await opened.engine.resume();
  await pull(opened.engine, relay.ledger, id);
  await pull(opened.engine, relay.ledger, id);
  expect(opened.news).toEqual(later.news);
  expect(value(opened.engine.board(id)).ladder?.rungs.map(({ state }) => state)).toEqual(['missed', 'missed']);

  const again = buzzDesk({ clock, feishu, ledger: desktop.ledger });
  await again.engine.resume();
  value(await again.engine.takeEntries(id, taken, relayEntries(relay.ledger, id, taken)));
  expect(again.news).toEqual([]);
  expect([...feishu.buzzed('sms'), ...feishu.buzzed('phone')]).toEqual([]);
});

it('takes back what the relay has given back, with all that it did', async () => {
  const { desktop, relay, clock, feishu, id, handOver } = await desktopAndRelay();
  await handOver();
  await clock.advance(4 * minute);
  expect(feishu.buzzed('sms')).toHaveLength(2);
  const count = value(await relay.engine.release(id));
  expect(value(await relay.engine.release(id))).toBe(count);
  expect(relay.engine.armed).toEqual([]);
  expect(relay.ledger.armed()).toEqual([]);
  expect(value(relay.engine.board(id)).climber).toMatchObject({ state: 'released', elsewhere: true });
  expect(await relay.engine.stop(id)).toMatchObject({ problem: { advice: 'climbs-elsewhere' } });
  expect(await desktop.engine.takenBack(id, true)).toMatchObject({ problem: { advice: 'hand-over-unsure' } });
  await pull(desktop.engine, relay.ledger, id);
  expect(desktop.engine.elsewhere).toMatchObject([{ released: true }]);
  expect(desktop.ledger.armed()).toEqual([id]);
  value(await desktop.engine.takenBack(id, true));
  expect(desktop.engine.armed).toHaveLength(1);
  await clock.advance(6 * minute);
  expect(feishu.buzzed('phone')).toHaveLength(2);
  expect(feishu.buzzed('sms')).toHaveLength(2);
  expect(desktop.rungs()).toEqual(['done', 'done']);
});

it('takes entries over once, in their order, and passes over what it does not know', async () => {
  const { desktop, relay, clock, id, handOver } = await desktopAndRelay();
  const taken = await handOver();
  await clock.advance(4 * minute);
  const { engine } = desktop;
  const entries = relayEntries(relay.ledger, id, taken);
  expect(await engine.takeEntries(id, taken + 1, entries.slice(1))).toMatchObject({ ok: false });
  expect(desktop.rungs()).toEqual(['next', 'later']);
  const strange = [...entries.slice(0, 2), { kind: 'from-the-future', at: 1 }, ...entries.slice(2)];
  value(await engine.takeEntries(id, taken, strange));
  const written = desktop.ledger.read(id).length;
  value(await engine.takeEntries(id, taken, strange));
  expect(desktop.ledger.read(id)).toHaveLength(written);
  expect(engine.elsewhere).toMatchObject([{ next: taken + strange.length }]);
  expect(desktop.rungs()).toEqual(['done', 'next']);
  // Who climbs is asked for, and not taken from its entries.
  value(await engine.takeEntries(id, taken + strange.length, [{ kind: 'taken-back', at: clock.now() }]));
  expect(desktop.board().climber).toMatchObject({ state: 'handed-over' });
});

it('hands nothing over that has ended, or while a call of it is under way', async () => {
  const { desktop, clock, feishu, id } = await desktopAndRelay();
  let answer = () => {};
  const answered = new Promise<void>((resolve) => {
    answer = resolve;
  });
  // The calls of the rung have left, and wait for their answers.
  const before = feishu.of('buzz').length;
  feishu.answerAfter = async () => {
    if (feishu.of('buzz').length > before) await answered;
  };
  await clock.advance(3 * minute);
  expect(await desktop.engine.handOver(id, 'relay.example')).toMatchObject({
    problem: { advice: 'hand-over-running' },
  });
  expect(desktop.engine.armed).toHaveLength(1);
  answer();
  await desktop.finish(id);
  value(await desktop.engine.stop(id));
  expect(await desktop.engine.handOver(id, 'relay.example')).toMatchObject({ problem: { advice: 'hand-over-ended' } });
});

it('keeps a stop that comes before it, and refuses one that comes after', async () => {
  const { desktop, relay, id } = await desktopAndRelay();
  const handing = desktop.engine.handOver(id, 'relay.example');
  const stopping = desktop.engine.stop(id);
  const [handed, stopped] = [await handing, await stopping];
  expect([handed.ok, stopped.ok].filter(Boolean)).toHaveLength(1);
  if (!handed.ok) return;
  expect(value(await relay.engine.adopt(adoption(carried(handed.value), 0)))).toBe(handed.value.length);
});

it('counts by the clock of whoever climbs', async () => {
  const { desktop, relay, clock, id, feishu } = await desktopAndRelay();
  const entries = value(await desktop.engine.handOver(id, 'relay.example'));
  // The desktop's clock is five minutes behind: its entries are of five minutes before their time.
  const late = 5 * minute;
  const early = carried(entries.map((entry) => ({ ...entry, at: entry.at - late })));
  value(await relay.engine.adopt(adoption(early, late)));
  await clock.advance(minute);
  expect(feishu.buzzed('sms')).toEqual([]);
  await clock.advance(2 * minute);
  expect(feishu.buzzed('sms')).toHaveLength(2);
  expect(await buzzDesk({ clock, feishu }).engine.adopt(adoption(early, 11 * minute))).toMatchObject({
    problem: { advice: 'hand-over-clock' },
  });
});

it('refuses to adopt what is no ladder that was handed over', async () => {
  const { desktop, relay, clock, id } = await desktopAndRelay({ ...aLadder(), graceMinutes: 1 });
  const entries = value(await desktop.engine.handOver(id, 'relay.example'));
  const [confirmed, ...rest] = carried(entries);
  const last = rest.at(-1);
  if (!last) throw new Error('nothing was handed over');
  const cases: readonly [string, Parameters<typeof adoption>[0]][] = [
    ['hand-over-invalid', [confirmed, ...rest.slice(0, -1)]],
    ['hand-over-ended', [{ ...confirmed, ladder: null }, ...rest]],
    ['hand-over-ended', [confirmed, ...rest.slice(0, -1), { kind: 'stopped', at: clock.now() }, last]],
    ['hand-over-running', [confirmed, last]],
  ];
  for (const [advice, wrong] of cases)
    expect(await relay.engine.adopt(adoption(wrong, 0)), advice).toMatchObject({ problem: { advice } });
  expect(relay.ledger.entries.size).toBe(0);
  value(await relay.engine.adopt(adoption(carried(entries), 0)));
  expect(await relay.engine.adopt(adoption([confirmed, ...rest, ...rest], 0))).toMatchObject({
    problem: { advice: 'hand-over-unlike' },
  });
  value(await relay.engine.release(id));
  expect(await relay.engine.adopt(adoption(carried(entries), 0))).toMatchObject({
    problem: { advice: 'hand-over-released' },
  });

  const other = buzzDesk({ clock, feishu: desktop.feishu });
  await clock.advance(20 * minute);
  expect(await other.engine.adopt(adoption(carried(entries), 0))).toMatchObject({
    problem: { advice: 'hand-over-late' },
  });
});

it('never calls again what was announced and has no answer in what was handed over', async () => {
  const { desktop, relay, clock, feishu, id } = await desktopAndRelay();
  const entries = value(await desktop.engine.handOver(id, 'relay.example'));
  const [confirmed, ...rest] = carried(entries);
  const people = confirmed.people.map(({ key }) => key);
  const message = confirmed.messages[0]?.ref ?? '';
  const [key = ''] = people;
  const at = clock.now();
  const step = { at, step: 1, channel: 'sms' as const, people: [key] };
  const cut: LaterEntry[] = [
    { kind: 'rung', ...step, rung: 0, state: 'done', passed: [], problem: null },
    { kind: 'calling', ...step, call: 'c9', message, idType: 'open_id' },
    { kind: 'handing-over', at, relay: 'relay.example' },
  ];
  value(await relay.engine.adopt(adoption([confirmed, ...rest.slice(0, -1), ...cut], 0)));
  await clock.advance(4 * minute);
  expect(feishu.buzzed('sms')).toEqual([]);
  expect(value(relay.engine.board(id)).people[0]).toMatchObject({ outcome: 'unknown' });
});
