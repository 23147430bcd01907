import { expect, it } from 'vitest';
import { createVirtualClock } from '../../../../test/support/clock/virtual-clock';
import { buzzDesk, chatOf, draft, inChat, value } from '../../../../test/support/desk/buzz-desk';
import { MemoryLedger } from '../../../../test/support/disk/memory-ledger';
import { aPicture, filesOf } from '../../../../test/support/feishu/pictures';
import { crowd, type Fate, failure, offline, ScriptedFeishu } from '../../../../test/support/feishu/scripted-feishu';

const [one, two] = [aPicture(1), aPicture(2)];
const people = crowd(3);
const files = filesOf(one, two);

const setUp = (change: Parameters<typeof buzzDesk>[0] = {}) => buzzDesk({ pictureFiles: files, ...change });
/** Keys of the pictures in each message that exists, in their order. */
const shown = (feishu: ScriptedFeishu) =>
  feishu
    .messages()
    .map(({ post }) => post.zh_cn.content.flat().flatMap((node) => (node.tag === 'img' ? [node.image_key] : [])));
const fateOf = (api: string, fates: readonly Fate[]) => (call: { api: string; nth: number }) =>
  call.api === api ? (fates[call.nth - 1] ?? 'ok') : 'ok';

it('uploads each picture once for all direct messages, and shows them after the text in their order', async () => {
  const desk = setUp();
  const board = await desk.buzz(draft(people, { pictures: [one, two] }));
  expect(desk.feishu.of('upload')).toHaveLength(2);
  const [keys] = shown(desk.feishu);
  expect(shown(desk.feishu)).toEqual([keys, keys, keys]);
  expect(keys).toHaveLength(2);
  const content = desk.feishu.messages()[0]?.post.zh_cn.content;
  expect(content?.map((nodes) => nodes.map(({ tag }) => tag).join())).toEqual(['text', 'text', 'img', 'img']);
  expect(board.pictures).toEqual([one, two].map((picture) => ({ picture, state: 'sent', problem: null })));
  expect(board.calls.total).toBe(2 + 3 + 3);
});

it('counts each upload in the plan', async () => {
  const { engine } = setUp();
  const plan = await engine.plan(draft(people, { pictures: [one, two] }));
  expect(plan).toMatchObject({
    pictures: { count: 2, bytes: one.bytes + two.bytes, problem: null },
    counts: { calls: 8 },
  });
});

it('says in the plan when the app may not upload pictures', async () => {
  const { engine } = setUp({ scopes: new Set(['im:message.urgent']) });
  expect((await engine.plan(draft(people, { pictures: [one] }))).pictures?.problem?.advice).toBe('pictures-unscoped');
});

it.each([
  ['Feishu refuses it', [{ failure: failure({ code: 234011 }) }], 1, 234011],
  ['two answers were lost', ['lost-after', 'lost-before'], 1, null],
] as const)('sends the text without a picture when %s, and says which', async (_why, fates, uploads, code) => {
  const feishu = new ScriptedFeishu(createVirtualClock());
  const desk = setUp({ feishu });
  feishu.fate = fateOf('upload', fates);
  const board = await desk.buzz(draft(people, { pictures: [one] }));
  expect(shown(feishu)).toEqual([[], [], []]);
  expect(board.people.map(({ outcome }) => outcome)).toEqual(['accepted', 'accepted', 'accepted']);
  expect(board.pictures).toMatchObject([{ state: 'failed', problem: { code } }]);
  expect(feishu.of('upload').length).toBeLessThanOrEqual(uploads);
});

it('tries once more after a lost answer', async () => {
  const desk = setUp();
  desk.feishu.fate = fateOf('upload', ['lost-after']);
  const board = await desk.buzz(draft(people.slice(0, 1), { pictures: [one] }));
  expect(desk.feishu.of('upload')).toHaveLength(2);
  expect(shown(desk.feishu)).toEqual([['img_2']]);
  expect(board.pictures[0]?.state).toBe('sent');
});

it('waits at most 30 s for a picture, whose late answer changes nothing', async () => {
  const clock = createVirtualClock();
  const feishu = new ScriptedFeishu(clock);
  const desk = setUp({ clock, feishu });
  let answer = () => {};
  feishu.answerAfter = () =>
    new Promise((resolve) => {
      answer = resolve;
    });
  const { id } = value(await desk.confirm(await desk.engine.plan(draft(people.slice(0, 1), { pictures: [one] }))));
  await clock.advance(29_000);
  expect(feishu.of('send')).toEqual([]);
  feishu.answerAfter = async () => undefined;
  await clock.advance(2_000);
  expect(shown(feishu)).toEqual([[]]);
  answer();
  const board = await desk.finish(id);
  expect(board.pictures).toMatchObject([{ state: 'failed', problem: { advice: 'picture-late' } }]);
  expect(board.people[0]?.outcome).toBe('accepted');
});

