import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { failed, ok, type Problem, problem } from '../../contract/advice/problem';
import { knownZone, type Zone } from '../../contract/local-time';
import type { Board } from '../../contract/model/board';
import type { Group } from '../../contract/model/group';
import type { AppId, WorkspaceId } from '../../contract/model/ids';
import { type Ceilings, defaultSettings, type Locale, type Settings } from '../../contract/model/settings';
import { practiceId, type Workspace } from '../../contract/model/workspace';
import { brandBaseUrl } from '../../contract/rules/addresses';
import { Engine } from '../../core/buzz/engine/engine';
import { noRelay, type RelayLink } from '../../core/buzz/hand-over/relay-link';
import type { LadderNews } from '../../core/buzz/ladder/ladder-deps';
import { createFindPolicy } from '../../core/buzz/ladder/ladder-plan';
import { resolveDraft } from '../../core/buzz/plan/resolve-draft';
import { unresolved } from '../../core/buzz/plan/resolved-draft';
import type { Ledger } from '../../core/buzz/record/ledger';
import { setbackLifeMs } from '../../core/buzz/record/setback';
import { Rooms } from '../../core/buzz/send/rooms';
import { idKeysOf, namesInGroups } from '../../core/directory/who/known-names';
import { KnownScopes } from '../../core/doctor/known-scopes';
import type { Secret } from '../../core/feishu/client/call';
import type { Fetch, PaidSeats } from '../../core/feishu/client/transport';
import { feishuCode } from '../../core/feishu/codes';
import { baseUrlOf, OpenWorkspaces } from '../../core/open-workspaces';
import { type Clock, systemClock } from '../../core/ports/clock';
import { createTopic, type Topic } from '../../core/topic';
import { openDirectoryCaches } from '../../storage/directory-caches';
import type { Config, ServedWorkspace } from '../config/config';
import type { Secrets } from '../config/secrets';
import type { EngineTraces } from '../traces/traces';
import type { RelayLog } from './log';
import type { RelayStore } from './open-store';

/** The practice Feishu inside the process, as the composition root hands it in. */
export interface ServedPractice {
  name: string;
  baseUrl: string;
  appId: string;
  appSecret(): Promise<string>;
  fetch: Fetch;
}

export interface PartsDeps {
  folder: string;
  config: Config;
  secrets: Secrets;
  /** null: there is no practice workspace. */
  practice: ServedPractice | null;
  groups: ReadonlyMap<WorkspaceId, readonly Group[]>;
  clock: Clock;
  /** The name that the last buzz gave to the person of one of these keys, as far as it is known here. */
  nameOf: Ledger['nameOf'];
  /** The way out: for calls that may be repeated, and seats for those that must not. */
  network: { fetch: Fetch; seats: (fetch: Fetch) => PaidSeats; paidFetch: Fetch };
  log: RelayLog;
}

/** A workspace that callers may name. */
export interface NamedWorkspace {
  id: WorkspaceId;
  name: string;
  appId: AppId;
  /** Base of its API. */
  baseUrl: string;
  practice: boolean;
}

/** What engines tell. */
export interface ProgramNews {
  board: Topic<Board>;
  ladder: Topic<LadderNews>;
  storageFailed: Topic<Problem>;
}

/** What the configuration makes of its workspaces: all that an engine is given besides its record. */
export interface Parts {
  open: OpenWorkspaces;
  workspaces: readonly NamedWorkspace[];
  /** Who asks and in which language, for a caller of this workspace who does not say. */
  askerOf(id: WorkspaceId): { asker: string; locale: Locale };
  zoneOf(id: WorkspaceId): Zone;
  news: ProgramNews;
  createEngine(parts: { ledger: Ledger; clock: Clock; store: RelayStore; traces: EngineTraces }): Engine;
}

/** Longest name that the program itself gives for who asks. */
const ownAsker: Readonly<Record<Locale, string>> = { 'zh-CN': '飞书加急中继', 'en-US': 'Feishu Buzz relay' };

/** A ladder that is wanted in the relay is there already. */
const ownRelay: RelayLink = { ...noRelay, hindrance: () => null };

const newId = (): string => randomBytes(12).toString('hex');

