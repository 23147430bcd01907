import { describe, expect, it } from 'vitest';
import { createVirtualClock } from '../../../../test/support/clock/virtual-clock';
import { buzzDesk, chatOf, draft, inChat, standing, value } from '../../../../test/support/desk/buzz-desk';
import { climbing } from '../../../../test/support/desk/climbing';
import { crowd, failure, ScriptedFeishu, someone } from '../../../../test/support/feishu/scripted-feishu';
import { aLadder } from '../../../../test/support/samples';

const second = 1_000;
const minute = 60 * second;
const hour = 60 * minute;
const asks = { ask: true } as const;

/** A desk whose Feishu tells the chats of direct messages. */
const answeringDesk = (change: Parameters<typeof buzzDesk>[0] = {}) => {
  const clock = createVirtualClock();
  const feishu = new ScriptedFeishu(clock);
  feishu.tellsChats = true;
  return buzzDesk({ clock, feishu, ...change });
};

describe('a message that asks for an answer', () => {
  it('ends with a quiet line that says how to give one, and another does not', async () => {
    const desk = answeringDesk();
    await desk.buzz(draft(crowd(1), asks));
    await desk.buzz(draft([someone(2)]));
    const last = desk.feishu.messages().map(({ post }) => post.zh_cn.content.at(-1));
    expect(last).toEqual([
      [{ tag: 'text', text: '回复或点表情即表示收到' }],
      [{ tag: 'text', text: '— 李雷 发起的加急' }],
    ]);
  });

  it('is one by itself with a ladder or a paid channel, unless the person says no', async () => {
    const desk = answeringDesk();
    const planned = async (change: Parameters<typeof draft>[1]) =>
      (await desk.engine.plan(draft(crowd(1), change))).ask !== null;
    expect(await planned({})).toBe(false);
    expect(await planned({ channel: 'sms' })).toBe(true);
    expect(await planned({ channel: 'phone', ask: false })).toBe(false);
    expect(await planned({ ask: true })).toBe(true);
  });

  it('is asked for always, or only by ladders that wait for it, where the person has set it so', async () => {
    const desk = answeringDesk({ ladders: [aLadder({ until: 'acknowledged' })] });
    const planned = async (change: Parameters<typeof draft>[1]) =>
      (await desk.engine.plan(draft(crowd(1), change))).ask !== null;
    desk.settings.answering.asking = 'always';
    expect([await planned({}), await planned({ ask: false })]).toEqual([true, false]);
    desk.settings.answering.asking = 'never';
    expect([await planned({ channel: 'phone' }), await planned({ ask: true })]).toEqual([false, true]);
    expect(await planned({ ladder: aLadder().id })).toBe(true);
  });

  it('says how to give one unless that is switched off, and waits for answers all the same', async () => {
    const desk = answeringDesk();
    desk.settings.answering.answerLine = false;
    const board = await desk.buzz(draft(crowd(1), asks));
    expect(desk.feishu.messages()[0]?.post.zh_cn.content.at(-1)).toEqual([{ tag: 'text', text: '— 李雷 发起的加急' }]);
    expect(board.asks).toBe(true);
  });
});

