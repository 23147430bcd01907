import { type Answer, ok, type Problem, problem } from '../../contract/advice/problem';
import type { LaunchAtLogin } from '../../contract/ipc/desktop-facts';
import { defaultSettings } from '../../contract/model/settings';
import type { DataWork } from '../data/data-work';
import type { DataHome } from '../data/home';
import type { GroupHotkeys } from '../hotkeys/group-hotkeys';
import type { Handlers } from '../ipc/ipc-host';
import type { Autostart } from '../lifecycle/autostart';
import type { Program } from '../program';
import { type SettingsParts, settingsNews } from './settings';

type Desktop = Pick<
  Handlers,
  | 'testHotkey'
  | 'getDesktop'
  | 'setLaunchAtLogin'
  | 'openDataFolder'
  | 'exportData'
  | 'moveData'
  | 'resetSettings'
  | 'deleteData'
>;

export interface DesktopParts {
  hotkey: SettingsParts['hotkey'];
  groupHotkeys: Pick<GroupHotkeys, 'test'>;
  autostart: Autostart;
  place: DataHome;
  hotkeyLimit: Problem | null;
  openFolder: (path: string) => Promise<string>;
  dataWork: () => Promise<DataWork>;
  onChanged: () => void;
}

/** What Settings ask of the computer: shortcuts of groups, starting at login, and the data as a whole. */
export const answerDesktop = (program: Program, parts: DesktopParts): Desktop => ({
  testHotkey: ({ accelerator, groupId }) =>
    ok(parts.groupHotkeys.test(accelerator, groupId, program.store.settings().hotkey)),

  getDesktop: () =>
    ok({
      launchAtLogin: parts.autostart.state(),
      dataFolder: parts.place.home,
      moveProblem: parts.place.fixed ? problem('move-fixed') : null,
      hotkeyLimit: parts.hotkeyLimit,
    }),
  setLaunchAtLogin: ({ on }): Answer<LaunchAtLogin> => parts.autostart.set(on),
  openDataFolder: async () => {
    await parts.openFolder(parts.place.home);
    return ok(undefined);
  },

  exportData: async () => (await parts.dataWork()).exportAll(),
  moveData: async () => (await parts.dataWork()).move(),
  deleteData: async (input) => (await parts.dataWork()).remove(input),

  resetSettings: () => {
    const { ladders, templates, welcomed, currentWorkspaceId, lastRealWorkspaceId, lastGroups } =
      program.store.settings();
    const kept = { ladders, templates, welcomed, currentWorkspaceId, lastRealWorkspaceId, lastGroups };
    const state = parts.hotkey.set(defaultSettings.hotkey);
    const changed = program.store.changeSettings({ ...defaultSettings, ...kept, hotkey: state.accelerator });
    if (!changed.ok) return changed;
    parts.onChanged();
    program.broadcast('settingsChanged', settingsNews(program, state));
    return changed;
  },
});
