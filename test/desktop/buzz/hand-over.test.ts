import { once } from 'node:events';
import { expect, onTestFinished, test } from 'vitest';
import type { Board } from '../../../electron/contract/model/board';
import { BuzzId, LadderId } from '../../../electron/contract/model/ids';
import type { Ladder } from '../../../electron/contract/model/ladder';
import { type Practice, startPractice } from '../../../electron/practice/start-practice';
import { until } from '../../support/clock/until';
import { type LaunchedApp, launchShown } from '../../support/desktop/launch-app';
import { pressPaid, touch } from '../../support/desktop/press';
import { tempFolder } from '../../support/disk/temp-folder';
import { personIn } from '../../support/feishu/a-company';
import { objectionsOf } from '../../support/pages/axe';
import { connectNew, fillIn, openConnect } from '../../support/pages/connect-form';
import { layoutFaults, picture, whatDoesNotFit } from '../../support/pages/looks';
import { board, compose, goTo, says } from '../../support/pages/screens';
import { inTheme } from '../../support/pages/settled';
import { callerOf, relayDesk } from '../../support/relay/relay-desk';
import { servedRelays, settledRelay } from '../../support/relay/served-relay';

// A ladder that was armed on a desktop goes on after that desktop is dead, in a relay, whatever becomes of that one's process.

const serve = servedRelays();

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

/** Keeps pictures of what is shown in both languages and themes, and in English at 200 %; expects nothing that objects or does not fit. */
const lookAt = async ({ page }: LaunchedApp, name: string) => {
  const change = (settings: Parameters<Window['buzz']['changeSettings']>[0]) =>
    page.evaluate((chosen) => window.buzz.changeSettings(chosen), settings);
  const found: Record<string, readonly string[]> = {};
  const look = async (how: string) => {
    const faults = [...(await objectionsOf(page)), ...(await whatDoesNotFit(page)), ...(await layoutFaults(page))];
    if (faults.length > 0) found[how] = faults;
    await picture(page, `${name}-${how}`);
  };
  for (const [language, theme] of [
    ['zh-CN', 'dark'],
    ['en-US', 'light'],
  ] as const) {
    await change({ language, theme });
    await until(`the page is in ${language}`, () =>
      page.evaluate((want) => document.documentElement.lang === want, language),
    );
    await inTheme(page, theme);
    await look(`${theme}-${language}`);
  }
  const drawnAt = (zoom: number) =>
    until(`the page is drawn at ${zoom}`, () => page.evaluate((want) => devicePixelRatio === want, zoom));
  await change({ zoom: 2 });
  await drawnAt(2);
  await look('large');
  await change({ zoom: 1 });
  await drawnAt(1);
  expect(found).toEqual({});
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

test('a ladder goes on in the relay after both were killed, and its board tells the whole story', async () => {
  const company = await startPractice({ readingSpeed: 0 });
  onTestFinished(() => company.close());
  const { start, token } = await settledRelay(serve, company, { rights: 'read,buzz,paid,adopt' });
  const relay = start();
  const url = await relay.url();
  const home = tempFolder();
  const first = await launchShown({ home });
  const form = await openConnect(first);
  await fillIn(form, company);
  await connectNew(form, first);

  const connected = await connectRelay(first, url, token);
  expect(connected).toMatchObject({
    ok: true,
    value: { standing: 'fine', tokenName: 'test', workspaces: [{ name: 'Acme', state: 'taken' }] },
  });
  expect(JSON.stringify(connected)).not.toContain(token);

  await first.page.evaluate((each) => window.buzz.changeSettings({ ladders: [each], undoSeconds: 0 }), ladder);
  const screen = compose(first.page);
  await screen.to.fill('李雷');
  await screen.suggestion('李雷').first().click();
  await screen.message.fill('主库宕机，请上线');
  await first.page.getByRole('combobox', { name: 'Ladder' }).click();
  await first.page.getByRole('option', { name: /Call at 0\.5 min/ }).click();
  await first.page.getByText(/^Runs in the relay 127\.0\.0\.1:\d+; this computer may sleep/).waitFor();
  await lookAt(first, 'hand-over-compose');
  await screen.hold.hover();
  await first.page.mouse.down();
  await board(first.page).people.waitFor();
  await first.page.mouse.up();
  await first.page.getByText(/^Runs in the relay .*; this computer may sleep · last heard/).waitFor();
  const id = await until('the buzz', async () => {
    const newest = { before: null, limit: 1, query: '', outcome: null };
    const rows = await first.page.evaluate((which) => window.buzz.listActivity(which), newest);
    return rows.ok && (rows.value[0]?.id ?? null);
  });
  expect((await boardOf(first, id))?.climber).toMatchObject({ state: 'handed-over', elsewhere: true, reachable: true });
  expect(calls(company)).toBe(0);

  const gone = once(first.app.process(), 'exit');
  first.app.process().kill('SIGKILL');
  await gone;
  relay.child.kill('SIGKILL');
  await relay.ended;
  expect(calls(company)).toBe(0);
  const next = callerOf(await start(new URL(url).port).url(), token);
  await until('the relay has called', () => calls(company) > 0);
  await until('the ladder has ended', async () => {
    const there = (await (await next('GET', `/v1/buzzes/${id}`)).json()) as Board;
    return there.ladder?.state === 'ended';
  });

  await using again = await launchShown({ home });
  const told = await until('the board tells of the call', async () => {
    const board = await boardOf(again, id);
    return board?.ladder?.state === 'ended' && board;
  });
  expect(told.ladder?.rungs).toMatchObject([{ via: 'phone', state: 'done', people: 1 }]);
  expect(told.people[0]?.steps.map(({ via, outcome }) => [via, outcome])).toEqual([
    ['app', 'accepted'],
    ['phone', 'accepted'],
  ]);
  await again.page.getByRole('tab', { name: 'Activity' }).click();
  await again.page
    .getByRole('button', { name: /主库宕机/ })
    .first()
    .click();
  await again.page.getByText(/^Ran in the relay/).waitFor();
  await says(board(again.page).person('李雷'), /Phone/);
  await lookAt(again, 'hand-over-told');
  expect(calls(company)).toBe(1);
});

test('a relay that is gone is told on the board, nothing is stopped without it, and taken back once it is there', async () => {
  const company = await startPractice({ readingSpeed: 0 });
  onTestFinished(() => company.close());
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
  await goTo(buzz.page, 'Activity');
  await buzz.page
    .getByRole('button', { name: /主库宕机/ })
    .first()
    .click();
  await buzz.page.getByText(/^Taken back from the relay/).waitFor();
  await lookAt(buzz, 'hand-over-taken-back');
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
});
