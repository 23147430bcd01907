import { chmodSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, beforeEach, expect, it } from 'vitest';
import { loadElectronStore } from '../../../test/support/disk/electron-store';
import { activityRow, buzzId, sent, summary } from '../../../test/support/disk/ledger-rows';
import { openToOthers } from '../../../test/support/disk/modes-of';
import { tempFolder } from '../../../test/support/disk/temp-folder';
import { aPerson } from '../../../test/support/samples';
import { ok } from '../../contract/advice/problem';
import { AppId, WorkspaceId } from '../../contract/model/ids';
import { defaultSettings } from '../../contract/model/settings';
import { claimData } from '../../storage/data-owner';
import { openDirectoryCaches } from '../../storage/directory-caches';
import { openLedger } from '../../storage/ledger/open-ledger';
import { openLog } from '../../storage/log';
import { openData } from '../../storage/open-data';
import { closeFiles } from '../../storage/private/written-list';
import type { StoreClass } from '../../storage/stored-file';
import { writeEndpoint } from '../command-line/protocol/endpoint';
import { exportActivity } from '../files/export-activity';
import { createAutostart } from '../lifecycle/autostart';
import { createDataWork } from './data-work';
import { settleDataHome } from './home';
import { moveData } from './move';

let Store: StoreClass;
let desk: string;
beforeAll(async () => {
  Store = await loadElectronStore();
});
beforeEach(() => {
  desk = tempFolder();
});

const host = (home: string) => ({ setPath: () => undefined, setAppLogsPath: () => undefined, getPath: () => home });
const safeStorage = {
  isEncryptionAvailable: () => true,
  encryptString: (plain: string) => Buffer.from([...plain].reverse().join('')),
  decryptString: (cipher: Buffer) => [...cipher.toString()].reverse().join(''),
  getSelectedStorageBackend: () => 'gnome_libsecret',
};

/** Writes every kind of file that the program writes into its data folder, as the program does. */
const use = async (home: string): Promise<void> => {
  const place = settleDataHome(host(home), {});
  closeFiles(place.home);
  const claimed = claimData(home);
  const data = openData({ folder: home, Store, now: () => 0, safeStorage, platform: 'linux' });
  const id = WorkspaceId.parse('ws_one');
  const appId = AppId.parse('cli_a1ac71ce00000001');
  data.store.changeSettings({ welcomed: true });
  data.vault.save(id, 'a secret of some length', null, { origin: 'https://open.feishu.cn', appId });
  const caches = openDirectoryCaches({ folder: join(home, 'people'), report: () => undefined });
  const cache = caches.open({ id, appId });
  cache.append({ kind: 'found', people: [aPerson('李雷', 'ou_li')] });
  cache.replace([{ kind: 'found', people: [aPerson('韩梅梅', 'ou_han')] }]);
  await caches.settled();
  openLog(join(home, 'logs'), { console: false }).info('started');
  writeEndpoint(home, { protocol: 1, socket: '/nowhere', token: 'x', pid: 1, virtual: false });
  const { ledger } = openLedger(home, 0);
  await ledger.append(buzzId(1), [sent(1)], () => summary(activityRow(buzzId(1), 1)));
  // Looked at while the ledger's log is there.
  expect(openToOthers(home)).toEqual([]);
  ledger.close();
  if (claimed.kind === 'owned') claimed.owner.release();
};

it('writes nothing into its data folder that another user could read', async () => {
  const home = join(desk, 'Feishu Buzz');
  await use(home);
  expect(openToOthers(home)).toEqual([]);
  expect(readdirSync(home)).toEqual(
    expect.arrayContaining(['ledger.db', 'settings.json', 'vault.json', 'people', 'logs']),
  );
});

it('closes what an earlier version left open, the folder first', async () => {
  const home = join(desk, 'Feishu Buzz');
  await use(home);
  chmodSync(home, 0o755);
  for (const name of readdirSync(home, { recursive: true, encoding: 'utf8' })) {
    const path = join(home, name);
    chmodSync(path, statSync(path).isDirectory() ? 0o755 : 0o644);
  }
  expect(openToOthers(home)).toContain('ledger.db 644');
  await use(home);
  expect(openToOthers(home)).toEqual([]);
});

it('closes the folder that the data are moved to, and every file in it', async () => {
  const home = join(desk, 'Feishu Buzz');
  await use(home);
  chmodSync(join(home, 'ledger.db'), 0o644);
  const folder = join(desk, 'moved');
  mkdirSync(folder);
  chmodSync(folder, 0o755);
  expect(moveData({ base: home, home }, folder)).toBeNull();
  expect(openToOthers(folder)).toEqual([]);
  expect(openToOthers(home)).toEqual(['ledger.db 644']);
});

it('closes exports and the login entry, also over a file that others could read', async () => {
  const [all, activity] = ['all.json', 'activity.csv'].map((name) => join(desk, name)) as [string, string];
  for (const path of [all, activity]) {
    writeFileSync(path, 'old');
    chmodSync(path, 0o644);
  }
  const work = createDataWork({
    zone: () => 'Asia/Shanghai',
    engine: { running: 0, armed: [], elsewhere: [], forgetAll: () => undefined },
    store: { settings: () => defaultSettings, workspaces: () => [], groups: () => [] },
    locale: () => 'en-US',
    place: { base: desk, home: desk, missing: null, fixed: true, standing: 'private' },
    saveAs: async () => all,
    pickFolder: async () => null,
    restartAfter: () => undefined,
    now: () => 0,
  });
  expect(await work.exportAll()).toEqual(ok(true));
  const nothing = { list: () => [], board: () => expect.fail('no buzz was listed') };
  const inChina = { locale: 'zh-CN', zone: 'Asia/Shanghai' } as const;
  expect(await exportActivity(nothing, { query: '', outcome: null }, activity, inChina)).toEqual(ok(0));
  createAutostart({
    app: {
      isPackaged: true,
      getAppPath: () => '',
      getLoginItemSettings: () => ({ openAtLogin: false }),
      setLoginItemSettings: () => undefined,
    },
    platform: 'linux',
    env: { XDG_CONFIG_HOME: join(desk, 'config') },
    executable: '/opt/feishu-buzz',
  }).set(true);
  expect(readFileSync(all, 'utf8')).toContain('"version": 1');
  expect(openToOthers(desk)).toEqual([]);
});
