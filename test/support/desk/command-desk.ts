import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { failed, ok, problem } from '../../../electron/contract/advice/problem';
import type { Board } from '../../../electron/contract/model/board';
import type { Locale } from '../../../electron/contract/model/settings';
import { practiceId, type Workspace, type WorkspaceView } from '../../../electron/contract/model/workspace';
import { Engine } from '../../../electron/core/buzz/engine/engine';
import { noRelay } from '../../../electron/core/buzz/hand-over/relay-link';
import { createFindPolicy } from '../../../electron/core/buzz/ladder/ladder-plan';
import { resolveDraft } from '../../../electron/core/buzz/plan/resolve-draft';
import { unresolved } from '../../../electron/core/buzz/plan/resolved-draft';
import { Rooms } from '../../../electron/core/buzz/send/rooms';
import { createConnectByScan, type ScanEnd } from '../../../electron/core/connect-by-scan';
import { type ConnectWorkspace, createConnectWorkspace } from '../../../electron/core/connect-workspace';
import { idKeysOf, namesInGroups } from '../../../electron/core/directory/who/known-names';
import type { SecretUse } from '../../../electron/core/feishu/client/call';
import { Inbox } from '../../../electron/core/inbox/inbox';
import { OpenWorkspaces } from '../../../electron/core/open-workspaces';
import { pictureFacts } from '../../../electron/core/pictures/picture-facts';
import { systemClock } from '../../../electron/core/ports/clock';
import { createBoardNews } from '../../../electron/desktop/command-line/app/board-news';
import type { CommandDeps } from '../../../electron/desktop/command-line/app/commands/context';
import { createCommandRunner } from '../../../electron/desktop/command-line/app/commands/run-command';
import type { Command, CommandOf } from '../../../electron/desktop/command-line/protocol/command';
import { askRelay } from '../../../electron/desktop/hand-over/ask-relay';
import { createRelayBook } from '../../../electron/desktop/hand-over/relay-book';
import { createRelayCalls } from '../../../electron/desktop/hand-over/relay-calls';
import { createListenTo } from '../../../electron/desktop/listening/listen-to';
import { createListeningBook } from '../../../electron/desktop/listening/listening-book';
import { createNodeSocket } from '../../../electron/desktop/listening/node-socket';
import { createNotices, type Notices } from '../../../electron/desktop/notices/notices';
import type { Practice } from '../../../electron/practice/start-practice';
import { openDirectoryCaches } from '../../../electron/storage/directory-caches';
import { openLedger } from '../../../electron/storage/ledger/open-ledger';
import { openData } from '../../../electron/storage/open-data';
import { openKeptPictures } from '../../../electron/storage/pictures/kept-pictures';
import type { StoreClass } from '../../../electron/storage/stored-file';
import { tempFolder } from '../disk/temp-folder';
import { freeSeats } from '../feishu/connected-client';

/** Result of a command, as the person who typed it sees it. */
export interface Ran {
  exit: number;
  stdout: string;
  /** Progress and problems on stderr. */
  stderr: string;
  file: string | null;
}

export interface CommandDesk {
  run(
    command: Command,
    options?: { json?: boolean; workspace?: string; onTold?: (text: string) => void; signal?: AbortSignal },
  ): Promise<Ran>;
  program: CommandDeps['program'];
  /** The whole engine, of which commands use a part. */
  engine: Engine;
  /** The whole inbox. */
  inbox: Inbox;
  /** Requests of the connect window to the same desk. */
  connect: ConnectWorkspace;
  notices: Notices;
  /** Ends of the scans that went on after their client was gone. */
  left: readonly ScanEnd[];
  folder: string;
  /** Ends the program; its data folder stays until the end of the test. */
  quit(): Promise<void>;
}

/** A message as the client sends it: one in-app buzz each. */
export const sendOf = (change: Partial<CommandOf<'send'>>): CommandOf<'send'> => ({
  kind: 'send',
  to: [],
  text: `Test ${change.to}`,
  via: 'app',
  mode: 'direct',
  chat: null,
  ladder: null,
  yes: false,
  wait: null,
  ...change,
});

