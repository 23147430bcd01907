import { readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { loadElectronStore } from '../../test/support/disk/electron-store';
import { tempFolder } from '../../test/support/disk/temp-folder';
import { aGroup, aPerson } from '../../test/support/samples';
import { emptyDraft } from '../contract/model/draft';
import type { Group } from '../contract/model/group';
import { AppId, ChatId, GroupId, WorkspaceId } from '../contract/model/ids';
import { defaultSettings } from '../contract/model/settings';
import { practiceId, type Workspace } from '../contract/model/workspace';
import { openSettingsStore } from './settings-store';
import type { StoreClass } from './stored-file';

let folder = '';
let Store: StoreClass;

beforeAll(async () => {
  Store = await loadElectronStore();
});
beforeEach(() => {
  folder = tempFolder();
});

const open = () => openSettingsStore({ folder, Store, now: () => 0 });
const put = (name: string, data: unknown) =>
  writeFileSync(join(folder, `${name}.json`), JSON.stringify({ version: 1, data }));

const real = WorkspaceId.parse('ws_real');
const workspace: Workspace = {
  id: real,
  name: '支付',
  brand: 'feishu',
  baseUrl: 'https://open.feishu.cn',
  appId: AppId.parse('cli_a1'),
};
const group = (id: string, workspaceId = practiceId): Group =>
  aGroup([aPerson('单小雨', 'ou_1')], { id: GroupId.parse(id), workspaceId });

describe('the settings store', () => {
  it('starts with defaults and knows that it is the first run', () => {
    const { store, firstRun, problems } = open();
    expect(store.settings()).toEqual(defaultSettings);
    expect(store.draft(practiceId)).toEqual(emptyDraft(practiceId));
    expect(firstRun).toBe(true);
    expect(problems).toEqual([]);
  });

  it('tells of settings and groups once they are written, but not of refused writes', () => {
    const { store } = open();
    const told: unknown[] = [];
    store.onSettings((changed) => told.push(changed));
    store.onGroups((id) => told.push(id));
    store.changeSettings({ theme: 'dark' });
    store.changeSettings({ currentWorkspaceId: real });
    store.saveGroups(practiceId, [group('grp_1')]);
    store.keepDraft(emptyDraft(practiceId));
    expect(told).toEqual([{ theme: 'dark' }, { currentWorkspaceId: real, lastRealWorkspaceId: real }, practiceId]);
    rmSync(folder, { recursive: true });
    writeFileSync(folder, 'a file where the folder was');
    expect(store.changeSettings({ theme: 'light' }).ok).toBe(false);
    expect(told).toHaveLength(3);
  });

  it('remembers everything over a restart', () => {
    const { store } = open();
    store.changeSettings({ theme: 'dark' });
    store.saveWorkspace(workspace);
    store.saveWorkspace({ ...workspace, name: '支付二组' });
    store.saveGroups(practiceId, [group('grp_2'), group('grp_1')]);
    store.saveGroups(real, [group('grp_3', real)]);
    store.keepDraft({ ...emptyDraft(practiceId), text: '告' });
    store.keepDraft({ ...emptyDraft(practiceId), text: '告警' });
    const again = open();
    expect(again.firstRun).toBe(false);
    expect(again.problems).toEqual([]);
    expect(again.store.settings()).toEqual({ ...defaultSettings, theme: 'dark' });
    expect(again.store.workspaces()).toEqual([{ ...workspace, name: '支付二组' }]);
    expect(again.store.groups(practiceId).map(({ id }) => id)).toEqual(['grp_2', 'grp_1']);
    expect(again.store.groups(real).map(({ id }) => id)).toEqual(['grp_3']);
    expect(again.store.draft(practiceId).text).toBe('告警');
  });

  it('remembers one room for each group or set of people, of each workspace', () => {
    const { store } = open();
    const room = { workspaceId: real, key: 'grp_1', chatId: ChatId.parse('oc_1'), name: '加急 · 值班组' };
    store.saveRoom(room);
    store.saveRoom({ ...room, workspaceId: practiceId });
    store.saveRoom({ ...room, chatId: ChatId.parse('oc_2') });
    const again = open().store;
    expect(again.rooms(real)).toEqual([{ ...room, chatId: 'oc_2' }]);
    expect(again.rooms(practiceId)).toHaveLength(1);
    again.removeWorkspace(real);
    expect(open().store.rooms(real)).toEqual([]);
    expect(open().store.rooms(practiceId)).toHaveLength(1);
  });

  it('keeps recent recipients by workspace, as long as the workspace exists', () => {
    const { store } = open();
    store.saveRecent(real, [{ key: 'ou_old', at: 1 }]);
    store.saveRecent(practiceId, [{ key: 'grp_1', at: 2 }]);
    store.saveRecent(real, [
      { key: 'ou_li', at: 3 },
      { key: 'ou_old', at: 1 },
    ]);
    const again = open().store;
    expect(again.recent(real).map(({ key }) => key)).toEqual(['ou_li', 'ou_old']);
    again.removeWorkspace(real);
    expect(open().store.recent(real)).toEqual([]);
    expect(open().store.recent(practiceId)).toEqual([{ key: 'grp_1', at: 2 }]);
  });

  it('removes a workspace with its groups and draft, and goes back to practice', () => {
    const { store } = open();
    store.saveWorkspace(workspace);
    store.changeSettings({ currentWorkspaceId: real });
    store.saveGroups(practiceId, [group('grp_1')]);
    store.saveGroups(real, [group('grp_2', real)]);
    store.keepDraft({ ...emptyDraft(real), text: 'x' });
    expect(store.removeWorkspace(real).ok).toBe(true);
    const again = open().store;
    expect(again.workspaces()).toEqual([]);
    expect(again.settings().currentWorkspaceId).toBe(practiceId);
    expect(again.groups(real)).toEqual([]);
    expect(again.groups(practiceId)).toHaveLength(1);
    expect(again.draft(real)).toEqual(emptyDraft(real));
  });

  it('does not lose settings and drafts to a damaged groups file', () => {
    const { store } = open();
    store.changeSettings({ asker: '李雷' });
    writeFileSync(join(folder, 'groups.json'), '{"version":1,"data":[');
    const again = open();
    expect(again.store.settings().asker).toBe('李雷');
    expect(again.problems).toMatchObject([{ advice: 'groups-damaged' }]);
    expect(readdirSync(folder)).toContain(again.problems[0]?.params.file);
  });

  it('tells what was lost with each file, and what a newer version wrote', () => {
    const names = ['settings', 'groups', 'drafts', 'rooms', 'recent'];
    for (const name of names) writeFileSync(join(folder, `${name}.json`), '');
    expect(open().problems.map(({ advice }) => advice)).toEqual(names.map((name) => `${name}-damaged`));
    for (const name of names) writeFileSync(join(folder, `${name}.json`), '{"version":2,"data":{}}');
    expect(open().problems.map(({ advice }) => advice)).toEqual(names.map(() => 'data-newer'));
  });

  it('remembers which workspace was used last when others are removed, and that there was one when all are', () => {
    const { store } = open();
    const other = { ...workspace, id: WorkspaceId.parse('ws_other') };
    for (const each of [other, workspace]) {
      store.saveWorkspace(each);
      store.changeSettings({ currentWorkspaceId: each.id });
    }
    store.removeWorkspace(real);
    expect(open().store.settings()).toMatchObject({
      currentWorkspaceId: practiceId,
      lastRealWorkspaceId: other.id,
    });
    store.removeWorkspace(other.id);
    expect(open().store.settings().lastRealWorkspaceId).toBe(other.id);
  });

  it('takes an address that was written into the file with a path for what it is, and no other wrong one', () => {
    const written = (baseUrl: string) => {
      put('settings', { settings: {}, workspaces: [{ ...workspace, brand: 'custom', baseUrl }] });
      return open().store.workspaces()[0]?.baseUrl;
    };
    expect(written('https://gw.example.cn/open-apis/')).toBe('https://gw.example.cn');
    expect(written('https://me:pass@gw.example.cn')).toBeUndefined();
    expect(written('http://gw.example.cn')).toBeUndefined();
  });

  it('leaves out one bad group and keeps the others', () => {
    put('groups', [group('grp_1'), { ...group('grp_2'), icon: 'emoji' }, group('grp_3')]);
    const { store, problems } = open();
    expect(store.groups(practiceId).map(({ id }) => id)).toEqual(['grp_1', 'grp_3']);
    expect(problems).toMatchObject([{ advice: 'settings-salvaged', params: { count: '1' } }]);
  });

  it('falls back for one bad setting, takes a default for a missing one, and keeps the others', () => {
    put('settings', { settings: { theme: 'dark', hotkey: 7, language: 'en-US' }, workspaces: [] });
    const { store, problems } = open();
    expect(store.settings()).toEqual({ ...defaultSettings, theme: 'dark', language: 'en-US' });
    expect(problems).toMatchObject([{ advice: 'settings-salvaged', params: { count: '1' } }]);
  });

  it('reads ladders, groups and drafts of 0.1, which waited for reading and asked for no answer', () => {
    const steps = [{ afterMinutes: 3, channel: 'phone' }];
    const repeat = { times: 0, everyMinutes: 10 };
    const old = { id: 'ldr_old', name: '夜间', steps, repeat, graceMinutes: 10, withoutReceipts: 'hold-paid' };
    put('settings', { settings: { ladders: [old] }, workspaces: [] });
    put('groups', [group('grp_1')]);
    const { ask: _, ...draft } = emptyDraft(practiceId);
    put('drafts', [{ ...draft, text: '告警' }]);
    const { store, problems } = open();
    expect(problems).toEqual([]);
    expect(store.settings().ladders).toEqual([
      { ...old, until: 'read', enough: 'everyone', inTurn: null, climbs: 'here' },
    ]);
    // The one that comes with the app rings phones, so it waits for answers.
    expect(defaultSettings.ladders).toMatchObject([{ until: 'acknowledged' }]);
    expect(store.groups(practiceId)).toHaveLength(1);
    expect(store.draft(practiceId)).toEqual({ ...emptyDraft(practiceId), text: '告警' });
  });

  it.each([
    ['pins a reminder instead of a phone call', { steps: [{ afterMinutes: 3, channel: 'phone', reminder: true }] }],
    [
      'pins two reminders',
      {
        steps: [
          { afterMinutes: 3, channel: 'app', reminder: true },
          { afterMinutes: 5, channel: 'app', reminder: true },
        ],
      },
    ],
    ['reminds a backup group', { steps: [{ afterMinutes: 3, channel: 'app', reminder: true, backup: 'grp_1' }] }],
    ['calls no one', { steps: [] }],
    ['calls in turn, but waits for everyone', { inTurn: { minutes: 9 }, enough: 'everyone' }],
    ['calls in turn beyond the end of a turn', { inTurn: { minutes: 5 }, enough: 'one' }],
    [
      'calls a backup between the steps of a turn',
      {
        inTurn: { minutes: 9 },
        enough: 'one',
        steps: [
          { afterMinutes: 3, channel: 'app', backup: 'grp_1' },
          { afterMinutes: 8, channel: 'phone' },
        ],
      },
    ],
  ])('leaves out a ladder that %s, which the engine would carry out as something else', (_what, change) => {
    const [ladder] = defaultSettings.ladders;
    put('settings', { settings: { ladders: [{ ...ladder, ...change }] }, workspaces: [] });
    const { store, problems } = open();
    expect(store.settings().ladders).toEqual(defaultSettings.ladders);
    expect(problems).toMatchObject([{ advice: 'settings-salvaged' }]);
  });

  it('goes to practice when the current workspace does not exist', () => {
    put('settings', { settings: { ...defaultSettings, currentWorkspaceId: real }, workspaces: [] });
    const { store, problems } = open();
    expect(store.settings().currentWorkspaceId).toBe(practiceId);
    // Removing a workspace leads elsewhere, so this one was lost.
    expect(problems).toMatchObject([{ advice: 'settings-salvaged' }]);
  });
});
