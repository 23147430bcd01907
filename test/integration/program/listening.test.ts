import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { BuzzId } from '../../../electron/contract/model/ids';
import type { Practice } from '../../../electron/practice/start-practice';
import type { StoreClass } from '../../../electron/storage/stored-file';
import { until } from '../../support/clock/until';
import { type CommandDesk, openCommandDesk, sendOf } from '../../support/desk/command-desk';
import { loadElectronStore } from '../../support/disk/electron-store';
import { aCompany } from '../../support/feishu/a-company';
import { connectedClient } from '../../support/feishu/connected-client';

// The whole of listening, from the command line to the server and back, over a socket on this computer.

let Store: StoreClass;
let practice: Practice;
let desk: CommandDesk;

beforeAll(async () => {
  Store = await loadElectronStore();
});
beforeEach(async () => {
  practice = await aCompany({ readingSpeed: 0 });
  desk = openCommandDesk({ Store, practice, keyring: true });
});

const listen = async (what: 'on' | 'off' | 'status', share = false, by = desk) => {
  const { exit, stdout } = await by.run({ kind: 'listen', what, share });
  return { exit, ...JSON.parse(stdout) };
};
/** Waits for a state, as a script would. */
const inState = (state: string, by = desk) =>
  until(state, async () => {
    const now = await listen('status', false, by);
    return now.state === state && now;
  });
const open = () => practice.lines().open.length;
const deliveries = () => practice.lines().deliveries;

describe('listening', () => {
  test('is off until a person wants it, connects, is verified by the first event, and ends', async () => {
    expect(await listen('status')).toEqual({
      exit: 0,
      state: 'off',
      others: null,
      since: null,
      lastEventAt: null,
      problem: null,
    });
    expect(await listen('on')).toMatchObject({ exit: 0, state: 'connected', lastEventAt: null, problem: null });
    expect(open()).toBe(1);
    const { id } = JSON.parse((await desk.run(sendOf({ to: ['林涛'] }))).stdout);
    practice.act({ who: '林涛', react: 'OK' });
    const verified = await inState('verified');
    // The board knows it, although no one has asked.
    const acknowledged = await until('the board moves', () => {
      const board = desk.engine.board(id);
      return board.ok && board.value.people[0]?.ack;
    });
    expect(acknowledged).toMatchObject({ by: 'reaction', word: 'OK' });
    expect(practice.log.entries.filter(({ path }) => path.includes('reactions'))).toEqual([]);
    expect([verified.others, typeof verified.lastEventAt]).toEqual([0, 'string']);
    const answers = deliveries().flatMap(({ attempts }) => attempts.map(({ answer }) => answer));
    expect(answers.map((answer) => [answer?.code, answer?.exact])).toEqual(answers.map(() => [200, true]));
    expect(answers.length).toBeGreaterThan(0);
    expect(await listen('off')).toMatchObject({ exit: 0, state: 'off' });
    await until('the line is gone', () => open() === 0);
  });

  test('keeps out where another computer listens, and shares the line only when it is told to', async () => {
    await listen('on');
    const second = openCommandDesk({ Store, practice, keyring: true });
    expect(await listen('on', false, second)).toMatchObject({ exit: 1, state: 'refused', others: 1 });
    expect(open()).toBe(1);
    expect((await listen('status', false, second)).problem.advice).toMatch(/already receives this app’s events/);
    await listen('on', true, second);
    expect(await inState('shared', second)).toMatchObject({ others: 1 });
    expect(open()).toBe(2);
  });

  test('goes on over a restart, and knows events of before the restart again', async () => {
    await listen('on');
    await desk.run(sendOf({ to: ['林涛'] }));
    practice.act({ who: '林涛', react: 'OK' });
    const { lastEventAt } = await inState('verified');
    await desk.quit();
    await until('the line is gone', () => open() === 0);
    const next = openCommandDesk({ Store, practice, keyring: true, folder: desk.folder });
    const again = await listen('on', false, next);
    expect(again.state).toBe('connected');
    expect(Date.parse(again.lastEventAt)).toBeLessThanOrEqual(Date.parse(lastEventAt));
    await next.quit();
  });

  test('does not say that it listens with a secret that the server refuses', async () => {
    practice.faults.add({ api: 'ws_endpoint', kind: 'code', code: 514, times: null });
    expect(await listen('on')).toMatchObject({ exit: 1, state: 'refused', others: null, problem: { code: 514 } });
    expect(open()).toBe(0);
  });
});

test('what happens to a chat, its people and its messages stops ladders and stands in the next plan', async () => {
  await listen('on');
  const send = async (more: Partial<Parameters<typeof sendOf>[0]>) =>
    JSON.parse((await desk.run(sendOf({ ladder: '3 / 8 min', yes: true, ...more }))).stdout).id;
  const board = (id: BuzzId) => {
    const answer = desk.engine.board(id);
    return answer.ok ? answer.value : expect.fail(answer.problem.advice);
  };
  const ended = (id: BuzzId) => until('its ladder ends', () => board(id).ladder?.problem?.advice ?? false);
  const [removed, gone] = [
    await send({ to: ['燕小北'], mode: 'chat', chat: '数据库告警' }),
    await send({ to: ['韩梅梅'], mode: 'chat', chat: '值班协调群' }),
  ];
  const person = await send({ to: ['查理'] });
  const recalled = await send({ to: ['林涛'] });
  // Another program of the same app takes the message back.
  const [message] = board(recalled).messages;
  await connectedClient(practice).recall({ messageId: message?.messageId as never });
  practice.change({
    chats: [
      { chat: '数据库告警', botIn: false },
      { chat: '值班协调群', status: 'dissolved' },
    ],
    people: [{ who: '查理', status: 'resigned' }],
  });
  expect(await Promise.all([removed, gone, person, recalled].map(ended))).toEqual([
    'outside-bot-removed',
    'outside-disbanded',
    'outside-resigned',
    'outside-recalled',
  ]);
  // The next wish is told beforehand, and nothing is sent.
  const sent = practice.log.entries.filter(({ api }) => api === 'send').length;
  const said = async (more: Partial<Parameters<typeof sendOf>[0]>) => (await desk.run(sendOf(more))).stdout;
  expect(await said({ to: ['燕小北'], mode: 'chat', chat: '数据库告警' })).toContain('The bot is in no chat named');
  expect(await said({ to: ['查理'] })).toMatch(/resigned|left the company/);
  expect(practice.log.entries.filter(({ api }) => api === 'send').length).toBe(sent);
});

test('a cut frame and an event of another app are left, and one in parts is taken over the same line', async () => {
  await listen('on');
  practice.changeSocket({
    faults: [
      { kind: 'cut-frame', times: 1 },
      { kind: 'other-app', times: 1 },
      { kind: 'parts', parts: 5, shuffle: true, times: 9 },
    ],
  });
  await desk.run(sendOf({ to: ['林涛'] }));
  for (const emoji of ['OK', 'DONE', 'THUMBSUP']) practice.act({ who: '林涛', react: emoji });
  await inState('verified');
  expect(open()).toBe(1);
});
