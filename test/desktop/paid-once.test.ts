import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Board } from '../../electron/contract/board';
import type { BuzzId } from '../../electron/contract/ids';
import { type LaunchedApp, launchApp } from '../support/launch-app';
import { type PracticeRemote, practiceIn } from '../support/practice-remote';
import { until } from '../support/until';

// Chromium sends any request again, PATCH included, when the reused connection it went out on dies before the answer. Here
// a connection is warmed by a first call, and the next one is carried out and never answered.

let buzz: LaunchedApp;
let practice: PracticeRemote;

beforeAll(async () => {
  buzz = await launchApp();
  practice = await practiceIn(buzz.page);
  await buzz.page.evaluate(() => window.buzz.changeSettings({ undoSeconds: 0 }));
});
afterAll(() => buzz.close());
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

/** Buzzes one person as the window does, and waits until they have an outcome. */
const call = async (name: string, channel: 'sms' | 'phone'): Promise<Board> => {
  const { openId } = await practice.person(name);
  const begun = await buzz.page.evaluate(
    async ({ name, openId, channel, text }) => {
      const startup = await window.buzz.getStartup();
      if (!startup.ok) throw new Error('no startup');
      const plan = await window.buzz.planBuzz({
        ...startup.value.draft,
        to: [{ kind: 'person', person: { name, openId: openId as never } }],
        text,
        channel,
        delivery: { mode: 'direct' },
      });
      if (!plan.ok) throw new Error(plan.problem.advice);
      const board = await window.buzz.confirmBuzz({ planId: plan.value.id, gesture: 'paid' });
      if (!board.ok) throw new Error(board.problem.advice);
      return board.value.id;
    },
    // Another text each time: the same draft within ten seconds is a double click.
    { name, openId, channel, text: `主库宕机，请上线 ${++texts}` },
  );
  return until(`the outcome of ${name}`, async () => {
    const board = await boardOf(begun);
    return board && board.state !== 'running' ? board : null;
  });
};

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

    // What was cut off is not made up for by the next call.
    await practice.noFaults();
    expect((await call(third, channel)).people[0]?.outcome).toBe('accepted');
    expect(await practice.calls(`urgent_${channel}`)).toHaveLength(2);
  },
);
