import { join } from 'node:path';
import { app, powerMonitor, powerSaveBlocker } from 'electron';
import { failed, problem } from '../contract/advice/problem';
import type { Board } from '../contract/model/board';
import type { Draft } from '../contract/model/draft';
import type { WorkspaceId } from '../contract/model/ids';
import type { PlannedPerson } from '../contract/model/plan';
import { practiceId } from '../contract/model/workspace';
import { Engine } from '../core/buzz/engine/engine';
import type { LadderNews } from '../core/buzz/ladder/ladder-deps';
import { createFindPolicy } from '../core/buzz/ladder/ladder-plan';
import { createForesee } from '../core/buzz/plan/foresee';
import { resolveDraft } from '../core/buzz/plan/resolve-draft';
import { unresolved } from '../core/buzz/plan/resolved-draft';
import { setbackLifeMs } from '../core/buzz/record/setback';
import { Rooms } from '../core/buzz/send/rooms';
import { idKeysOf } from '../core/directory/who/known-names';
import { KnownScopes } from '../core/doctor/known-scopes';
import { feishuCode } from '../core/feishu/codes';
import type { HeardStore } from '../core/feishu/listen/heard-store';
import type { InboxStore } from '../core/inbox/inbox-store';
import { systemClock } from '../core/ports/clock';
import { createTopic, type Topic } from '../core/topic';
import type { DataHome } from '../desktop/data/home';
import { createForgetOld } from '../desktop/lifecycle/forget-old';
import { createPower } from '../desktop/lifecycle/power';
import { openLedger } from '../storage/ledger/open-ledger';
import { type KeptPictures, openKeptPictures } from '../storage/pictures/kept-pictures';
import type { FeishuPart } from './feishu';
import type { RelayPart } from './relay';
import type { SettingsPart } from './settings';
import type { Shell } from './shell';

export interface EnginePartDeps
  extends Pick<Shell, 'log' | 'broadcast' | 'quitGuard'>,
    Pick<SettingsPart, 'store' | 'newId' | 'locale' | 'zone' | 'askerName' | 'findWorkspace' | 'raise' | 'raiseDamage'>,
    Pick<FeishuPart, 'open' | 'askProxies'>,
    RelayPart {
  place: DataHome;
}

/** The fourth part: the ledger and the engine that sends buzzes. */
export interface EnginePart {
  engine: Engine;
  /** Keeps what Feishu's events tell. */
  heard: HeardStore;
  /** Keeps what people wrote to the bot. */
  inboxStore: InboxStore;
  /** The people of a draft as far as they are known without asking Feishu. */
  foresee: (draft: Draft) => readonly PlannedPerson[];
  /** News of the engine, for the parts that follow it. */
  news: {
    board: Pick<Topic<Board>, 'subscribe'>;
    ladder: Pick<Topic<LadderNews>, 'subscribe'>;
    activity: Pick<Topic<void>, 'subscribe'>;
    /** Old buzzes and messages were deleted. */
    forgotten: Pick<Topic<void>, 'subscribe'>;
  };
  pictures: KeptPictures;
  /** Deletes the files of pictures that no draft and no buzz has any more. */
  sweepPictures(): void;
  /** Takes up the buzzes of an earlier run. Comes last: every part must have subscribed to the news. */
  resume(): void;
}

