import { describe, expect, it } from 'vitest';
import { buzzDesk, chatOf, draft, inChat, value } from '../../../../test/support/desk/buzz-desk';
import { climbing } from '../../../../test/support/desk/climbing';
import { MemoryLedger } from '../../../../test/support/disk/memory-ledger';
import { busy, crowd, someone } from '../../../../test/support/feishu/scripted-feishu';
import { aGroup } from '../../../../test/support/samples';
import { GroupId } from '../../../contract/model/ids';

const minute = 60_000;
const one = { until: 'acknowledged', enough: 'one', steps: [{ afterMinutes: 30, channel: 'app' }] } as const;
const some = (change: Parameters<typeof climbing>[0] = {}, wanted = {}, parts: Parameters<typeof climbing>[2] = {}) =>
  climbing({ ...one, steps: [...one.steps], ...change }, wanted, { people: 3, ...parts });
type Desk = Awaited<ReturnType<typeof some>>;

const tap = ({ feishu, clock }: Desk, by: string, at = clock.now()) => feishu.reacted.push({ by, emoji: 'OK', at });
/** Replies of the bot: where, to which message, and what they say. */
const replies = ({ feishu }: Desk) =>
  feishu
    .messages()
    .filter(({ parent }) => parent !== null)
    .map(({ to, post }) => [to, post.zh_cn.content.flat().flatMap((node) => ('text' in node ? [node.text] : []))]);
const words = ['同事1 已接手，其他人不用再处理', '— 李雷，来自飞书加急'];

