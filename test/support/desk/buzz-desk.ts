import { type Answer, ok, type Problem } from '../../../electron/contract/advice/problem';
import type { Board, BoardPerson } from '../../../electron/contract/model/board';
import type { Channel } from '../../../electron/contract/model/channel';
import type { Delivery, Draft, Recipient } from '../../../electron/contract/model/draft';
import type { Group } from '../../../electron/contract/model/group';
import { ChatId, type WorkspaceId } from '../../../electron/contract/model/ids';
import type { Ladder } from '../../../electron/contract/model/ladder';
import type { PictureId } from '../../../electron/contract/model/message/picture';
import type { Person } from '../../../electron/contract/model/person';
import type { Plan } from '../../../electron/contract/model/plan';
import { type Ceilings, defaultSettings } from '../../../electron/contract/model/settings';
import type { NightHours } from '../../../electron/contract/rules/night';
import { personKey } from '../../../electron/contract/rules/person-key';
import { Engine } from '../../../electron/core/buzz/engine/engine';
import { noRelay, type RelayLink } from '../../../electron/core/buzz/hand-over/relay-link';
import type { LadderNews } from '../../../electron/core/buzz/ladder/ladder-deps';
import { createFindPolicy } from '../../../electron/core/buzz/ladder/ladder-plan';
import { resolveDraft } from '../../../electron/core/buzz/plan/resolve-draft';
import type { Ledger } from '../../../electron/core/buzz/record/ledger';
import { setbackLifeMs } from '../../../electron/core/buzz/record/setback';
import { Rooms } from '../../../electron/core/buzz/send/rooms';
import { Directory } from '../../../electron/core/directory/directory';
import type { Feishu } from '../../../electron/core/feishu/feishu';
import type { Room } from '../../../electron/core/ports/store';
import { createVirtualClock, type VirtualClock } from '../clock/virtual-clock';
import { MemoryLedger } from '../disk/memory-ledger';
import { type ScriptedChat, ScriptedFeishu } from '../feishu/scripted-feishu';
import { workspaceId } from '../samples';

export const chatId = ChatId.parse('oc_alerts');

/** Value of an answer that must be ok. */
export const value = <T>(answer: Answer<T>): T => {
  if (!answer.ok) throw new Error(`a problem instead of an answer: ${JSON.stringify(answer.problem)}`);
  return answer.value;
};

export const asRecipients = (people: readonly Person[]): Recipient[] =>
  people.map((person) => ({ kind: 'person', person }));

export const draft = (people: readonly Person[], change: Partial<Draft> = {}): Draft => ({
  workspaceId,
  to: asRecipients(people),
  text: '订单库主从延迟，请立刻上线',
  channel: 'app',
  delivery: { mode: 'direct' },
  ladder: null,
  ask: null,
  climbs: null,
  pictures: [],
  about: null,
  origin: null,
  ...change,
});

export const inChat: Delivery = { mode: 'chat', chatId, name: '数据库告警' };

export const chatOf = (members: readonly Person[], change: Partial<ScriptedChat> = {}): ScriptedChat => ({
  chatId,
  name: '数据库告警',
  external: false,
  memberCount: members.length,
  urgentSetting: 'all_members',
  canBuzz: true,
  members,
  ...change,
});

interface Parts {
  clock: VirtualClock;
  feishu: ScriptedFeishu;
  ledger: Ledger;
  /** Port that the engine uses; by default `feishu` itself. */
  feishuOf: (workspaceId?: WorkspaceId, knownSince?: number) => Answer<Feishu>;
  groups: readonly Group[];
  rooms: Room[];
  ceilings: Ceilings;
  ladders: readonly Ladder[];
  undoMs: number;
  tellOthers: boolean;
  nightHours: NightHours;
  scopes: ReadonlySet<string>;
  random: () => number;
  onActivity: () => void;
  onBoard: (board: Board) => void;
  /** Files of pictures, which survive the engine as the disk does. */
  relay: RelayLink;
  pictureFiles: Map<PictureId, Uint8Array>;
  appOf: (id: WorkspaceId) => string;
}

let ids = 0;

