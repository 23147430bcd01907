import { ok, type Problem, problem } from '../../contract/advice/problem';
import { defaultSettings } from '../../contract/model/settings';
import type { Store } from '../../core/ports/store';
import type { DataWork } from '../data/data-work';
import type { DataHome } from '../data/home';
import type { GroupHotkeys } from '../hotkeys/group-hotkeys';
import type { Hotkey } from '../hotkeys/window-hotkey';
import type { Handlers } from '../ipc/ipc-host';
import type { Autostart } from '../lifecycle/autostart';

export interface DesktopHandlersDeps {
  store: Store;
  hotkey: Pick<Hotkey, 'set'>;
  groupHotkeys: Pick<GroupHotkeys, 'test'>;
  /** Why global hotkeys may not work on this desktop. */
  hotkeyLimit: Problem | null;
  /** Finds out which shortcuts may not arrive, and tells what is new. */
  lookAtKeyboard: () => Promise<void>;
  autostart: Autostart;
  place: DataHome;
  openFolder: (path: string) => Promise<string>;
  loadDataWork: () => Promise<DataWork>;
}

type DesktopHandlers = Pick<
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

/** Settings that concern the computer: shortcuts of groups, launch at login, and the data as a whole. */
export const desktopHandlers = (deps: DesktopHandlersDeps): DesktopHandlers => ({
  testHotkey: ({ accelerator, groupId }) =>
    ok(deps.groupHotkeys.test(accelerator, groupId, deps.store.settings().hotkey)),

  getDesktop: () => {
    // Its answer comes as news: the desktop's own settings may take long to read.
    void deps.lookAtKeyboard();
    return ok({
      launchAtLogin: deps.autostart.state(),
      dataFolder: deps.place.home,
      moveProblem: deps.place.fixed ? problem('move-fixed') : null,
      hotkeyLimit: deps.hotkeyLimit,
    });
  },
  setLaunchAtLogin: ({ on }) => deps.autostart.set(on),
  openDataFolder: async () => {
    await deps.openFolder(deps.place.home);
    return ok(undefined);
  },

  exportData: async () => (await deps.loadDataWork()).exportAll(),
  moveData: async () => (await deps.loadDataWork()).move(),
  deleteData: async (input) => (await deps.loadDataWork()).remove(input),

  resetSettings: () => {
    const {
      ladders,
      templates,
      welcomed,
      currentWorkspaceId,
      lastRealWorkspaceId,
      lastGroups,
      listening,
      relay,
      listenOffered,
      seenDamage,
      ...preferences
    } = defaultSettings;
    const { accelerator } = deps.hotkey.set(preferences.hotkey);
    return deps.store.changeSettings({ ...preferences, hotkey: accelerator });
  },
});
