import { type Answer, failed, ok, problem } from '../../../electron/contract/advice/problem';
import type { Bridge, Events, InputOf } from '../../../electron/contract/ipc/ipc';
import type { EventName, RequestName } from '../../../electron/contract/ipc/ipc-names';
import type { Startup } from '../../../electron/contract/ipc/startup';
import type { Board } from '../../../electron/contract/model/board';
import type { Draft } from '../../../electron/contract/model/draft';
import { BuzzId, GroupId, PlanId } from '../../../electron/contract/model/ids';
import type { InboxMessage } from '../../../electron/contract/model/message/inbox';
import type { Person } from '../../../electron/contract/model/person';
import type { Plan } from '../../../electron/contract/model/plan';
import { allOffered } from '../../../electron/contract/rules/channel-problems';
import { fakeConnect } from './fake-connect';
import { fakeDirectory, fakeSearch } from './fake-directory';
import { fakeGroupsFile } from './fake-groups-file';
import type { Handlers } from './fake-handlers';
import { fakeInbox } from './fake-inbox';
import { fakeListening } from './fake-listening';
import { fakePictures } from './fake-pictures';
import { fakePlan } from './fake-plan';
import { fakeRelay } from './fake-relay';
import {
  fakeBoards,
  fakeChats,
  fakeDesktop,
  fakeFigures,
  fakeMessages,
  fakeNow,
  fakePeople,
  fakeStartup,
  rowOf,
} from './fake-world';

/** One request that reached the fake bridge. */
export interface FakeCall {
  name: RequestName;
  input: unknown;
}

export interface FakeBridge {
  bridge: Bridge;
  /** Every request, in order. */
  calls: FakeCall[];
  /** Inputs of the requests of this name, in order. */
  inputs<Name extends RequestName>(name: Name): InputOf<Name>[];
  /** Emits an event as main would. */
  emit<Name extends EventName>(name: Name, value: Events[Name]): void;
}

export interface FakeOptions {
  /** What people wrote to the bot; by default nothing. */
  inbox?: readonly InboxMessage[];
  startup?: Partial<Startup>;
  /** Replaces answers, to show errors and slowness. */
  answers?: Partial<Handlers>;
}

/**
 * A bridge in memory with a believable world, for component tests and for the built screens in a plain browser (put it on
 * `window.buzz` before the page's script runs). Groups, settings, workspaces and boards change as in the app.
 */
