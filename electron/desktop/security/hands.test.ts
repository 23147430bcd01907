import { EventEmitter } from 'node:events';
import { beforeEach, describe, expect, it } from 'vitest';
import { createHands, type Hands } from './hands';

let now: number;
let hands: Hands;
let window: EventEmitter & { id: number };
const windowOf = (id: number) => Object.assign(new EventEmitter(), { id });

beforeEach(() => {
  now = 1_000_000;
  hands = createHands(() => now);
  window = windowOf(1);
  hands.follow(window);
  sources = ['input-event'];
});

const pointer = (type: string) => window.emit('input-event', {}, { type });
/** Keys come twice: before the page, and with the event for the page. Those that tests press come once. */
let sources: readonly string[];
const key = (
  type: 'keyDown' | 'keyUp',
  name: string,
  held: { control?: boolean; meta?: boolean; shift?: boolean; isAutoRepeat?: boolean } = {},
) => {
  for (const source of sources) {
    const told = source === 'input-event' && type === 'keyDown' ? 'rawKeyDown' : type;
    const none = { isAutoRepeat: false, control: false, meta: false, shift: false };
    window.emit(source, {}, { type: told, key: name, ...none, ...held });
  }
};
const wait = (ms: number) => {
  now += ms;
};

describe.each([
  ['both ways', ['before-input-event', 'input-event']],
  ['one way', ['input-event']],
  ['the other', ['before-input-event']],
])('a paid buzz, with keys told %s,', (_told, ways) => {
  beforeEach(() => {
    sources = ways;
  });

  it.each([
    ['a pointer', () => pointer('mouseDown'), () => pointer('mouseUp')],
    ['a finger', () => pointer('touchStart'), () => pointer('touchEnd')],
    ['Space', () => key('keyDown', ' '), () => key('keyUp', ' ')],
    ['Enter', () => key('keyDown', 'Enter'), () => key('keyUp', 'Enter')],
  ])('is confirmed once by each hold of %s, while it is held or a moment later, and by no click', (_what, down, up) => {
    down();
    wait(900);
    expect([hands.takePaid(1), hands.takePaid(1)]).toEqual([true, false]);
    up();
    down();
    wait(100);
    up();
    wait(2_000);
    expect(hands.takePaid(1)).toBe(false);
    down();
    wait(900);
    up();
    wait(5_000);
    expect([hands.takePaid(1), hands.takePaid(1)]).toEqual([true, false]);
  });

  it('is confirmed by its keys at once, once for each press, however often the keyboard repeats them', () => {
    const keys = { control: true, shift: true };
    key('keyDown', 'Enter', keys);
    expect([hands.takePaid(1), hands.takePaid(1)]).toEqual([true, false]);
    key('keyDown', 'Enter', { ...keys, isAutoRepeat: true });
    expect(hands.takePaid(1)).toBe(false);
    key('keyUp', 'Enter');
    key('keyDown', 'Enter', { meta: true, shift: true });
    expect(hands.takePaid(1)).toBe(true);
  });

  it.each([
    ['Enter', {}],
    ['Enter', { control: true }],
    ['Enter', { shift: true }],
    ['a', { control: true, shift: true }],
  ])('is not confirmed by a press of %s with %j', (name, held) => {
    key('keyDown', name, held);
    expect(hands.takePaid(1)).toBe(false);
  });

  it('is confirmed by no other key that is held, in no other window, without a press, or much later', () => {
    expect(hands.takePaid(1)).toBe(false);
    key('keyDown', 'a');
    wait(5_000);
    expect(hands.takePaid(1)).toBe(false);
    pointer('mouseMove');
    expect(hands.takePaid(1)).toBe(false);
    pointer('mouseDown');
    wait(1_000);
    expect(hands.takePaid(2)).toBe(false);
    pointer('mouseUp');
    wait(40_000);
    expect(hands.takePaid(1)).toBe(false);
  });
});

it('calls a press fresh for some seconds, in its window, as long as there is one', () => {
  expect(hands.isFresh(1)).toBe(false);
  pointer('mouseMove');
  key('keyUp', 'a');
  expect(hands.isFresh(1)).toBe(false);
  key('keyDown', 'a');
  expect([hands.isFresh(1), hands.isFresh(2)]).toEqual([true, false]);
  wait(9_000);
  expect(hands.isFresh(1)).toBe(true);
  wait(2_000);
  expect(hands.isFresh(1)).toBe(false);
  pointer('mouseDown');
  window.emit('destroyed');
  expect(hands.isFresh(1)).toBe(false);
});
