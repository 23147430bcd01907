import { expect, it, vi } from 'vitest';
import { createVirtualClock } from '../../../test/support/clock/virtual-clock';
import { crowd, failure } from '../../../test/support/feishu/scripted-feishu';
import { failed, ok, type Problem } from '../../contract/advice/problem';
import type { Chat } from '../../contract/model/chat';
import { ChatId } from '../../contract/model/ids';
import { RecipientFinder } from './recipient-finder';

const chats: readonly Chat[] = [{ chatId: ChatId.parse('oc_1'), name: '同事群', external: false, memberCount: null }];
const missingScope = failure({ code: 99991672 }).problem;

const setUp = () => {
  const clock = createVirtualClock();
  const state = {
    people: crowd(2),
    problem: null as Problem | null,
    asked: 0,
    wait: Promise.resolve(),
    read: 0,
    now: 0,
    turns: [] as (() => void)[],
  };
  const finder = new RecipientFinder({
    clock,
    now: () => {
      state.now += 1;
      return state.now;
    },
    pause: () => new Promise<void>((resolve) => state.turns.push(resolve)),
    onRead: () => {
      state.read += 1;
    },
    directory: {
      look: async () => {
        state.asked += 1;
        await state.wait;
        return null;
      },
      knownPeople: () => ({ people: state.people, version: 1 }),
      knownDepartments: () => [],
      listChats: async () => (state.problem ? failed(state.problem) : ok(chats)),
    },
  });
  const labels = async (query: string) => (await finder.find(query, [], [])).rows.map((row) => row.label);
  return { clock, state, finder, labels };
};

it('waits for people only before its first answer, and then answers with those it knows', async () => {
  const { state, labels } = setUp();
  expect(await labels('tongshi')).toEqual(['同事1', '同事2', '同事群']);
  state.wait = new Promise(() => undefined);
  state.people = crowd(3);
  expect(await labels('tongshi3')).toEqual(['同事3']);
  expect(await labels('tongshi')).toHaveLength(4);
  // One question at a time, however many keys are pressed.
  expect(state.asked).toBe(2);
});

it('says why people are missing, and leaves Feishu alone for a while after it could not be asked', async () => {
  const { clock, state, finder } = setUp();
  state.problem = missingScope;
  expect(await finder.find('tong', [], [])).toMatchObject({ problem: missingScope, rows: [{ label: '同事1' }, {}] });
  await finder.find('tongs', [], []);
  expect(state.asked).toBe(1);
  state.problem = null;
  await clock.advance(10_000);
  await finder.find('tongs', [], []);
  expect(state.asked).toBe(2);
  await vi.waitFor(async () => expect(await finder.find('tongshi', [], [])).toMatchObject({ problem: null }), {
    timeout: 20_000,
  });
});

it('tells when all names have been read, if some of them were missing from an answer', async () => {
  const { state, labels } = setUp();
  state.people = crowd(500);
  expect(await labels('tongshi500')).toEqual([]);
  expect(state.read).toBe(0);
  await vi.waitFor(
    () => {
      state.turns.shift()?.();
      expect(state.read).toBe(1);
    },
    { timeout: 20_000, interval: 1 },
  );
  expect(await labels('tongshi500')).toEqual(['同事500']);
  expect(state.turns).toEqual([]);
  expect(state.read).toBe(1);
});