export const startEngine = (deps: EnginePartDeps): EnginePart => {
  const { store, open, log, locale, zone, raise, broadcast } = deps;
  const { ledger, heard, inbox: inboxStore, problem: ledgerProblem } = openLedger(deps.place.home, Date.now());
  if (ledgerProblem) deps.raiseDamage(ledgerProblem);
  open.useBuzzNames((id) => (person) => ledger.nameOf(id, idKeysOf(person)));

  const practiceSince = Date.now();
  const news = {
    board: createTopic<Board>(),
    ladder: createTopic<LadderNews>(),
    activity: createTopic<void>(),
    forgotten: createTopic<void>(),
  };
  const ceilings = () => store.settings().ceilings;
  const readScopes = async (id: WorkspaceId) => {
    const feishu = open.feishu(id);
    return feishu.ok ? feishu.value.readScopes() : null;
  };
  const scopes = new KnownScopes({
    ask: readScopes,
    appOf: (id) => deps.findWorkspace(id)?.appId ?? id,
    clock: systemClock,
  });
  const pictures = openKeptPictures({
    folder: join(deps.place.home, 'pictures'),
    now: Date.now,
    report: (what, code) => log.warn(what, { code }),
  });
  const neededPictures = () => {
    const drafts = [practiceId, ...store.workspaces().map(({ id }) => id)].map((id) => store.draft(id));
    return new Set([...ledger.pictures(), ...drafts.flatMap((draft) => draft.pictures.map(({ id }) => id))]);
  };
  const sweepPictures = (atOnce = false) => void pictures.sweep(neededPictures(), atOnce);
  const engine = new Engine({
    ledger,
    clock: systemClock,
    random: Math.random,
    newId: deps.newId,
    hostOf: (id) => open.hostOf(id),
    feishuOf: (id, knownSince) =>
      id === practiceId && knownSince < practiceSince ? failed(problem('practice-restarted')) : open.feishu(id),
    resolve: (draft, policy) => {
      const directory = open.directory(draft.workspaceId);
      if (!directory.ok) return Promise.resolve(unresolved(draft, directory.problem));
      const known = {
        workspaceName: deps.findWorkspace(draft.workspaceId)?.name ?? '',
        practice: draft.workspaceId === practiceId,
        groups: store.groups(draft.workspaceId),
        directory: directory.value,
        rooms: store.rooms(draft.workspaceId),
        setbacks: ledger.setbacks(draft.workspaceId, systemClock.now() - setbackLifeMs),
        asker: deps.askerName(),
        locale: locale(),
        asking: store.settings().asking,
      };
      return resolveDraft(draft, known, policy);
    },
    rooms: new Rooms({
      store,
      onChanged: ({ workspaceId, chatId }) => {
        const directory = open.directory(workspaceId);
        if (directory.ok) directory.value.forget(chatId);
      },
      onStorageFailed: raise,
    }),
    readPicture: (id) => pictures.read(id),
    // Practice forgets its keys with each start.
    appOf: (id) => (id === practiceId ? `${id} ${practiceSince}` : (deps.findWorkspace(id)?.appId ?? id)),
    findPolicy: createFindPolicy({
      ladders: () => store.settings().ladders,
      scopes: readScopes,
      clock: systemClock,
    }),
    scopes,
    relay: deps.relay,
    undoMs: () => store.settings().undoSeconds * 1000,
    ceilings,
    answering: () => store.settings(),
    nightHours: () => store.settings().nightHours,
    zone,
    locale,
    onBoard: news.board.tell,
    onLadder: news.ladder.tell,
    onActivity: news.activity.tell,
    onForgotten: () => {
      sweepPictures(true);
      news.forgotten.tell();
    },
    onStorageFailed: raise,
  });

  /** Ladders of which it is not known yet whether the relay has them. */
  const handing = () => engine.elsewhere.filter(({ state }) => state === 'handing-over').length;
  const wake = () => {
    // The computer may have woken up in another place. The log's lines have local times as well.
    zone();
    void deps.askProxies();
    engine.wake();
  };
  const power = createPower({ powerMonitor, powerSaveBlocker, wake });
  const forgetOld = createForgetOld({
    forget: (days) => engine.forget(days),
    keepDays: () => store.settings().keepDays,
    now: Date.now,
    report: (reason) => log.error('forget', reason),
  });
  news.board.subscribe((board) => {
    if (board.people.some(({ problem }) => problem?.code === feishuCode.scopeMissing)) scopes.doubt(board.workspaceId);
    broadcast('boardChanged', board);
  });
  news.activity.subscribe(() => {
    broadcast('activityChanged', undefined);
    power.keepAwake(engine.armed.length + handing() > 0);
    forgetOld();
  });
  store.onSettings(forgetOld);

  app.on('will-quit', () => {
    engine.close();
    ledger.close();
  });
  deps.quitGuard.watch({ armed: () => engine.armed.length, handing, locale });
  // The system shuts down: there is no time for a question.
  powerMonitor.on('shutdown', deps.quitGuard.force);

  return {
    engine,
    heard,
    inboxStore,
    foresee: createForesee({
      ledger,
      directory: (id) => open.directory(id),
      groups: (id) => store.groups(id),
      ceilings,
      zone,
      clock: systemClock,
    }),
    news,
    pictures,
    sweepPictures,
    resume: () => {
      // The page gets its first answers before the ledger is looked through.
      setImmediate(() => {
        forgetOld();
        sweepPictures();
        void engine.resume().then(
          (stopped) => {
            // As they were left, before the relay tells what it has done since: what it did is news.
            for (const { id } of engine.elsewhere) {
              const board = engine.board(id);
              if (board.ok) news.board.tell(board.value);
            }
            if (stopped > 0) raise(problem('data-copied', { count: String(stopped) }));
          },
          (reason: unknown) => log.error('resume', reason),
        );
      });
    },
  };
};
