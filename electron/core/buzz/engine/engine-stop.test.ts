import { expect, it } from 'vitest';
import { buzzDesk, draft, outcomes, standing, value } from '../../../../test/support/desk/buzz-desk';
import { busy, crowd, failure, someone } from '../../../../test/support/feishu/scripted-feishu';
import { BuzzId } from '../../../contract/model/ids';

const gone = BuzzId.parse('bz_gone');

it('lets nothing further leave after a stop, and waits for what has left', async () => {
  const desk = buzzDesk();
  let answer: () => void = () => undefined;
  const held = new Promise<void>((resolve) => {
    answer = resolve;
  });
  desk.feishu.fate = ({ api, nth }) => (api === 'buzz' && nth > 1 ? { failure: busy(60_000) } : 'ok');
  desk.feishu.answerAfter = () => (desk.feishu.of('buzz').length > 0 ? held : Promise.resolve());
  const { id } = value(await desk.confirm(await desk.engine.plan(draft(crowd(3), { channel: 'phone' }))));
  await desk.clock.settle();

  let stopped = false;
  const stopping = desk.engine.stop(id).then((board) => {
    stopped = true;
    return value(board);
  });
  await desk.clock.settle();
  expect(stopped).toBe(false);
  answer();
  const board = await stopping;
  expect(outcomes(board)).toEqual(['accepted', 'not-called', 'not-called']);
  expect(standing(board, someone(2)).problem?.advice).toBe('stopped-before-call');
  expect(board.state).toBe('stopped');
  await desk.clock.drain();
  expect(desk.feishu.buzzed()).toEqual(['ou_p1']);
});

it('does not wait for the disk before it stops', async () => {
  const desk = buzzDesk();
  let synced: () => void = () => undefined;
  const disk = new Promise<void>((resolve) => {
    synced = resolve;
  });
  const append = desk.ledger.append.bind(desk.ledger);
  desk.ledger.append = async (...writes) => {
    if (writes[1].some((entry) => entry.kind === 'stopped')) await disk;
    return append(...writes);
  };
  desk.feishu.fate = ({ api, nth }) => (api === 'buzz' && nth === 1 ? { failure: busy(5_000) } : 'ok');
  const { id } = value(await desk.confirm(await desk.engine.plan(draft(crowd(1), { channel: 'phone' }))));
  await desk.clock.settle();
  const stopping = desk.engine.stop(id);
  await desk.clock.advance(10_000);
  synced();
  expect(outcomes(value(await stopping))).toEqual(['not-called']);
  expect(desk.feishu.buzzed()).toEqual([]);
});

it('holds back a call whose announcement was still on its way to the disk', async () => {
  const desk = buzzDesk();
  let stop: Promise<unknown> = Promise.resolve();
  desk.ledger.onWrite = (entry) => {
    if (entry.kind === 'calling') stop = desk.engine.stop([...desk.ledger.rows.keys()][0]!);
  };
  const board = await desk.buzz(draft(crowd(1), { channel: 'phone' }));
  await stop;
  expect(desk.feishu.of('buzz')).toEqual([]);
  expect(outcomes(board)).toEqual(['not-called']);
  expect(desk.ledger.paid).toEqual([]);
});

it('keeps the answer to a call that had left, though the buzz was stopped meanwhile', async () => {
  const desk = buzzDesk();
  desk.feishu.culprits.set('ou_p1', 230024);
  let stop: Promise<unknown> = Promise.resolve();
  desk.feishu.answerAfter = async () => {
    if (desk.feishu.of('buzz').length === 1) stop = desk.engine.stop([...desk.ledger.rows.keys()][0]!);
  };
  const board = await desk.buzz(draft(crowd(1), { channel: 'sms' }));
  await stop;
  expect(outcomes(board)).toEqual(['quota']);
});

it('says, also after a restart, that the alarm it is about ended it', async () => {
  const desk = buzzDesk();
  desk.feishu.fate = ({ api, nth }) => (api === 'buzz' && nth > 1 ? { failure: busy(60_000) } : 'ok');
  const { id } = value(await desk.confirm(await desk.engine.plan(draft(crowd(3), { channel: 'phone' }))));
  await desk.clock.settle();
  const board = value(await desk.engine.stop(id, 'alarm'));
  expect(board).toMatchObject({ state: 'stopped', stoppedBy: 'alarm' });
  const after = buzzDesk({ clock: desk.clock, feishu: desk.feishu, ledger: desk.ledger });
  expect(value(after.engine.board(id))).toMatchObject({ state: 'stopped', stoppedBy: 'alarm' });
  const other = await after.buzz(draft(crowd(1)));
  expect(value(await after.engine.stop(other.id)).stoppedBy).toBeNull();
});

it('takes the messages back, stopping first', async () => {
  const desk = buzzDesk();
  const sent = await desk.buzz(draft(crowd(2)));
  const board = value(await desk.engine.recall(sent.id));
  expect(board.recalled).toBe(true);
  expect(board.people.map((person) => person.message)).toEqual(['recalled', 'recalled']);
  expect(desk.feishu.of('recall').map((call) => call.messageId)).toEqual(sent.messages.map((each) => each.messageId));
});

it('says why Feishu will not take a message back, and tries only those that are still there', async () => {
  const desk = buzzDesk();
  const sent = await desk.buzz(draft(crowd(2)));
  desk.feishu.fate = ({ nth }) => (nth === 1 ? { failure: failure({ code: 230009 }) } : 'ok');
  expect(await desk.engine.recall(sent.id)).toMatchObject({ ok: false, problem: { code: 230009 } });
  expect(value(desk.engine.board(sent.id)).people.map((person) => person.message)).toEqual(['sent', 'recalled']);
  expect(value(await desk.engine.recall(sent.id)).recalled).toBe(true);
  expect(desk.feishu.of('recall')).toHaveLength(3);
});

it('takes a message that is already gone for recalled', async () => {
  const desk = buzzDesk();
  const sent = await desk.buzz(draft(crowd(1)));
  desk.feishu.fate = () => ({ failure: failure({ code: 230110 }) });
  expect(value(await desk.engine.recall(sent.id)).recalled).toBe(true);
  expect(await desk.engine.recall(sent.id)).toMatchObject({ ok: false, problem: { advice: 'nothing-to-recall' } });
});

it('knows nothing of a buzz that is not in the ledger', async () => {
  const { engine } = buzzDesk();
  const answers = [
    engine.board(gone),
    engine.diagnostics(gone),
    engine.planAgain(gone, 'app', ['ou_p1']),
    await engine.stop(gone),
    await engine.recall(gone),
    await engine.askReceipts(gone),
  ];
  for (const answer of answers) expect(answer).toMatchObject({ ok: false, problem: { advice: 'buzz-gone' } });
  engine.watch(gone);
  engine.watch();
});
