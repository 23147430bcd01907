import { join } from 'node:path';
import type { Locale } from '../../../electron/contract/model/settings';
import { practiceId, type Workspace, type WorkspaceView } from '../../../electron/contract/model/workspace';
import { type ConnectWorkspace, createConnectWorkspace } from '../../../electron/core/connect-workspace';
import { OpenWorkspaces } from '../../../electron/core/open-workspaces';
import { systemClock } from '../../../electron/core/ports/clock';
import type { CommandDeps } from '../../../electron/desktop/command-line/app/commands/context';
import { createCommandRunner } from '../../../electron/desktop/command-line/app/commands/run-command';
import type { Command } from '../../../electron/desktop/command-line/protocol/command';
import { protocolVersion } from '../../../electron/desktop/command-line/protocol/reply';
import type { Practice } from '../../../electron/practice/start-practice';
import { openDirectoryCaches } from '../../../electron/storage/directory-caches';
import { openSettingsStore } from '../../../electron/storage/settings-store';
import type { StoreClass } from '../../../electron/storage/stored-file';
import { openVault } from '../../../electron/storage/vault';
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
  run(command: Command, options?: { json?: boolean; workspace?: string }): Promise<Ran>;
  program: CommandDeps['program'];
  /** Requests of the connect window to the same desk. */
  connect: ConnectWorkspace;
  folder: string;
}

const unused = (): never => {
  throw new Error('not a part of this desk');
};

/**
 * Commands without an engine (connect, doctor, groups) over real files, a real vault and real HTTP, but without the socket
 * and Electron. `practice` stands in for the workspace inside the app.
 */
export const openCommandDesk = (parts: { Store: StoreClass; practice: Practice; keyring: boolean }): CommandDesk => {
  const { practice } = parts;
  const folder = tempFolder();
  const storage = { folder, Store: parts.Store, now: Date.now };
  const { store } = openSettingsStore(storage);
  const vault = openVault({
    ...storage,
    platform: 'linux',
    safeStorage: {
      isEncryptionAvailable: () => parts.keyring,
      encryptString: (plain) => Buffer.from([...plain].reverse().join('')),
      decryptString: (cipher) => [...cipher.toString()].reverse().join(''),
      getSelectedStorageBackend: () => (parts.keyring ? 'gnome_libsecret' : 'basic_text'),
    },
  });
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
  const readSecret = async (id: Workspace['id']) => {
    if (id === practiceId) return practice.appSecret;
    const secret = vault.read(id);
    return secret.ok ? secret.value : null;
  };
  const open = new OpenWorkspaces({
    find: (id) => workspaces().find((each) => each.id === id) ?? null,
    secret: readSecret,
    fetch,
    paidFetch: freeSeats(fetch),
    clock: systemClock,
    random: Math.random,
    caches: openDirectoryCaches({ folder: join(folder, 'people'), report: () => undefined }),
    onDirectory: () => undefined,
  });
  let ids = 0;
  const program = {
    engine: {
      plan: unused,
      confirm: unused,
      board: unused,
      list: unused,
      stop: unused,
      recall: unused,
      askReceipts: unused,
    },
    store,
    open,
    newId: () => `test${++ids}`,
    locale: (): Locale => 'en-US',
    workspaces,
    currentWorkspaceId: () => store.settings().currentWorkspaceId,
  };
  const connect = createConnectWorkspace({
    ...program,
    readSecret,
    saveSecret: vault.save,
    raise: () => undefined,
  });
  const runner = createCommandRunner({
    program,
    boards: { tell: unused, until: unused },
    popup: { showAtTray: unused, toggleAtTray: unused, showQuick: unused },
    connect,
    clock: systemClock,
    keyring: () => vault.keyring(),
    quitHindrance: () => null,
  });
  return {
    program,
    connect,
    folder,
    run: async (command, { json = true, workspace } = {}) => {
      const told: string[] = [];
      const end = await runner(
        { version: protocolVersion, token: '', locale: 'en-US', json, workspace: workspace ?? null, command },
        (text) => void told.push(text),
        new AbortController().signal,
      );
      return { ...end, stderr: [...told, end.stderr].join('\n') };
    },
  };
};