export const openParts = (deps: PartsDeps): Parts => {
  const { folder, config, practice, network, log } = deps;
  const served = new Map<WorkspaceId, ServedWorkspace>(config.workspaces.map((each) => [each.id, each]));
  const workspaceOf = (id: WorkspaceId): Workspace | null => {
    if (id === practiceId) {
      if (!practice) return null;
      const { name, baseUrl, appId } = practice;
      return { id, name, brand: 'custom', baseUrl, appId: appId as AppId };
    }
    const each = served.get(id);
    if (!each) return null;
    const { name, brand, baseUrl, appId } = each;
    return { id, name, brand, baseUrl: baseUrl ?? brandBaseUrl[brand === 'lark' ? 'lark' : 'feishu'], appId };
  };
  const readSecret = async (id: WorkspaceId): Promise<Secret> => {
    if (id === practiceId) return practice?.appSecret() ?? null;
    const each = served.get(id);
    return each ? deps.secrets.read(each.secret) : null;
  };
  const inside = practice && { fetch: practice.fetch, paidFetch: network.seats(practice.fetch) };
  const outside = { fetch: network.fetch, paidFetch: network.seats(network.paidFetch) };
  const open = new OpenWorkspaces({
    find: workspaceOf,
    secret: readSecret,
    network: (id) => (id === practiceId && inside ? inside : outside),
    // Not the mortal one: a call that has left keeps its time for an answer.
    clock: systemClock,
    random: Math.random,
    caches: openDirectoryCaches({ folder: join(folder, 'people'), report: (what, code) => log.warn(what, { code }) }),
    groupNames: (id) => namesInGroups(deps.groups.get(id) ?? []),
    onDirectory: () => undefined,
  });
  open.useBuzzNames((id) => (person) => deps.nameOf(id, idKeysOf(person)));

  const localeOf = (id: WorkspaceId): Locale => served.get(id)?.locale ?? config.locale;
  const zoneOf = (id: WorkspaceId): Zone => served.get(id)?.zone ?? knownZone();
  const ceilingsOf = (id: WorkspaceId): Ceilings => served.get(id)?.ceilings ?? defaultSettings.ceilings;
  const nightOf = (id: WorkspaceId): Settings['nightHours'] => served.get(id)?.nightHours ?? null;
  const askerOf = (id: WorkspaceId) => {
    const locale = localeOf(id);
    return { asker: served.get(id)?.asker ?? ownAsker[locale], locale };
  };

  const news: ProgramNews = { board: createTopic(), ladder: createTopic(), storageFailed: createTopic() };
  const readScopes = async (id: WorkspaceId) => {
    const feishu = open.feishu(id);
    return feishu.ok ? feishu.value.readScopes() : null;
  };
  const scopes = new KnownScopes({ ask: readScopes, appOf: (id) => workspaceOf(id)?.appId ?? id, clock: deps.clock });
  const practiceSince = deps.clock.now();
  const createEngine: Parts['createEngine'] = ({ ledger, clock, store, traces }) =>
    new Engine({
      ledger,
      clock,
      random: Math.random,
      newId,
      hostOf: (id) => open.hostOf(id),
      feishuOf: (id, knownSince, buzz) => {
        if (id === practiceId && knownSince < practiceSince) return failed(problem('practice-restarted'));
        const feishu = open.feishu(id);
        return feishu.ok ? ok(traces.over({ buzz, workspaceId: id }, feishu.value)) : feishu;
      },
      aroundStep: traces.step,
      resolve: (draft, policy, caller) => {
        const directory = open.directory(draft.workspaceId);
        if (!directory.ok) return Promise.resolve(unresolved(draft, directory.problem));
        const { asker, locale } = caller ?? askerOf(draft.workspaceId);
        const known = {
          workspaceName: workspaceOf(draft.workspaceId)?.name ?? '',
          practice: draft.workspaceId === practiceId,
          groups: store.groups(draft.workspaceId),
          directory: directory.value,
          rooms: store.rooms(draft.workspaceId),
          setbacks: ledger.setbacks(draft.workspaceId, clock.now() - setbackLifeMs),
          asker,
          locale,
          asking: defaultSettings.asking,
        };
        return resolveDraft(draft, known, policy).then((resolved) => ({ ...resolved, locale }));
      },
      rooms: new Rooms({
        store,
        onChanged: ({ workspaceId, chatId }) => {
          const directory = open.directory(workspaceId);
          if (directory.ok) directory.value.forget(chatId);
        },
        onStorageFailed: news.storageFailed.tell,
      }),
      // A relay takes wishes from scripts, which name no pictures, so that it keeps no files of them.
      readPicture: async () => null,
      appOf: (id) => (id === practiceId ? `${id} ${practiceSince}` : (workspaceOf(id)?.appId ?? id)),
      onForgotten: () => undefined,
      findPolicy: createFindPolicy({ ladders: () => store.settings().ladders, scopes: readScopes, clock }),
      scopes,
      relay: ownRelay,
      undoMs: () => defaultSettings.undoSeconds * 1000,
      ceilings: ceilingsOf,
      answering: () => defaultSettings,
      nightHours: nightOf,
      zone: zoneOf,
      locale: localeOf,
      onBoard: news.board.tell,
      onLadder: news.ladder.tell,
      onActivity: () => undefined,
      onStorageFailed: news.storageFailed.tell,
    });
  news.board.subscribe((board) => {
    if (board.people.some(({ problem: each }) => each?.code === feishuCode.scopeMissing))
      scopes.doubt(board.workspaceId);
  });

  const ids = [...(practice ? [practiceId] : []), ...served.keys()];
  const workspaces = ids.flatMap((id) => {
    const workspace = workspaceOf(id);
    if (!workspace) return [];
    const { name, appId } = workspace;
    return [{ id, name, appId, baseUrl: baseUrlOf(workspace), practice: id === practiceId }];
  });
  return { open, workspaces, askerOf, zoneOf, news, createEngine };
};
