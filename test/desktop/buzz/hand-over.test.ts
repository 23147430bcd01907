import { once } from 'node:events';
import { expect, test } from 'vitest';
import { BuzzId, LadderId } from '../../../electron/contract/model/ids';
import type { Ladder } from '../../../electron/contract/model/ladder';
import { type Practice, startPractice } from '../../../electron/practice/start-practice';
import { until } from '../../support/clock/until';
import { type LaunchedApp, launchApp, launchShown } from '../../support/desktop/launch-app';
import { pressPaid, touch } from '../../support/desktop/press';
import { shotFile } from '../../support/desktop/shots';
import { tempFolder } from '../../support/disk/temp-folder';
import { personIn } from '../../support/feishu/a-company';
import { connectNew, fillIn, openConnect } from '../../support/pages/connect-form';
import { relayDesk } from '../../support/relay/relay-desk';

// A ladder that was armed on a desktop goes on after that desktop is dead, in a relay.

/** A call to those who have not read after half a minute, the shortest time there is. */
const ladder: Ladder = {
  id: LadderId.parse('ldr_relay'),
  name: 'Call at 0.5 min',
  steps: [{ afterMinutes: 0.5, channel: 'phone' }],
  repeat: { times: 0, everyMinutes: 10 },
  graceMinutes: 10,
  withoutReceipts: 'climb',
  until: 'read',
  enough: 'everyone',
  inTurn: null,
  climbs: 'relay',
};

const calls = (company: Practice) =>
  company.log.entries.flatMap(({ did }) => did.buzzed ?? []).filter(({ channel }) => channel === 'phone').length;

/** Copies a token, and connects the relay as Settings does. */
const connectRelay = async (buzz: LaunchedApp, address: string, token: string) => {
  await buzz.app.evaluate(({ clipboard }, text) => clipboard.writeText(text), `Token: ${token}\n`);
  await touch(buzz.page);
  return buzz.page.evaluate((to) => window.buzz.connectRelay({ address: to, choice: null }), address);
};

/** Confirms a buzz that climbs in the relay. */
const arm = async (buzz: LaunchedApp, openId: string): Promise<string> => {
  await touch(buzz.page);
  await buzz.page.evaluate((each) => window.buzz.changeSettings({ ladders: [each], undoSeconds: 0 }), ladder);
  await pressPaid(buzz.page);
  return buzz.page.evaluate(
    async ({ id, ladderId }) => {
      const startup = await window.buzz.getStartup();
      if (!startup.ok) throw new Error('no startup');
      const plan = await window.buzz.planBuzz({
        ...startup.value.draft,
        to: [{ kind: 'person', person: { name: '李雷', openId: id as never } }],
        text: '主库宕机，请上线',
        delivery: { mode: 'direct' },
        ladder: ladderId,
      });
      if (!plan.ok) throw new Error(plan.problem.advice);
      if (plan.value.ladder?.climbs.at !== 'relay') throw new Error(JSON.stringify(plan.value.ladder?.climbs));
      const board = await window.buzz.confirmBuzz({ planId: plan.value.id, gesture: 'paid' });
      if (!board.ok) throw new Error(board.problem.advice);
      return board.value.id;
    },
    { id: openId, ladderId: ladder.id },
  );
};

const boardOf = async (buzz: LaunchedApp, id: string) => {
  const answer = await buzz.page.evaluate((known) => window.buzz.getBoard({ id: known }), BuzzId.parse(id));
  return answer.ok ? answer.value : null;
};

test('a ladder goes on in the relay after the desktop was killed, and its board tells the whole story', async () => {
  const company = await startPractice({ readingSpeed: 0 });
  const relay = await relayDesk(company);
  const token = relay.addToken(['read', 'buzz', 'paid', 'adopt'], { name: 'laptop' });
  const home = tempFolder();
  const first = await launchShown({ home });
  const form = await openConnect(first);
  await fillIn(form, company);
  await connectNew(form, first);

  const connected = await connectRelay(first, relay.url, token);
  expect(connected).toMatchObject({
    ok: true,
    value: { standing: 'fine', tokenName: 'laptop', workspaces: [{ name: 'Acme', state: 'taken' }] },
  });
  expect(JSON.stringify(connected)).not.toContain(token);

  const id = await arm(first, personIn(company, '李雷').openId);
  const handed = await until('the relay has it', async () => {
    const board = await boardOf(first, id);
    return board?.climber?.state === 'handed-over' && board;
  });
  expect(handed.climber).toMatchObject({ elsewhere: true, reachable: true });
  expect(calls(company)).toBe(0);
  for (const language of ['en-US', 'zh-CN'] as const) {
    await first.page.evaluate((chosen) => window.buzz.changeSettings({ language: chosen }), language);
    await first.page.screenshot({ path: await shotFile(`hand-over-board-${language}`) });
  }

  const gone = once(first.app.process(), 'exit');
  first.app.process().kill('SIGKILL');
  await gone;
  await until('the relay has called', () => calls(company) > 0);
  await until('the ladder has ended', () => relay.program.engine.armed.length === 0);

  await using again = await launchApp({ home });
  const told = await until('the board tells of the call', async () => {
    const board = await boardOf(again, id);
    return board?.ladder?.state === 'ended' && board;
  });
  expect(told.ladder?.rungs).toMatchObject([{ via: 'phone', state: 'done', people: 1 }]);
  expect(told.people[0]?.steps.map(({ via, outcome }) => [via, outcome])).toEqual([
    ['app', 'accepted'],
    ['phone', 'accepted'],
  ]);
  expect(calls(company)).toBe(1);
  await again.close();
  await company.close();
});

test('a relay that is gone is told on the board, nothing is stopped without it, and taken back once it is there', async () => {
  const company = await startPractice({ readingSpeed: 0 });
  const folder = tempFolder();
  const relay = await relayDesk(company, { folder });
  const token = relay.addToken(['read', 'buzz', 'paid', 'adopt']);
  await using buzz = await launchShown();
  const form = await openConnect(buzz);
  await fillIn(form, company);
  await connectNew(form, buzz);
  await connectRelay(buzz, relay.url, token);
  const id = BuzzId.parse(await arm(buzz, personIn(company, '李雷').openId));
  await until('the relay has it', async () => (await boardOf(buzz, id))?.climber?.state === 'handed-over');

  expect(await buzz.page.evaluate((known) => window.buzz.takeBack({ id: known }), id)).toMatchObject({
    ok: true,
    value: { climber: { state: 'taken-back', elsewhere: false } },
  });
  expect(relay.program.engine.armed).toEqual([]);

  const second = BuzzId.parse(await arm(buzz, personIn(company, '韩梅梅').openId));
  await until('the relay has it', async () => (await boardOf(buzz, second))?.climber?.state === 'handed-over');
  await relay.close();
  const stopped = await buzz.page.evaluate((known) => window.buzz.stopBuzz({ id: known }), second);
  expect(stopped).toMatchObject({ ok: false, problem: { advice: 'relay-away' } });
  await until('the board says so', async () => (await boardOf(buzz, second))?.climber?.reachable === false);
  const removed = await (async () => {
    await touch(buzz.page);
    return buzz.page.evaluate(() => window.buzz.removeRelay({ anyway: false }));
  })();
  expect(removed).toMatchObject({ ok: false, problem: { advice: 'relay-has-ladders', params: { count: '1' } } });
  await touch(buzz.page);
  await buzz.page.evaluate((known) => window.buzz.stopBuzz({ id: known }), id);
  await company.close();
});
