import { adviceWords } from '../../contract/advice/advice-words';
import { ok } from '../../contract/advice/problem';
import type { Notice, PageWords, Startup } from '../../contract/ipc/startup';
import type { Zone } from '../../contract/local-time';
import type { WorkspaceId } from '../../contract/model/ids';
import type { Locale, Settings } from '../../contract/model/settings';
import type { WorkspaceView } from '../../contract/model/workspace';
import type { Store } from '../../core/ports/store';
import type { Hotkey } from '../hotkeys/window-hotkey';
import type { Broadcast, FirstHandlers } from '../ipc/ipc-host';
import type { Popup } from '../windows/popup';

interface StoreViewDeps {
  store: Pick<Store, 'settings' | 'groups' | 'draft'>;
  locale: () => Locale;
  /** The computer's zone, once it has changed. */
  movedTo: () => Zone | null;
  /** The sentences of the screens in that language. */
  pageWords: () => PageWords;
  askerName: () => string;
  workspaces: () => readonly WorkspaceView[];
  currentWorkspaceId: () => WorkspaceId;
  hotkey: Pick<Hotkey, 'state'>;
}

/** The part of `Startup` that changes with a setting. */
const settingsView = (deps: StoreViewDeps) => ({
  settings: deps.store.settings(),
  locale: deps.locale(),
  zone: deps.movedTo(),
  advice: adviceWords[deps.locale()],
  words: deps.pageWords(),
  hotkey: deps.hotkey.state(),
  askerName: deps.askerName(),
});

/** The part of `Startup` that changes with the current workspace. */
const workspacesView = ({ store, workspaces, currentWorkspaceId }: StoreViewDeps) => {
  const id = currentWorkspaceId();
  return {
    workspaces: workspaces(),
    currentWorkspaceId: id,
    groups: store.groups(id),
    draft: store.draft(id),
    lastGroupId: store.settings().lastGroups[id] ?? null,
  };
};

export interface StartupHandlerDeps extends StoreViewDeps {
  version: string;
  pagePlatform: Startup['platform'];
  notices: () => readonly Notice[];
  popup: Pick<Popup, 'isPinned' | 'isVisible' | 'takeShown'>;
}

/** The popup's first question. The answer comes from the settings alone, so that the first frame waits for nothing else. */
export const startupHandler = (deps: StartupHandlerDeps): FirstHandlers => ({
  getStartup: () =>
    ok({
      version: deps.version,
      platform: deps.pagePlatform,
      ...settingsView(deps),
      ...workspacesView(deps),
      notices: deps.notices(),
      shown: deps.popup.takeShown(),
      pinned: deps.popup.isPinned(),
      seen: deps.popup.isVisible(),
    }),
});

export interface StoreNewsDeps extends StoreViewDeps {
  store: StoreViewDeps['store'] & Pick<Store, 'onSettings' | 'onGroups'>;
  broadcast: Broadcast;
}

/** Settings of which the windows hear in other ways, or not at all. */
const untold: readonly string[] = [
  'currentWorkspaceId',
  'lastRealWorkspaceId',
  'lastGroups',
  'listening',
  'seenDamage',
  'boardWindow',
] satisfies (keyof Settings)[];

/**
 * Tells the windows of every change of settings, workspaces and groups, so that no handler has to.
 *
 * @returns tells the settings although none was written: the hotkey in force is told with them
 */
export const tellStoreNews = (deps: StoreNewsDeps): (() => void) => {
  const { store, broadcast } = deps;
  const tellSettings = () => broadcast('settingsChanged', settingsView(deps));
  store.onSettings((changed) => {
    if (Object.keys(changed).some((key) => !untold.includes(key))) tellSettings();
    // The name of the practice workspace depends on the language.
    if (changed.currentWorkspaceId !== undefined || changed.language !== undefined)
      broadcast('workspacesChanged', workspacesView(deps));
  });
  store.onGroups(() => broadcast('groupsChanged', store.groups(deps.currentWorkspaceId())));
  return tellSettings;
};
