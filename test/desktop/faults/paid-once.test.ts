import { beforeAll, beforeEach, expect, test } from 'vitest';
import type { Board } from '../../../electron/contract/model/board';
import type { BuzzId } from '../../../electron/contract/model/ids';
import { until } from '../../support/clock/until';
import { launched } from '../../support/desktop/launched';
import { pressPaid, touch } from '../../support/desktop/press';
import { sharedCompany } from '../../support/feishu/a-company';
import { type PracticeRemote, practiceAt } from '../../support/feishu/practice-remote';
import { connectNew, fillIn, openConnect } from '../../support/pages/connect-form';

// Chromium repeats any request, PATCH included, when a reused connection dies before the answer. Here a first call warms the
// connection, and the server carries out the next one without an answer.

const company = sharedCompany({ readingSpeed: 0 });
let practice: PracticeRemote;

const buzz = launched({ shown: true });
beforeAll(async () => {
  practice = practiceAt(company);
  const form = await openConnect(buzz);
  await fillIn(form, company);
  await connectNew(form, buzz);
  await touch(buzz.page);
  await buzz.page.evaluate(() => window.buzz.changeSettings({ undoSeconds: 0 }));
});
beforeEach(async () => {
  await practice.noFaults();
  await practice.forget();
});

const boardOf = (id: BuzzId): Promise<Board | null> =>
  buzz.page.evaluate(async (known) => {
    const answer = await window.buzz.getBoard({ id: known });
    return answer.ok ? answer.value : null;
  }, id);

let texts = 0;

/** Confirms a buzz as the window does. */
const begin = async (names: readonly string[], channel: 'sms' | 'phone'): Promise<BuzzId> => {
  const people = await Promise.all(names.map(async (name) => ({ name, openId: (await practice.person(name)).openId })));
  await pressPaid(buzz.page);
  return buzz.page.evaluate(
    async ({ people, channel, text }) => {
      const startup = await window.buzz.getStartup();
      if (!startup.ok) throw new Error('no startup');
      const plan = await window.buzz.planBuzz({
        ...startup.value.draft,
        to: people.map(({ name, openId }) => ({ kind: 'person', person: { name, openId: openId as never } })),
        text,
        channel,
        delivery: { mode: 'direct' },
      });
      if (!plan.ok) throw new Error(plan.problem.advice);
      const board = await window.buzz.confirmBuzz({ planId: plan.value.id, gesture: 'paid' });
      if (!board.ok) throw new Error(board.problem.advice);
      return board.value.id;
    },
    // Each text differs, because the same draft within ten seconds counts as a double click.
    { people, channel, text: `主库宕机，请上线 ${++texts}` },
  );
};

/** Waits until all people have an outcome. */
const ended = (id: BuzzId): Promise<Board> =>
  until('everybody’s outcome', async () => {
    const board = await boardOf(id);
    return board && board.state !== 'running' ? board : null;
  });

const call = async (name: string, channel: 'sms' | 'phone'): Promise<Board> => ended(await begin([name], channel));

test.each([
  ['sms', ['韩梅梅', '李雷', '韩梅梅']],
  ['phone', ['李雷', '韩梅梅', '李雷']],
] as const)(
  'a call by %s arrives once, although the connection it could have used was warm',
  async (channel, [first, second, third]) => {
    expect((await call(first, channel)).people[0]?.outcome).toBe('accepted');
    await practice.forget();
    await practice.fault({ api: `urgent_${channel}`, kind: 'drop-after', times: null });

    const lost = await call(second, channel);
    expect(lost.people[0]).toMatchObject({ outcome: 'unknown', problem: { advice: 'lost-paid' } });
    expect(await practice.buzzed(channel)).toEqual([second]);
    expect(await practice.calls(`urgent_${channel}`)).toHaveLength(1);

    // The next call does not make up for the lost one.
    await practice.noFaults();
    expect((await call(third, channel)).people[0]?.outcome).toBe('accepted');
    expect(await practice.calls(`urgent_${channel}`)).toHaveLength(2);
  },
);

/** More people than connections for paid calls. */
const crew =
  '秘宁 冼星河 晁晖 曲直 单小雨 乐嘉 查理 林涛 华雪梅 仇远 缪思远 燕小北 万俟青 覃小芳 石磊 沈静 韩雪 贾琳 黄蓉蓉 郑卫国';

test('a stop reaches the calls that wait for one of the eight connections', async () => {
  const names = crew.split(' ');
  await practice.fault({ api: 'urgent_phone', kind: 'delay', ms: 6_000, times: null });
  const id = await begin(names, 'phone');
  await practice.arrived('urgent_phone', 8);
  await buzz.page.evaluate((known) => window.buzz.stopBuzz({ id: known }), id);
  const { people } = await ended(id);
  expect(await practice.calls('urgent_phone')).toHaveLength(8);
  expect(people.filter(({ outcome }) => outcome === 'accepted')).toHaveLength(8);
  const kept = people.filter(({ problem }) => problem?.advice === 'stopped-before-call');
  expect(kept.map(({ outcome }) => outcome)).toEqual(Array.from({ length: names.length - 8 }, () => 'not-called'));
});