/** An engine with a virtual clock, a scripted Feishu and a ledger in memory. */
export const buzzDesk = (change: Partial<Parts> = {}) => {
  const clock = change.clock ?? createVirtualClock();
  const feishu = change.feishu ?? new ScriptedFeishu(clock);
  const memory = new MemoryLedger();
  const ledger = change.ledger ?? memory;
  const feishuOf = change.feishuOf ?? (() => ok(feishu));
  const boards: Board[] = [];
  const storageProblems: Problem[] = [];
  /** Memory of rooms, which survives the engine as the disk does. */
  const rooms = change.rooms ?? [];
  const directory = new Directory({ feishu: () => feishuOf(), clock });
  const news: LadderNews[] = [];
  const settings = {
    ceilings: change.ceilings ?? defaultSettings.ceilings,
    groups: change.groups ?? [],
    zone: 'Asia/Shanghai',
    answering: { ...defaultSettings, tellOthers: change.tellOthers ?? true },
    /** Scopes that the app is known to have; null: not known. */
    scopes: change.scopes ?? null,
  };

  const engine = new Engine({
    ledger,
    clock,
    random: change.random ?? (() => 0.5),
    newId: () => `id${++ids}`,
    hostOf: () => 'open.feishu.cn',
    feishuOf,
    resolve: (wanted, policy) => {
      const known = {
        workspaceName: '某某科技',
        practice: false,
        groups: settings.groups,
        directory,
        rooms: rooms.filter((room) => room.workspaceId === wanted.workspaceId),
        setbacks: ledger.setbacks(wanted.workspaceId, clock.now() - setbackLifeMs),
        asker: '李雷',
        locale: 'zh-CN' as const,
        asking: settings.answering.asking,
      };
      return resolveDraft(wanted, known, policy);
    },
    readPicture: async (id) => change.pictureFiles?.get(id) ?? null,
    appOf: change.appOf ?? (() => 'cli_desk'),
    findPolicy: createFindPolicy({ ladders: () => change.ladders ?? [], scopes: async () => null, clock }),
    scopes: {
      of: () => settings.scopes,
      look: async () => undefined,
      allows: async (_, use) => use === 'ticks' && (settings.scopes?.has('im:message.reactions:write_only') ?? false),
    },
    relay: change.relay ?? noRelay,
    undoMs: () => change.undoMs ?? 0,
    onLadder: (each) => news.push(each),
    rooms: new Rooms({
      store: {
        rooms: (id) => rooms.filter((room) => room.workspaceId === id),
        saveRoom: (room) => {
          const others = rooms.filter((other) => other.workspaceId !== room.workspaceId || other.key !== room.key);
          rooms.splice(0, rooms.length, ...others, room);
          return ok(undefined);
        },
      },
      onChanged: (room) => directory.forget(room.chatId),
      onStorageFailed: (problem) => storageProblems.push(problem),
    }),
    ceilings: () => settings.ceilings,
    answering: () => settings.answering,
    nightHours: () => change.nightHours ?? null,
    zone: () => settings.zone,
    locale: () => 'zh-CN',
    onBoard: (board) => {
      boards.push(board);
      change.onBoard?.(board);
    },
    onActivity: change.onActivity ?? (() => undefined),
    onForgotten: () => undefined,
    onStorageFailed: (problem) => storageProblems.push(problem),
  });

  const gesture = ({ channel, ladder }: Plan) => (channel === 'app' && !ladder?.costs.length ? 'plain' : 'paid');
  const confirm = (plan: Plan) => engine.confirm(plan.id, gesture(plan));
  /** Lets time pass until no call is under way, and returns the board. */
  const finish = async (id: Board['id']): Promise<Board> => {
    await clock.drain();
    await engine.idle();
    await clock.drain();
    return value(engine.board(id));
  };
  /** Plans, confirms and waits for the end. */
  const buzz = async (wanted: Draft): Promise<Board> => finish(value(await confirm(await engine.plan(wanted))).id);
  const again = async (board: Board, channel: Channel, people: readonly Person[]): Promise<Board> => {
    const plan = value(engine.planAgain(board.id, channel, people.map(personKey)));
    return finish(value(await confirm(plan)).id);
  };
  return {
    clock,
    feishu,
    ledger: memory,
    engine,
    boards,
    news,
    storageProblems,
    settings,
    rooms,
    directory,
    confirm,
    finish,
    buzz,
    again,
  };
};

/** State of one person on a board. */
export const standing = (board: Board, person: Person): BoardPerson => {
  const found = board.people.find((each) => each.key === personKey(person));
  if (!found) throw new Error(`${person.name} is not on the board`);
  return found;
};

export const outcomes = (board: Board): string[] => board.people.map((person) => person.outcome);