describe('once one person has taken it, the others', () => {
  it('are told who by one quiet reply to each, which buzzes no one and counts as calls', async () => {
    const desk = await some();
    const before = desk.board().calls.total;
    tap(desk, 'ou_p1');
    await desk.at(6 * minute);
    expect(replies(desk)).toEqual([
      ['oc_p2', words],
      ['oc_p3', words],
    ]);
    expect(desk.feishu.of('buzz')).toHaveLength(3);
    const [note] = desk.board().notes;
    expect(note).toMatchObject({ kind: 'taken', people: 2, messages: { all: 2, sent: 2, open: 0 }, problem: null });
    expect(desk.board().calls.total).toBe(before + 2);
    expect(desk.board().state).toBe('done');
    await desk.at(90 * minute);
    expect(replies(desk)).toHaveLength(2);
  });

  it('are told as soon as the disk takes it, if it was full', async () => {
    const desk = await some();
    const { ledger } = desk;
    if (!(ledger instanceof MemoryLedger)) throw new Error('a ledger that can be full');
    ledger.refuses = ({ kind }) => (kind === 'note' ? 'disk full' : null);
    tap(desk, 'ou_p1');
    await desk.at(6 * minute);
    expect(replies(desk)).toEqual([]);
    ledger.refuses = () => null;
    await desk.at(8 * minute);
    expect(replies(desk)).toHaveLength(2);
    expect(desk.clock.sleeping()).toBeLessThanOrEqual(1);
  });

  it('are not called any more, although a call has waited since before the answer', async () => {
    const desk = await some({ steps: [{ afterMinutes: 2, channel: 'phone' }] });
    desk.feishu.fate = (call) =>
      call.api === 'buzz' && desk.clock.now() < desk.createdAt + 2 * minute + 1_000 ? { failure: busy(20_000) } : 'ok';
    await desk.at(2 * minute + 5_000);
    expect(desk.feishu.buzzed('phone')).toEqual([]);
    tap(desk, 'ou_p2');
    await desk.at(10 * minute);
    expect(desk.feishu.buzzed('phone')).toEqual([]);
    expect(desk.board().takenBy).toBe('ou_p2');
  });

  it('are told in their chat once, without a name being called', async () => {
    const desk = await some({}, { delivery: inChat }, { before: (feishu) => feishu.chatList.push(chatOf(crowd(3))) });
    tap(desk, 'ou_p1');
    await desk.at(6 * minute);
    expect(replies(desk)).toEqual([['oc_alerts', words]]);
    expect(desk.board().notes).toMatchObject([{ kind: 'taken', people: 2, messages: { all: 1, sent: 1 } }]);
  });

  it('are told one name, although two answered in the same second and the earlier answer is heard of later', async () => {
    const desk = await some();
    const at = desk.createdAt + minute;
    tap(desk, 'ou_p2', at + 100);
    await desk.at(6 * minute);
    expect(desk.board().takenBy).toBe('ou_p2');
    tap(desk, 'ou_p1', at);
    await desk.engine.askReceipts(desk.id);
    await desk.clock.settle();
    expect(desk.board().takenBy).toBe('ou_p2');
    expect(replies(desk).map(([to]) => to)).toEqual(['oc_p1', 'oc_p3']);
  });

  it('are told nothing where the settings or the ladder say so, or everyone has to answer, or no other is there', async () => {
    const quiet = await some({ tellOthers: false });
    const off = await some({}, {}, { tellOthers: false });
    const all = await some({ enough: 'everyone' });
    const alone = await some({}, {}, { people: 1 });
    for (const desk of [quiet, off, all, alone]) {
      tap(desk, 'ou_p1');
      await desk.at(6 * minute);
      expect(replies(desk)).toEqual([]);
      expect(desk.board().notes).toEqual([]);
    }
    const on = await some({ tellOthers: true }, {}, { tellOthers: false });
    tap(on, 'ou_p1');
    await on.at(6 * minute);
    expect(replies(on)).toHaveLength(2);
  });

  it('are told nothing after a stop or a recall', async () => {
    const desk = await some();
    await desk.engine.stop(desk.id);
    tap(desk, 'ou_p1');
    await desk.engine.askReceipts(desk.id);
    await desk.at(6 * minute);
    expect(replies(desk)).toEqual([]);
    expect(desk.board().state).toBe('stopped');
  });

  it('are told once although the answer of the reply is lost, by the same `uuid`', async () => {
    const desk = await some();
    tap(desk, 'ou_p1');
    desk.feishu.fate = ({ api, nth }) => (api === 'send' && nth === 4 ? 'lost-after' : 'ok');
    await desk.at(6 * minute);
    expect(replies(desk).map(([to]) => to)).toEqual(['oc_p2', 'oc_p3']);
    const sent = desk.feishu.of('send').filter(({ parent }) => parent !== null);
    expect(sent).toHaveLength(3);
    expect(new Set(sent.map(({ uuid }) => uuid)).size).toBe(2);
  });

  it('are told after a restart that came between the answer and the reply', async () => {
    const desk = await some();
    tap(desk, 'ou_p1');
    const { clock, feishu, ledger } = desk;
    // The disk takes the answer, and then the app is gone.
    ledger.refuses = ({ kind }) => (kind === 'note' ? 'gone' : null);
    await desk.engine.askReceipts(desk.id);
    await clock.settle();
    expect(replies(desk)).toEqual([]);
    expect(ledger.unsettled()).toEqual([desk.id]);
    void desk.engine.abandon();
    ledger.refuses = () => null;
    const next = buzzDesk({ clock, feishu, ledger });
    await next.engine.resume();
    await clock.advance(10_000);
    expect(replies(desk)).toHaveLength(2);
    expect(value(next.engine.board(desk.id)).state).toBe('done');
  });

  it('are not told by themselves of an answer of hours ago; a person may', async () => {
    const desk = await some({ steps: [{ afterMinutes: 1, channel: 'app' }] });
    await desk.at(4 * 60 * minute);
    tap(desk, 'ou_p1', desk.createdAt + 10 * minute);
    await desk.engine.askReceipts(desk.id);
    await desk.clock.settle();
    expect(replies(desk)).toEqual([]);
    const [note] = desk.board().notes;
    expect(note).toMatchObject({
      kind: 'taken',
      messages: { all: 2, sent: 0, open: 0 },
      problem: { advice: 'expired' },
    });
    value(await desk.engine.repeatNote(desk.id, note?.id ?? ''));
    await desk.clock.settle();
    expect(replies(desk)).toHaveLength(2);
  });

  it('are those who were called, in turn or as a backup', async () => {
    const turns = await some({ inTurn: { minutes: 5 }, steps: [] });
    await turns.at(6 * minute);
    tap(turns, 'ou_p2');
    await turns.at(30 * minute);
    expect(replies(turns).map(([to]) => to)).toEqual(['oc_p1']);

    const leads = aGroup([someone(9)], { id: GroupId.parse('grp_leads'), name: '值班长' });
    const steps = [{ afterMinutes: 1, channel: 'app' as const, backup: leads.id }];
    const desk = await some({ steps }, {}, { groups: [leads], people: 1 });
    await desk.at(2 * minute);
    tap(desk, 'ou_p9');
    await desk.engine.askReceipts(desk.id);
    await desk.clock.settle();
    expect(replies(desk)[0]?.[0]).toBe('oc_p1');
  });

  it('are told the same by the command line without a ladder', async () => {
    const desk = buzzDesk();
    desk.feishu.tellsChats = true;
    const board = await desk.buzz(draft(crowd(2), { ask: true, enough: 'one' }));
    desk.feishu.reacted.push({ by: 'ou_p2', emoji: 'OK', at: desk.clock.now() });
    await desk.engine.askReceipts(board.id);
    await desk.finish(board.id);
    expect(desk.feishu.messages().filter(({ parent }) => parent !== null)).toHaveLength(1);
  });
});