export const createFakeBridge = (options: FakeOptions = {}): FakeBridge => {
  let startup: Startup = { ...fakeStartup, ...options.startup };
  let boards: readonly Board[] = fakeBoards;
  const plans = new Map<string, { plan: Plan; draft: Draft | null }>();
  const calls: FakeCall[] = [];
  const listeners = new Map<EventName, Set<(value: never) => void>>();
  let number = 100;

  const emit = <Name extends EventName>(name: Name, value: Events[Name]) => {
    for (const listener of listeners.get(name) ?? []) (listener as (value: Events[Name]) => void)(value);
  };
  const remember = (plan: Plan, draft: Draft | null): Answer<Plan> => {
    plans.set(plan.id, { plan, draft });
    return ok(plan);
  };
  const board = (id: BuzzId): Answer<Board> => {
    const found = boards.find((each) => each.id === id);
    return found ? ok(found) : failed(problem('buzz-gone'));
  };
  const change = (id: BuzzId, next: (old: Board) => Board): Answer<Board> => {
    boards = boards.map((each) => (each.id === id ? next(each) : each));
    const answer = board(id);
    if (answer.ok) emit('boardChanged', answer.value);
    return answer;
  };
  const regroup = (groups: Startup['groups']) => {
    startup = { ...startup, groups };
    emit('groupsChanged', groups);
  };
  const reset = (change: Partial<Startup>) => {
    startup = { ...startup, ...change };
    const { settings, locale, zone, advice, words, hotkey, askerName } = startup;
    emit('settingsChanged', { settings, locale, zone, advice, words, hotkey, askerName });
    return ok(settings);
  };
  const remove = (change: Partial<Startup>) => {
    startup = { ...startup, ...change };
    const { workspaces, currentWorkspaceId, groups, draft, lastGroupId } = startup;
    emit('workspacesChanged', { workspaces, currentWorkspaceId, groups, draft, lastGroupId });
    return ok(undefined);
  };
  const done = () => ok(undefined);

  const handlers: Handlers = {
    getStartup: () => ok(startup),
    hideWindow: done,
    setPinned: done,
    setConsent: done,
    dismissNotice: done,
    openLink: done,
    copyText: done,
    keepDraft: done,
    searchRecipients: ({ query }) => ok({ rows: fakeSearch(startup, query.trim()), problem: null }),
    readLines: ({ text }) =>
      ok(
        text
          .split(/[\n,，;；]+/)
          .map((line) => line.trim())
          .filter(Boolean)
          .map((line) => {
            const found = fakePeople.find(([person]) => person.name === line || person.openId === line)?.[0];
            const unknown: Person = line.includes('@') ? { name: line, email: line } : { name: line };
            return {
              line,
              person: found ?? unknown,
              problem: found ? null : problem('person-unresolved', { name: line }),
            };
          }),
      ),
    fillTemplate: ({ id }) => {
      const template = startup.settings.templates.find((each) => each.id === id);
      return template ? ok({ text: template.text, cut: false, picture: null }) : failed(problem('template-gone'));
    },
    ...fakePictures(() => number++),
    foreseePeople: () => ok([]),
    planBuzz: (draft) => remember(fakePlan(startup, draft, number++), draft),
    confirmBuzz: ({ planId, gesture }) => {
      const known = plans.get(planId);
      if (!known) return failed(problem('plan-gone'));
      const paid = known.plan.channel !== 'app' || (known.plan.ladder?.costs.length ?? 0) > 0;
      if (paid && gesture === 'plain') return failed(problem('paid-gesture-needed'));
      // Where night hours are set, it is always night.
      if (paid && startup.settings.nightHours !== null && gesture !== 'paid-at-night')
        return failed(problem('night-asks', { from: '22:00', to: '07:00' }));
      plans.delete(planId);
      const { plan, draft } = known;
      const previous = boards.find((each) => each.id === plan.again) ?? boards[0];
      if (!previous) return failed(problem('buzz-gone'));
      const next: Board = {
        ...previous,
        id: plan.again ?? BuzzId.parse(`bz_fake${number++}`),
        text: draft?.text ?? previous.text,
        channel: plan.channel,
        mode: plan.mode,
        chat: plan.chat,
        createdAt: fakeNow,
        state: 'running',
        people: plan.people.map((each) => ({
          key: each.key,
          name: each.name,
          department: null,
          backup: null,
          idType: each.idType,
          id: each.id,
          outcome: each.preflight?.outcome ?? 'pending',
          problem: each.preflight?.problem ?? null,
          message: 'pending',
          readAt: null,
          absence: null,
          ack: null,
          replies: [],
          reminder: null,
          steps: [],
        })),
      };
      boards = [next, ...boards.filter((each) => each.id !== next.id)];
      emit('activityChanged', undefined);
      return ok({ ...next, repeated: false });
    },
    getDirectory: ({ workspaceId }) => ok(fakeDirectory(workspaceId)),
    refreshDirectory: done,
    cancelDirectory: done,
    ...fakeListening((view) => emit('listeningChanged', view)),
    ...fakeRelay((view) => emit('relayChanged', view), change),
    ...fakeInbox(
      options.inbox ?? [],
      () => startup.currentWorkspaceId,
      (status) => emit('inboxChanged', status),
    ),
    getBoard: ({ id }) => board(id),
    openBoard: done,
    watchBoard: done,
    askReceipts: done,
    planAgain: ({ id, channel, people }) => {
      const known = board(id);
      if (!known.ok) return known;
      const again = known.value.people.filter((each) => people.includes(each.key));
      return remember(
        {
          id: PlanId.parse(`plan_fake${number++}`),
          workspaceId: known.value.workspaceId,
          practice: known.value.practice,
          channel,
          channels: allOffered,
          mode: known.value.mode,
          chat: known.value.chat,
          room: null,
          suggestsRoom: false,
          about: null,
          ladder: null,
          again: id,
          ask: null,
          pictures: null,
          people: again.map(({ key, name, idType, id }) => ({
            key,
            name,
            department: null,
            idType,
            id,
            preflight: null,
            warning: null,
            recently: null,
          })),
          counts: { messages: 0, buzzes: again.length, calls: again.length },
          cost: channel === 'app' ? null : { channel, calls: again.length, leftThisMonth: 14, limit: 50 },
          problem: null,
          expiresAt: Date.now() + 600_000,
        },
        null,
      );
    },
    recallBuzz: ({ id }) => change(id, (old) => ({ ...old, recalled: true })),
    stopBuzz: ({ id }) => change(id, (old) => ({ ...old, state: 'stopped' })),
    undoBuzz: ({ id }) => change(id, (old) => ({ ...old, undoUntil: null })),
    continueLadder: ({ id }) => change(id, (old) => old),
    tryNow: ({ id }) => change(id, (old) => ({ ...old, waiting: null })),
    getDiagnostics: ({ id }) => ok(`Feishu Buzz 0.1.0\nbuzz ${id}`),
    getReport: ({ id }) => ok(`Buzz result ${id}`),
    planNote: (wish) => {
      const known = board(wish.id);
      if (!known.ok) return known;
      const { practice, people, messages } = known.value;
      const plan = {
        id: PlanId.parse(`plan_fake${number++}`),
        practice,
        problem: null,
        expiresAt: Date.now() + 600_000,
      };
      const [chat = null] = fakeChats;
      if (wish.kind === 'report')
        return ok({ ...plan, kind: wish.kind, text: 'Buzz result', chat, people: 0, messages: 1 });
      return ok({ ...plan, ...wish, id: plan.id, chat: null, people: people.length, messages: messages.length });
    },
    repeatNote: ({ id }) => board(id),
    confirmNote: () => board(fakeBoards[0]?.id ?? BuzzId.parse('bz_none0000')),
    getHelp: ({ id, person }) => {
      const known = board(id);
      if (!known.ok) return known;
      const readers = known.value.people.filter((each) => each.readAt !== null && each.key !== person);
      const ask = readers.slice(0, 2).map(({ key, name }) => ({ key, name, department: '订单组' }));
      return ok({ chat: true, number: true, ask });
    },
    openChat: done,
    getNumber: () => ok('+86 199 1000 0004'),
    listActivity: ({ before, limit }) => {
      const from = before === null ? 0 : boards.findIndex((each) => each.id === before) + 1;
      return ok(boards.slice(from, from + limit).map(rowOf));
    },
    getFigures: ({ reading }) => ok(reading ? fakeFigures : { ...fakeFigures, groups: [], channels: [] }),
    exportActivity: () => ok(boards.length),
    repeatBuzz: () => ok(startup.draft),
    sendAgain: () => ok(undefined),
    listMessages: (asked) => {
      const [chat] = fakeChats as [(typeof fakeChats)[number]];
      if ('chatId' in asked) {
        const found = fakeChats.find((each) => each.chatId === asked.chatId) ?? chat;
        return ok({
          chat: found,
          messages: asked.after ? fakeMessages.slice(3) : fakeMessages.slice(0, 3),
          next: asked.after ? null : 'older',
        });
      }
      if (asked.messageId.startsWith('bm')) return failed(problem('batch-message'));
      const message = fakeMessages.find((each) => each.messageId === asked.messageId);
      return message ? ok({ chat, messages: [message], next: null }) : failed(problem('message-id-invalid'));
    },
    saveGroup: (input) => {
      const group = { ...input, id: input.id ?? GroupId.parse(`grp_fake${number++}`) };
      const known = startup.groups.some((each) => each.id === group.id);
      regroup(known ? startup.groups.map((each) => (each.id === group.id ? group : each)) : [...startup.groups, group]);
      return ok(group);
    },
    deleteGroup: ({ id }) => {
      const group = startup.groups.find((each) => each.id === id);
      if (!group) return failed(problem('group-gone'));
      regroup(startup.groups.filter((each) => each.id !== id));
      return ok(group);
    },
    reorderGroups: ({ ids }) => {
      regroup([...startup.groups].sort((a, b) => ids.indexOf(a.id) - ids.indexOf(b.id)));
      return done();
    },
    ...fakeGroupsFile({ groups: () => startup.groups, regroup }),
    listChats: () => ok(fakeChats),
    addToChat: ({ people }) => ok({ added: people.length, problem: null }),
    listReaders: () => ok(fakePeople.slice(0, 3).flatMap(([person]) => person.openId ?? [])),
    listMembers: () => ok(fakePeople.slice(0, 8).map(([person]) => person)),
    changeSettings: (input) => {
      const settings = {
        ...startup.settings,
        ...Object.fromEntries(Object.entries(input).filter(([, value]) => value !== undefined)),
      };
      const locale = settings.language === 'system' ? startup.locale : settings.language;
      return reset({ settings, locale, askerName: settings.asker || 'lilei' });
    },
    setRecording: () => ok(undefined),
    awaitHotkey: () => ok(undefined),
    tryHotkey: ({ accelerator }) => {
      const taken = accelerator === 'CommandOrControl+Shift+B';
      const hotkey = taken
        ? {
            ...startup.hotkey,
            problem: problem('hotkey-taken', { hotkey: accelerator }),
            free: ['CommandOrControl+Alt+B', 'CommandOrControl+Shift+U', 'CommandOrControl+Alt+J'],
          }
        : { accelerator, problem: null, free: [] };
      reset({ hotkey });
      return ok(hotkey);
    },
    testHotkey: ({ accelerator, groupId }) => {
      const other = startup.groups.find((each) => each.hotkey === accelerator && each.id !== groupId);
      return ok(
        other
          ? {
              accelerator: '',
              problem: problem('hotkey-of-group', { hotkey: accelerator, name: other.name }),
              free: ['CommandOrControl+Alt+J'],
            }
          : { accelerator, problem: null, free: [] },
      );
    },
    getDesktop: () => ok(fakeDesktop),
    setLaunchAtLogin: ({ on }) => ok({ kind: on ? 'on' : 'off' }),
    openDataFolder: done,
    exportData: () => ok(true),
    getAbout: () =>
      ok({
        runtime: 'Electron 45.4.1 · Chromium 142 · Linux x64',
        testBuild: false,
        updatable: true,
        updates: 'Up to date. Last checked Nov 22, 10:02.',
      }),
    saveDiagnostics: () => ok(true),
    moveData: () => ok(false),
    resetSettings: () => reset({ settings: { ...startup.settings, theme: 'system', hideOnBlur: true } }),
    deleteData: done,
    openConnect: done,
    switchWorkspace: ({ workspaceId }) =>
      remove({ currentWorkspaceId: workspaceId, draft: { ...startup.draft, workspaceId, to: [], text: '' } }),
    removeWorkspace: ({ workspaceId }) =>
      remove({ workspaces: startup.workspaces.filter((each) => each.id !== workspaceId) }),
    getBoardWindow: () => {
      const [first] = boards as [Board];
      const { platform, locale, zone, advice, words, settings, seen, workspaces } = startup;
      return ok({ id: first.id, text: first.text, workspaces, platform, locale, zone, advice, words, settings, seen });
    },
    setZoom: ({ zoom }) => {
      reset({ settings: { ...startup.settings, zoom } });
      return done();
    },
    ...fakeConnect(() => startup),
    ...options.answers,
  };

  const ask = (name: RequestName) => async (input: never) => {
    calls.push({ name, input });
    return (handlers[name] as (input: never) => unknown)(input);
  };
  const requests = Object.fromEntries((Object.keys(handlers) as RequestName[]).map((name) => [name, ask(name)]));
  const bridge = {
    ...requests,
    on: <Name extends EventName>(name: Name, listener: (value: Events[Name]) => void) => {
      const set = listeners.get(name) ?? new Set();
      listeners.set(name, set);
      set.add(listener as (value: never) => void);
      return () => {
        set.delete(listener as (value: never) => void);
      };
    },
  } as unknown as Bridge;

  return {
    bridge,
    calls,
    inputs: <Name extends RequestName>(name: Name) =>
      calls.filter((call) => call.name === name).map((call) => call.input as InputOf<Name>),
    emit,
  };
};