describe('an answer', () => {
  it('is a reaction, with when and by what, of those who were called alone', async () => {
    const desk = answeringDesk();
    desk.feishu.chatList.push(chatOf(crowd(3)));
    const board = await desk.buzz(draft(crowd(2), { ...asks, delivery: inChat }));
    const at = desk.clock.now();
    desk.feishu.reacted.push(
      { by: 'ou_p1', emoji: 'OK', at },
      { by: 'ou_p3', emoji: 'OK', at },
      { by: 'cli_bot', emoji: 'DONE', at, byApp: true },
    );
    await desk.engine.askReceipts(board.id);
    const now = value(desk.engine.board(board.id));
    expect(now.people.map(({ ack }) => ack)).toEqual([
      { at, by: 'reaction', word: 'OK', declined: false, takenBack: false },
      null,
    ]);
    expect(now.answers.askedAt).toBe(at);
    expect(desk.engine.list({ before: null, limit: 1 })[0]?.acknowledged).toBe(1);
  });

  it('that declines is shown and acknowledges nothing; one that was taken back counts and says so', async () => {
    const desk = answeringDesk();
    const board = await desk.buzz(draft(crowd(2), asks));
    const at = desk.clock.now();
    desk.feishu.reacted.push(
      { by: 'ou_p1', emoji: 'ThumbsDown', at },
      { by: 'ou_p2', emoji: 'Get', at, takenAt: at + minute },
    );
    await desk.engine.askReceipts(board.id);
    await desk.clock.advance(2 * minute);
    await desk.engine.askReceipts(board.id);
    const now = value(desk.engine.board(board.id));
    expect(now.people.map(({ ack }) => ack)).toMatchObject([
      { word: 'ThumbsDown', declined: true, takenBack: false },
      { word: 'Get', declined: false, takenBack: true },
    ]);
    expect(desk.engine.list({ before: null, limit: 1 })[0]?.acknowledged).toBe(1);
  });

  it('is any text in the direct chat after the message; texts are listed only when a person looks', async () => {
    const desk = answeringDesk();
    desk.feishu.wrote.push({ by: 'ou_p1', text: '早', at: desk.clock.now() - minute });
    const board = await desk.buzz(draft(crowd(2), asks));
    desk.engine.watch(board.id);
    const at = desk.clock.now() + second;
    desk.feishu.wrote.push({ by: 'ou_p1', text: '在看了', at });
    await desk.clock.advance(minute);
    expect(desk.feishu.of('replies')).toEqual([]);
    expect(standing(value(desk.engine.board(board.id)), someone(1)).ack).toBeNull();
    const looked = value(await desk.engine.askReceipts(board.id));
    expect(standing(looked, someone(1))).toMatchObject({
      ack: { by: 'reply', word: '在看了', at },
      replies: [{ text: '在看了', bubble: null }],
    });
    expect(standing(looked, someone(2)).ack).toBeNull();
  });

  it('in a chat is a text that answers the message by name, as far as the app may read there', async () => {
    const desk = answeringDesk();
    desk.feishu.chatList.push(chatOf(crowd(2)));
    const board = await desk.buzz(draft(crowd(2), { ...asks, delivery: inChat }));
    const [message] = desk.feishu.messages();
    const at = desk.clock.now();
    desk.feishu.wrote.push(
      { by: 'ou_p1', text: '收到', at, parent: message?.messageId ?? undefined },
      { by: 'ou_p2', text: '别的事', at },
    );
    desk.feishu.repliesFail = failure({ code: 230027 });
    const unread = value(await desk.engine.askReceipts(board.id));
    expect([unread.answers.problem, standing(unread, someone(1)).ack]).toEqual([null, null]);
    desk.feishu.repliesFail = null;
    const read = value(await desk.engine.askReceipts(board.id));
    expect(read.people.map(({ ack }) => ack?.word ?? null)).toEqual(['收到', null]);
  });
});

it('asks no more than sixty times in two hours about twenty direct messages that no one reads or answers', async () => {
  const desk = answeringDesk();
  const board = await desk.buzz(draft(crowd(20), asks));
  desk.engine.watch(board.id);
  await desk.clock.advance(3 * hour);
  const counted = ['readers', 'reactions', 'replies'] as const;
  const calls = counted.map((api) => desk.feishu.of(api).length);
  expect(calls[1]).toBeGreaterThan(20);
  expect(calls[0]).toBeGreaterThanOrEqual(20);
  expect(calls.reduce((sum, each) => sum + each, 0)).toBeLessThanOrEqual(60);
  // Each person was asked about within the first minutes or soon after.
  expect(new Set(desk.feishu.of('readers').map(({ messageId }) => messageId)).size).toBe(20);
  expect(desk.clock.sleeping()).toBe(0);
});

describe('a ladder until people acknowledge', () => {
  const until = { until: 'acknowledged' } as const;

  it('goes on for those who have only read, and leaves those who have answered', async () => {
    const desk = await climbing(until, {}, { people: 3 });
    desk.feishu.reads.set('ou_p1', desk.createdAt + second);
    desk.feishu.reacted.push({ by: 'ou_p2', emoji: 'OK', at: desk.createdAt + minute });
    desk.feishu.reacted.push({ by: 'ou_p3', emoji: 'No', at: desk.createdAt + minute });
    await desk.at(4 * minute);
    expect(desk.feishu.buzzed('sms').sort()).toEqual(['ou_p1', 'ou_p3']);
    desk.feishu.reacted.push({ by: 'ou_p1', emoji: 'OK', at: desk.createdAt + 5 * minute });
    await desk.at(9 * minute);
    expect(desk.feishu.buzzed('phone')).toEqual(['ou_p3']);
  });

  it('sees a text right before a paid rung, in the direct chats of those whom it is about to call', async () => {
    const desk = await climbing(until, {}, { people: 2 });
    desk.feishu.wrote.push({ by: 'ou_p1', text: '我来处理', at: desk.createdAt + minute });
    await desk.at(2 * minute);
    expect(desk.feishu.of('replies')).toEqual([]);
    await desk.at(4 * minute);
    expect(desk.feishu.buzzed('sms')).toEqual(['ou_p2']);
    expect(standing(desk.board(), someone(1)).ack).toMatchObject({ by: 'reply', word: '我来处理' });
  });

  it('holds SMS and phone where it cannot be told who has answered', async () => {
    const desk = await climbing(until);
    desk.feishu.reactionsFail = failure({ code: 99991672 });
    await desk.at(3 * minute + second);
    expect([desk.rungs(), desk.feishu.buzzed('sms')]).toEqual([['held', 'later'], []]);
    expect(desk.news).toMatchObject([{ kind: 'held', channel: 'sms', people: 2 }]);
  });

  it('calls no one who answers between the asking and the call', async () => {
    const desk = await climbing(until, {}, { people: 1 });
    const due = 3 * minute;
    // The question of the rung is on its way for two seconds; the answer comes a second after it was put.
    desk.feishu.answerAfter = async () => {
      if (desk.clock.now() >= desk.createdAt + due) await desk.clock.sleep(2 * second);
    };
    desk.feishu.reacted.push({ by: 'ou_p1', emoji: 'OK', at: desk.createdAt + due + second });
    await desk.at(due + minute);
    expect(desk.feishu.buzzed('sms')).toEqual([]);
    expect(standing(desk.board(), someone(1))).toMatchObject({ ack: { word: 'OK' } });
  });

  it('ends for all with the first answer where one is enough, and says whose it was', async () => {
    const desk = await climbing({ ...until, enough: 'one' }, {}, { people: 3 });
    desk.feishu.reacted.push({ by: 'ou_p2', emoji: 'OnIt', at: desk.createdAt + minute });
    await desk.at(10 * minute);
    expect([desk.feishu.buzzed('sms'), desk.feishu.buzzed('phone')]).toEqual([[], []]);
    expect(desk.board()).toMatchObject({ takenBy: 'ou_p2', ladder: { state: 'ended' } });
  });
});

