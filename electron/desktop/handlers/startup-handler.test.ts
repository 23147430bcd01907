import { expect, it, vi } from 'vitest';
import { fakeGroups, fakeStartup } from '../../../test/support/bridge/fake-world';
import { GroupId, type WorkspaceId } from '../../contract/model/ids';
import { defaultSettings, type Settings } from '../../contract/model/settings';
import { practiceId } from '../../contract/model/workspace';
import { createTopic } from '../../core/topic';
import { tellStoreNews } from './startup-handler';

const setUp = () => {
  const settings = createTopic<Partial<Settings>>();
  const groups = createTopic<WorkspaceId>();
  const broadcast = vi.fn();
  const tellSettings = tellStoreNews({
    store: {
      settings: () => defaultSettings,
      groups: () => fakeGroups,
      draft: () => fakeStartup.draft,
      onSettings: settings.subscribe,
      onGroups: groups.subscribe,
    },
    locale: () => 'zh-CN',
    pageWords: () => fakeStartup.words,
    movedTo: () => null,
    askerName: () => '李雷',
    workspaces: () => fakeStartup.workspaces,
    currentWorkspaceId: () => practiceId,
    hotkey: { state: () => fakeStartup.hotkey },
    broadcast,
  });
  const told = () => broadcast.mock.calls.map(([name]) => name);
  return { settings, groups, broadcast, told, tellSettings };
};

it('tells the windows a changed setting with everything that depends on it', () => {
  const { settings, broadcast } = setUp();
  settings.tell({ theme: 'dark' });
  expect(broadcast).toHaveBeenCalledExactlyOnceWith(
    'settingsChanged',
    expect.objectContaining({ settings: defaultSettings, locale: 'zh-CN', askerName: '李雷' }),
  );
});

it('tells the workspaces when another one is current, and when the language changes the name of practice', () => {
  const { settings, told } = setUp();
  settings.tell({ currentWorkspaceId: practiceId, lastRealWorkspaceId: null });
  expect(told()).toEqual(['workspacesChanged']);
  settings.tell({ language: 'en-US' });
  expect(told().slice(1)).toEqual(['settingsChanged', 'workspacesChanged']);
});

it('keeps to itself what no window shows: the size of board windows, the group used last', () => {
  const { settings, told } = setUp();
  settings.tell({ boardWindow: { width: 400, height: 500 } });
  settings.tell({ lastGroups: { [practiceId]: GroupId.parse('grp_1') } });
  expect(told()).toEqual([]);
});

it('tells the groups of the current workspace when groups were saved', () => {
  const { groups, broadcast } = setUp();
  groups.tell(practiceId);
  expect(broadcast).toHaveBeenCalledExactlyOnceWith('groupsChanged', fakeGroups);
});

it('tells the settings on request, for a hotkey that could not be had', () => {
  const { told, tellSettings } = setUp();
  tellSettings();
  expect(told()).toEqual(['settingsChanged']);
});