/** An import as the client sends it. */
export const importOf = (
  content: string,
  change: Partial<CommandOf<'groups-import'>> = {},
): CommandOf<'groups-import'> => ({
  kind: 'groups-import',
  name: 'groups.csv',
  bytes: Buffer.from(content).toString('base64'),
  encoding: null,
  yes: false,
  ...change,
});

/**
 * The app side of the command line over real files, a real vault, a real ledger and real HTTP, but without the socket and
 * Electron. `practice` stands in for the workspace inside the app; `folder` is a data folder of an earlier desk.
 */
export const openCommandDesk = (parts: {
  Store: StoreClass;
  practice: Practice;
  keyring: boolean;
  folder?: string;
}): CommandDesk => {
  const { practice } = parts;
  const folder = parts.folder ?? tempFolder();
  const { store, vault, damage, seenDamage, lostWorkspace } = openData({
    folder,
    Store: parts.Store,
    now: Date.now,
    platform: 'linux',
    safeStorage: {
      isEncryptionAvailable: () => parts.keyring,
      encryptString: (plain) => Buffer.from([...plain].reverse().join('')),
      decryptString: (cipher) => [...cipher.toString()].reverse().join(''),
      getSelectedStorageBackend: () => (parts.keyring ? 'gnome_libsecret' : 'basic_text'),
    },
  });
  const { ledger, heard, inbox: inboxStore, problem: ledgerProblem } = openLedger(folder, Date.now());
  // Not counted: a later desk of the same folder finds ids of the earlier one.
  const newId = () => randomBytes(12).toString('hex');
  const notices = createNotices({ newId, tell: () => undefined, seen: seenDamage, onDamage: () => undefined });
  for (const problem of [...damage, ...(ledgerProblem ? [ledgerProblem] : [])]) notices.raiseDamage(problem);

  const own: Workspace = {
    id: practiceId,
    name: 'Practice workspace',
    brand: 'custom',
    baseUrl: practice.baseUrl,
    appId: practice.appId as Workspace['appId'],
  };
  const workspaces = (): readonly WorkspaceView[] => [
    { ...own, practice: true, secret: { configured: true, backend: 'session', last4: null } },
    ...store.workspaces().map((each) => ({ ...each, practice: false, secret: vault.view(each.id) })),
  ];
  const readSecret = async (id: Workspace['id'], use: SecretUse) => {
    if (id === practiceId) return practice.appSecret;
    const secret = vault.read(id, use);
    return secret.ok ? secret.value : secret.problem;
  };
  const caches = openDirectoryCaches({ folder: join(folder, 'people'), report: () => undefined });
  const open = new OpenWorkspaces({
    find: (id) => workspaces().find((each) => each.id === id) ?? null,
    secret: readSecret,
    network: () => ({ fetch, paidFetch: freeSeats(fetch) }),
    clock: systemClock,
    random: Math.random,
    caches,
    groupNames: (id) => namesInGroups(store.groups(id)),
    onDirectory: () => undefined,
  });
  open.useBuzzNames((id) => (person) => ledger.nameOf(id, idKeysOf(person)));
  const locale = (): Locale => 'en-US';
  const boards = createBoardNews();
  const pictures = openKeptPictures({ folder: join(folder, 'pictures'), now: Date.now, report: () => undefined });
  const engine = new Engine({
    ledger,
    clock: systemClock,
    random: Math.random,
    newId,
    hostOf: (id) => open.hostOf(id),
    feishuOf: (id) => open.feishu(id),
    resolve: (draft) => {
      const directory = open.directory(draft.workspaceId);
      if (!directory.ok) return Promise.resolve(unresolved(draft, directory.problem));
      return resolveDraft(draft, {
        workspaceName: workspaces().find(({ id }) => id === draft.workspaceId)?.name ?? '',
        practice: draft.workspaceId === practiceId,
        groups: store.groups(draft.workspaceId),
        directory: directory.value,
        rooms: store.rooms(draft.workspaceId),
        setbacks: [],
        asker: '李雷',
        locale: locale(),
        asking: store.settings().asking,
      });
    },
    rooms: new Rooms({ store, onChanged: () => undefined, onStorageFailed: notices.raise }),
    readPicture: (id) => pictures.read(id),
    appOf: (id) => workspaces().find((each) => each.id === id)?.appId ?? id,
    onForgotten: () => undefined,
    findPolicy: createFindPolicy({
      ladders: () => store.settings().ladders,
      scopes: async () => null,
      clock: systemClock,
    }),
    relay: noRelay,
    scopes: { of: () => null, look: async () => undefined, allows: async () => false },
    undoMs: () => 0,
    ceilings: () => store.settings().ceilings,
    answering: () => store.settings(),
    nightHours: () => store.settings().nightHours,
    zone: () => 'Asia/Shanghai',
    locale,
    onBoard: (board: Board) => boards.tell(board),
    onLadder: () => undefined,
    onActivity: () => undefined,
    onStorageFailed: notices.raise,
  });
  const inbox = new Inbox({
    store: inboxStore,
    open,
    engine,
    clock: systemClock,
    random: Math.random,
    newId,
    askerName: () => '李雷',
    locale,
    onChanged: () => undefined,
    onArrived: () => undefined,
  });
  const program = {
    engine,
    acts: engine,
    inbox,
    store,
    open,
    takePicture: async (path: string) => {
      const kept = await pictures.keep(readFileSync(path));
      const facts = pictureFacts(readFileSync(path));
      if (!kept.ok || !facts) return failed(problem('picture-kind'));
      return ok({ id: kept.value, ...facts, bytes: readFileSync(path).byteLength });
    },
    newId,
    locale,
    zone: () => 'Asia/Shanghai',
    workspaces,
    currentWorkspaceId: () => store.settings().currentWorkspaceId,
    damage: notices.damage,
    lostWorkspace,
  };
  const connect = createConnectWorkspace({
    ...program,
    readSecret,
    findFormerId: async ({ appId, secret }) => {
      const others = new Set([practiceId, ...store.workspaces().map(({ id }) => id)]);
      return vault.findId(secret, others) ?? caches.findId(appId, others);
    },
    listeningOf: (id) => listening.of(id),
    saveSecret: vault.save,
    raise: notices.raise,
  });
  const left: ScanEnd[] = [];
  const scan = createConnectByScan({ store, open, connect, clock: systemClock, onLeft: (end) => left.push(end) });
  const listening = createListeningBook({
    store,
    findWorkspace: (id) => workspaces().find((each) => each.id === id) ?? null,
    engine,
    listen: createListenTo({
      heard,
      open,
      engine,
      inbox,
      readSecret,
      network: () => ({ fetch, openSocket: createNodeSocket(async () => null) }),
      isOnline: () => true,
      networkMark: () => '',
      clock: systemClock,
      random: Math.random,
      report: (reason) => {
        throw reason;
      },
    }),
    clock: systemClock,
    report: (reason) => {
      throw reason;
    },
  });
  const relay = createRelayBook({
    store,
    vault,
    callsTo: async (address, token) => createRelayCalls({ address, token, locale: locale(), fetch }),
    ask: askRelay,
    now: Date.now,
  });
  const runner = createCommandRunner({
    relay,
    program,
    boards,
    listening,
    popup: { showAtTray: () => undefined, toggleAtTray: () => undefined, showQuick: () => undefined },
    connect,
    scan,
    clock: systemClock,
    keyringProblem: vault.keyringProblem,
    openLink: () => undefined,
    quitHindrance: () => null,
  });
  let ended = false;
  const quit = async (): Promise<void> => {
    if (ended) return;
    ended = true;
    listening.close();
    engine.close();
    ledger.close();
    // A reading that goes on would make a removed folder anew.
    for (const { id } of workspaces()) open.forget(id);
    await caches.settled();
  };
  if (parts.folder === undefined) onTestFinished(quit);
  return {
    program,
    engine,
    inbox,
    connect,
    notices,
    left,
    folder,
    run: async (command, { json = true, workspace, onTold, signal = new AbortController().signal } = {}) => {
      const told: string[] = [];
      const end = await runner(
        { proof: '', locale: 'en-US', json, workspace: workspace ?? null, command },
        (text) => {
          told.push(text);
          onTold?.(text);
        },
        signal,
      );
      return { ...end, stderr: [...told, end.stderr].join('\n') };
    },
    quit,
  };
};