it('keeps the pictures while there is no network, as the messages wait as well', async () => {
  const clock = createVirtualClock();
  const feishu = new ScriptedFeishu(clock);
  const desk = setUp({ clock, feishu });
  const from = clock.now();
  feishu.fate = () => (clock.now() - from < 120_000 ? { failure: offline } : 'ok');
  const board = await desk.buzz(draft(people.slice(0, 1), { pictures: [one] }));
  expect(shown(feishu)).toEqual([['img_1']]);
  expect(board.people[0]?.outcome).toBe('accepted');
});

it('sends the text when the file is gone', async () => {
  const desk = setUp({ pictureFiles: new Map() });
  const board = await desk.buzz(draft(people.slice(0, 1), { pictures: [one] }));
  expect(shown(desk.feishu)).toEqual([[]]);
  expect(board.pictures[0]?.problem?.advice).toBe('picture-gone');
});

it('uploads anew when a message is refused for its picture, once for all, and then goes without it', async () => {
  const desk = setUp();
  const refuse = (times: number) => {
    let left = times;
    desk.feishu.fate = ({ api }) => (api === 'send' && left-- > 0 ? { failure: failure({ code: 230017 }) } : 'ok');
  };
  refuse(1);
  const renewed = await desk.buzz(draft(people.slice(0, 1), { pictures: [one] }));
  expect(shown(desk.feishu)).toEqual([['img_2']]);
  expect(renewed.pictures[0]?.state).toBe('sent');
  refuse(2);
  const without = await desk.buzz(draft(people.slice(1, 2), { text: '另一件事', pictures: [two] }));
  expect(shown(desk.feishu).at(-1)).toEqual([]);
  expect(without.people[0]?.outcome).toBe('accepted');
  expect(without.pictures).toMatchObject([{ state: 'failed', problem: { code: 230017 } }]);
});

it('uses the key of an earlier buzz of the same app again, and not that of another app', async () => {
  const ledger = new MemoryLedger();
  let app = 'cli_one';
  const desk = setUp({ ledger, appOf: () => app });
  await desk.buzz(draft(people.slice(0, 1), { pictures: [one] }));
  await desk.buzz(draft(people.slice(1, 2), { pictures: [one] }));
  expect(desk.feishu.of('upload')).toHaveLength(1);
  app = 'cli_two';
  await desk.buzz(draft(people.slice(2), { pictures: [one] }));
  expect(desk.feishu.of('upload')).toHaveLength(2);
  expect(shown(desk.feishu)).toEqual([['img_1'], ['img_1'], ['img_2']]);
});

it('lets nothing leave when it is stopped during an upload, and takes the picture along when people are called again', async () => {
  const clock = createVirtualClock();
  const feishu = new ScriptedFeishu(clock);
  const desk = setUp({ clock, feishu });
  let answer = () => {};
  feishu.answerAfter = () =>
    new Promise((resolve) => {
      answer = resolve;
    });
  const { id } = value(await desk.confirm(await desk.engine.plan(draft(people.slice(0, 1), { pictures: [one] }))));
  await clock.settle();
  const stopped = desk.engine.stop(id);
  await clock.settle();
  feishu.answerAfter = async () => undefined;
  answer();
  await stopped;
  expect(feishu.of('send')).toEqual([]);
  const board = await desk.again(value(desk.engine.board(id)), 'app', people.slice(0, 1));
  expect(shown(feishu)).toHaveLength(1);
  expect(shown(feishu)[0]).toHaveLength(1);
  expect(board.pictures[0]?.state).toBe('sent');
});

it('counts an upload again only for what is still to be uploaded', async () => {
  const desk = setUp();
  desk.feishu.fate = fateOf('send', [{ failure: failure({ code: 230013 }) }]);
  const board = await desk.buzz(draft(people.slice(0, 1), { pictures: [one] }));
  const again = value(
    desk.engine.planAgain(
      board.id,
      'app',
      board.people.map(({ key }) => key),
    ),
  );
  expect(again.counts.calls).toBe(2);
});

it('goes with the draft that repeats the buzz, and goes into no message that is there already', async () => {
  const desk = setUp();
  desk.feishu.chatList.push(chatOf(people));
  const board = await desk.buzz(draft(people, { pictures: [one], delivery: inChat }));
  expect(value(desk.engine.repeat(board.id, () => [])).pictures).toEqual([one]);
  expect(desk.feishu.of('upload')).toHaveLength(1);
});
