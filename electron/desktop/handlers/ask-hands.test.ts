import { expect, it, vi } from 'vitest';
import { ok } from '../../contract/advice/problem';
import type { InputOf } from '../../contract/ipc/ipc';
import { TemplateId } from '../../contract/model/ids';
import { defaultSettings, type Settings } from '../../contract/model/settings';
import type { LaterHandlers } from '../ipc/ipc-host';
import { askHands } from './ask-hands';

const asker = { kind: 'popup', contentsId: 7 } as const;
const needsHands = { ok: false, problem: { advice: 'hands-needed' } };

/** Handlers that carry everything out, behind main's question for a person's hands. */
const setUp = (settings: Partial<Settings> = {}, fresh = false) => {
  const carriedOut = vi.fn(() => ok(undefined));
  const all = new Proxy({}, { get: () => carriedOut, ownKeys: () => [] }) as LaterHandlers;
  const hands = { isFresh: vi.fn(() => fresh), takePaid: vi.fn(() => fresh) };
  const store = { settings: () => ({ ...defaultSettings, ...settings }), groups: () => [] };
  return { handlers: askHands(all, { store, hands }), carriedOut, hands };
};
const change = (of: InputOf<'changeSettings'>, settings: Partial<Settings> = {}) =>
  setUp(settings).handlers.changeSettings(of, asker);
const nightHours = { from: 1320, to: 480 };
const { ceilings } = defaultSettings;

it.each<[string, InputOf<'changeSettings'>]>([
  ['a higher ceiling', { ceilings: { ...ceilings, phonePerMonth: ceilings.phonePerMonth + 1 } }],
  ['one higher and one lower', { ceilings: { ...ceilings, callsPerHour: 1, smsPerMonth: ceilings.smsPerMonth + 1 } }],
  ['less time to undo', { undoSeconds: 3 }],
  ['no time to undo', { theme: 'dark', undoSeconds: 0 }],
  ['no hours that ask at night', { nightHours: null }],
  ['fewer of them', { nightHours: { from: 60, to: 120 } }],
])('lets no page set %s by itself', (_what, of) => {
  expect(change(of, { nightHours })).toMatchObject(needsHands);
  const pressed = setUp({ nightHours }, true);
  expect(pressed.handlers.changeSettings(of, asker)).toEqual(ok(undefined));
  expect(pressed.hands.isFresh).toHaveBeenCalledExactlyOnceWith(7);
});

it.each<InputOf<'changeSettings'>>([
  { ceilings: { ...ceilings, callsPerHour: 1 } },
  { undoSeconds: 60 },
  { nightHours },
  { theme: 'dark', language: 'zh-CN' },
  { ladders: [] },
])('asks nothing for %j', (of) => {
  expect(change(of)).toEqual(ok(undefined));
});

it('asks for the clipboard alone, not for other templates', () => {
  const template = (text: string) => ({ id: TemplateId.parse('tpl_one'), name: 'one', text });
  const fill = (text: string) => setUp({ templates: [template(text)] }).handlers.fillTemplate(template(text), asker);
  for (const text of ['{{clipboard}}', '{{ picture }}']) expect(fill(text)).toMatchObject(needsHands);
  expect(fill('{{time}} {{me}}')).toEqual(ok(undefined));
});

it('confirms what is paid by one press alone, and what costs nothing without', () => {
  const confirm = (gesture: InputOf<'confirmBuzz'>['gesture'], fresh: boolean) => {
    const { handlers, hands } = setUp({}, fresh);
    const answers = [
      handlers.confirmBuzz({ planId: 'plan_1', gesture } as InputOf<'confirmBuzz'>, asker),
      handlers.continueLadder({ id: 'bz_1', gesture } as InputOf<'continueLadder'>, asker),
    ];
    return { answers, asked: hands.takePaid.mock.calls.length };
  };
  const refused = { ok: false, problem: { advice: 'paid-gesture-needed' } };
  expect(confirm('plain', false)).toEqual({ answers: [ok(undefined), ok(undefined)], asked: 0 });
  expect(confirm('paid', false)).toMatchObject({ answers: [refused, refused], asked: 2 });
  expect(confirm('paid-at-night', false)).toMatchObject({ answers: [refused, refused], asked: 2 });
  expect(confirm('paid', true)).toEqual({ answers: [ok(undefined), ok(undefined)], asked: 2 });
});

it('lets no page choose another relay, or none, by itself', () => {
  const told = (fresh: boolean) => {
    const { handlers } = setUp({}, fresh);
    return [
      handlers.connectRelay({ address: 'https://thief.example', choice: null }, asker),
      handlers.removeRelay({ anyway: true }, asker),
    ];
  };
  expect(told(false)).toMatchObject([needsHands, needsHands]);
  expect(told(true)).toEqual([ok(undefined), ok(undefined)]);
});
