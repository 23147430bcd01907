import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type Answer, failed, ok, problem } from '../../../../electron/contract/advice/problem';
import { WorkspaceId } from '../../../../electron/contract/model/ids';
import type { Plan } from '../../../../electron/contract/model/plan';
import { createFakeBridge, type FakeOptions } from '../../../../test/support/bridge/fake-bridge';
import { fakeGroups, fakeStartup } from '../../../../test/support/bridge/fake-world';
import { createComposer, planDelay } from './composer';
import { keepDelay } from './keep-drafts';

const onCall = fakeGroups.slice(0, 1).map((group) => ({ kind: 'group', groupId: group.id }) as const);

const start = (options: FakeOptions = {}) => {
  const fake = createFakeBridge(options);
  return { ...fake, composer: createComposer(fake.bridge, fakeStartup.draft) };
};
const planned = (state: ReturnType<ReturnType<typeof start>['composer']['current']>): Plan => {
  if (state.plan.kind !== 'ready') throw new Error(`no plan yet: ${state.plan.kind}`);
  return state.plan.plan;
};

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe('composing', () => {
  it('plans once after typing rests, for the current draft', async () => {
    const { composer, inputs } = start();
    composer.edit({ to: onCall });
    for (const text of ['d', 'db', 'db down']) composer.edit({ text });
    await vi.advanceTimersByTimeAsync(planDelay);
    expect(inputs('planBuzz')).toHaveLength(1);
    expect(inputs('planBuzz')[0]?.text).toBe('db down');
    expect(composer.current().plan.kind).toBe('ready');
  });

  it('asks at once for known problems of the people, before the plan, and only when they or the channel change', async () => {
    const known = {
      key: 'ou_1',
      name: '李雷',
      department: null,
      idType: null,
      id: null,
      preflight: null,
      warning: problem('last-outside'),
      recently: null,
    };
    const { composer, inputs } = start({ answers: { foreseePeople: () => ok([known]) } });
    composer.edit({ to: onCall });
    await vi.advanceTimersByTimeAsync(0);
    expect(composer.current()).toMatchObject({ plan: { kind: 'planning' }, foreseen: [known] });
    for (const text of ['d', 'db']) composer.edit({ text });
    composer.edit({ channel: 'sms' });
    await vi.advanceTimersByTimeAsync(planDelay);
    expect(inputs('foreseePeople').map(({ channel }) => channel)).toEqual(['app', 'sms']);
  });

  it('does not let an answer to an older draft replace a newer one', async () => {
    const waiting: ((answer: Answer<Plan>) => void)[] = [];
    const sample = start();
    sample.composer.edit({ to: onCall, text: 'sample' });
    await vi.advanceTimersByTimeAsync(planDelay);
    const plan = planned(sample.composer.current());
    const { composer } = start({ answers: { planBuzz: () => new Promise((resolve) => waiting.push(resolve)) } });
    composer.edit({ to: onCall, text: 'one' });
    await vi.advanceTimersByTimeAsync(planDelay);
    composer.edit({ text: 'two' });
    await vi.advanceTimersByTimeAsync(planDelay);
    waiting[1]?.(ok({ ...plan, counts: { messages: 2, buzzes: 2, calls: 4 } }));
    await vi.advanceTimersByTimeAsync(0);
    waiting[0]?.(ok(plan));
    await vi.advanceTimersByTimeAsync(0);
    expect(planned(composer.current()).counts.messages).toBe(2);
  });

  it('keeps the draft in main after a rest, and at once when the window is left', async () => {
    const { composer, inputs } = start();
    composer.edit({ text: 'd' });
    composer.edit({ text: 'db' });
    expect(inputs('keepDraft')).toHaveLength(0);
    await vi.advanceTimersByTimeAsync(keepDelay);
    expect(inputs('keepDraft').map((draft) => draft.text)).toEqual(['db']);
    composer.edit({ text: 'db down' });
    composer.flush();
    expect(inputs('keepDraft').map((draft) => draft.text)).toEqual(['db', 'db down']);
  });

  it('does not take its own draft, sent back by main, for a new one', async () => {
    const { composer } = start();
    composer.edit({ text: 'db' });
    composer.flush();
    const echo = composer.current().draft;
    composer.edit({ text: 'db down' });
    composer.replace(echo);
    expect(composer.current().draft.text).toBe('db down');
  });

  it('does not take an older draft of its own, sent by main just before the newer one arrived there', async () => {
    const arrivals: (() => void)[] = [];
    const arrive = () =>
      new Promise<ReturnType<typeof ok<undefined>>>((done) => arrivals.push(() => done(ok(undefined))));
    const { composer } = start({ answers: { keepDraft: arrive } });
    const older = composer.current().draft;
    composer.edit({ text: 'db down' });
    composer.flush();
    composer.replace(older);
    expect(composer.current().draft.text).toBe('db down');
    arrivals[0]?.();
    await vi.waitFor(() => {
      // Main has the newer one: the older one is what a person has chosen elsewhere.
      composer.replace(older);
      expect(composer.current().draft.text).toBe('');
    });
  });

  it('plans at once when Buzz is pressed before typing rested, and sends the typed text', async () => {
    const { composer, inputs } = start();
    composer.edit({ to: onCall, text: 'db down' });
    const result = await composer.buzz('plain', null);
    expect(result.kind).toBe('sent');
    expect(inputs('planBuzz').map((draft) => draft.text)).toEqual(['db down']);
    expect(inputs('confirmBuzz')).toHaveLength(1);
  });

  it('sends what a link has filled in by its button, and by keys only once the person has touched it', async () => {
    const { composer, inputs } = start();
    const filled = {
      ...composer.current().draft,
      to: [...onCall],
      text: 'from a link',
      origin: { from: 'link' } as const,
    };
    composer.replace(filled);
    for (const gesture of ['plain', 'paid'] as const)
      expect((await composer.buzz(gesture, null, true)).kind).toBe('needs-look');
    expect([inputs('planBuzz').length, inputs('confirmBuzz').length]).toEqual([0, 0]);
    expect((await composer.buzz('plain', null)).kind).toBe('sent');
    composer.replace({ ...filled, text: 'from another link' });
    composer.edit({ text: 'from another link, checked' });
    expect((await composer.buzz('plain', null, true)).kind).toBe('sent');
    expect(inputs('confirmBuzz')).toHaveLength(2);
  });

  it('confirms once for a double click', async () => {
    const { composer, inputs } = start();
    composer.edit({ to: onCall, text: 'db down' });
    const both = await Promise.all([composer.buzz('plain', null), composer.buzz('plain', null)]);
    expect(both.map((each) => each.kind)).toEqual(['sent', 'busy']);
    expect(inputs('confirmBuzz')).toHaveLength(1);
  });

  it('clears the draft after success, and only then', async () => {
    const refuse = start({ answers: { confirmBuzz: () => failed(problem('offline')) } });
    refuse.composer.edit({ to: onCall, text: 'db down' });
    expect((await refuse.composer.buzz('plain', null)).kind).toBe('problem');
    expect(refuse.composer.current().draft).toMatchObject({ text: 'db down', to: onCall });
    expect(refuse.composer.current().problem?.advice).toBe('offline');

    const { composer, inputs } = start();
    composer.edit({ to: onCall, text: 'db down' });
    composer.flush();
    await composer.buzz('plain', null);
    expect(composer.current().draft).toMatchObject({ text: '', to: [], channel: 'app' });
    expect(inputs('keepDraft').at(-1)).toMatchObject({ text: '', to: [] });
  });

  it('never confirms a paid draft by the plain gesture', async () => {
    const { composer, inputs } = start();
    composer.edit({ to: onCall, text: 'db down', channel: 'phone' });
    await vi.advanceTimersByTimeAsync(planDelay);
    expect((await composer.buzz('plain', null)).kind).toBe('needs-paid');
    expect(inputs('confirmBuzz')).toHaveLength(0);
  });

  it('confirms a paid plan only for the cost that the person saw', async () => {
    const { composer, inputs } = start();
    composer.edit({ to: onCall, text: 'db down', channel: 'phone' });
    await vi.advanceTimersByTimeAsync(planDelay);
    const seen = planned(composer.current());
    composer.edit({ to: fakeGroups.map((group) => ({ kind: 'group', groupId: group.id })) });
    expect((await composer.buzz('paid', seen)).kind).toBe('changed');
    expect(inputs('confirmBuzz')).toHaveLength(0);
    expect((await composer.buzz('paid', planned(composer.current()))).kind).toBe('sent');
    expect(inputs('confirmBuzz')).toMatchObject([{ gesture: 'paid' }]);
  });

  it('plans again when the plan has expired, without asking twice for an in-app buzz', async () => {
    const { composer, inputs } = start();
    composer.edit({ to: onCall, text: 'db down' });
    await vi.advanceTimersByTimeAsync(planDelay);
    await vi.advanceTimersByTimeAsync(700_000);
    expect((await composer.buzz('plain', null)).kind).toBe('sent');
    expect(inputs('planBuzz')).toHaveLength(2);
  });

  it('does not send while a name is typed or a text is being read into people', async () => {
    let answer: (lines: Answer<readonly []>) => void = () => undefined;
    const { composer, inputs } = start({
      answers: {
        readLines: () =>
          new Promise((resolve) => {
            answer = resolve;
          }),
      },
    });
    composer.edit({ to: onCall, text: 'db down' });
    composer.type({ typed: ' 王小明 ' });
    expect(await composer.buzz('plain', null)).toEqual({ kind: 'unfinished', typed: '王小明' });
    composer.type({ typed: '' });
    const read = composer.readLines('a@example.com\nb@example.com');
    expect(await composer.buzz('plain', null)).toEqual({ kind: 'reading' });
    answer(ok([]));
    await read;
    expect(inputs('confirmBuzz')).toHaveLength(0);
    expect((await composer.buzz('plain', null)).kind).toBe('sent');
  });

  it('does not add people to the draft of another workspace than they were read in', async () => {
    let answer: (lines: Answer<readonly []>) => void = () => undefined;
    const { composer } = start({
      answers: {
        readLines: () =>
          new Promise((resolve) => {
            answer = resolve;
          }),
      },
    });
    const read = composer.readLines('a@example.com');
    composer.replace({ ...fakeStartup.draft, workspaceId: WorkspaceId.parse('ws_company1') });
    answer(ok([]));
    expect(await read).toBeNull();
    expect(composer.current().reading).toBe(0);
  });

  it('says what is missing instead of asking main', async () => {
    const { composer, calls } = start();
    expect(await composer.buzz('plain', null)).toEqual({ kind: 'missing', field: 'to' });
    composer.edit({ to: onCall, text: '  ' });
    expect(await composer.buzz('plain', null)).toEqual({ kind: 'missing', field: 'message' });
    expect(calls.filter((call) => call.name === 'planBuzz')).toHaveLength(0);
  });
});