it('leaves a person who has answered in peace also where reading would be enough', async () => {
  const desk = await climbing();
  desk.feishu.reacted.push({ by: 'ou_p1', emoji: 'OK', at: desk.createdAt + minute });
  await desk.at(4 * minute);
  expect(desk.feishu.buzzed('sms')).toEqual(['ou_p2']);
});

describe('bubbles', () => {
  it('come under each direct message before its buzz, and the first one acknowledges in either language', async () => {
    const desk = answeringDesk();
    const plan = await desk.engine.plan(draft(crowd(2), asks));
    expect([plan.ask?.bubbles.length, plan.ask?.calls, plan.counts.calls]).toEqual([3, 2, 6]);
    const board = await desk.buzz(draft(crowd(2), asks));
    const order = desk.feishu.seen.map(({ api }) => api);
    expect(order.lastIndexOf('bubbles')).toBeLessThan(order.indexOf('buzz'));
    expect(desk.feishu.of('bubbles').map(({ bubbles }) => bubbles)).toEqual(
      Array.from({ length: 2 }, () => ['收到', '稍后处理', '需要帮忙']),
    );
    expect(board.calls).toEqual({ send: 2, buzz: 2, total: 6 });
    const at = desk.clock.now();
    desk.feishu.wrote.push({ by: 'ou_p1', text: 'got it', at }, { by: 'ou_p2', text: '稍后处理', at });
    const looked = value(await desk.engine.askReceipts(board.id));
    expect(looked.people.map(({ ack, replies }) => [ack?.by ?? null, replies[0]?.bubble])).toEqual([
      ['bubble', 0],
      [null, 1],
    ]);
  });

  it('come neither to a chat nor to a buzz that asks for nothing, nor again with a rung', async () => {
    const desk = answeringDesk();
    desk.feishu.chatList.push(chatOf(crowd(2)));
    await desk.buzz(draft(crowd(2), { ...asks, delivery: inChat }));
    await desk.buzz(draft(crowd(1)));
    expect(desk.feishu.of('bubbles')).toEqual([]);
    const climb = await climbing({}, {}, { people: 1 });
    await climb.at(9 * minute);
    expect([climb.feishu.of('bubbles').length, climb.feishu.buzzed('phone').length]).toEqual([1, 1]);
  });

  it('never cost the buzz anything: refused, lost or slow, they are passed over', async () => {
    for (const fate of [{ failure: failure({ code: 230006 }) }, 'lost-after'] as const) {
      const desk = answeringDesk();
      desk.feishu.fate = ({ api }) => (api === 'bubbles' ? fate : 'ok');
      const board = await desk.buzz(draft(crowd(1), asks));
      expect(board.people.map(({ outcome }) => outcome)).toEqual(['accepted']);
      expect(desk.feishu.of('bubbles').length).toBe(fate === 'lost-after' ? 1 : 0);
      expect(value(desk.engine.diagnostics(board.id))).toContain('bubbles 1 failed');
    }
    const desk = answeringDesk();
    desk.feishu.fate = ({ api }) =>
      api === 'bubbles' ? { failure: failure({ code: 99991400, passing: true, retryAfterMs: 60_000 }) } : 'ok';
    const { id, createdAt } = value(await desk.confirm(await desk.engine.plan(draft(crowd(1), asks))));
    await desk.clock.advance(3 * second);
    expect(desk.feishu.of('buzz').map(({ at }) => at - createdAt <= 2_100)).toEqual([true]);
    await desk.finish(id);
    expect(value(desk.engine.board(id)).state).toBe('done');
  });
});
