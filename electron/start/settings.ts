import { userInfo } from 'node:os';
import { app, safeStorage } from 'electron';
import ElectronStore from 'electron-store';
import { words as pageWords } from '../../renderer/i18n/words';
import { type Problem, problem } from '../contract/advice/problem';
import type { Notice, PageWords, Startup } from '../contract/ipc/startup';
import type { Group } from '../contract/model/group';
import { GroupId, type WorkspaceId } from '../contract/model/ids';
import type { Locale } from '../contract/model/settings';
import { practiceId, type Workspace, type WorkspaceView } from '../contract/model/workspace';
import { localeFor } from '../contract/words';
import type { Store } from '../core/ports/store';
import type { DataHome } from '../desktop/data/home';
import { startupHandler, tellStoreNews } from '../desktop/handlers/startup-handler';
import type { FirstHandlers } from '../desktop/ipc/ipc-host';
import { words } from '../desktop/words/words';
import type { practiceGroups } from '../practice/company/practice-groups';
import { type OpenPractice, openPractice } from '../practice/open-practice';
import { openSettingsStore } from '../storage/settings-store';
import { openVault, type Vault } from '../storage/vault';
import type { Shell, ShownShell } from './shell';

export interface SettingsPartDeps
  extends Pick<Shell, 'platform' | 'broadcast' | 'popup' | 'hotkey' | 'theme'>,
    Pick<ShownShell, 'speak'> {
  place: DataHome;
  /** The program was started in the background (command line, login): no window may appear. */
  hidden: boolean;
}

/** The second part: settings, secrets, the practice workspace, and the popup's first frame. */
export interface SettingsPart {
  store: Store;
  vault: Vault;
  practice: OpenPractice;
  /** Secrets can be saved encrypted on this desktop. */
  keyring: () => boolean;
  newId: () => string;
  locale: () => Locale;
  /** The sentences of the screens in that language. */
  pageWords: () => PageWords;
  /** The name of the person who buzzes, as messages show it. */
  askerName: () => string;
  /** Practice first, then the real ones; secrets as the renderer may see them. */
  workspaces: () => readonly WorkspaceView[];
  findWorkspace: (id: WorkspaceId) => Workspace | null;
  currentWorkspaceId: () => WorkspaceId;
  /** Tells the person of a problem that belongs to no screen. */
  raise(problem: Problem): void;
  notices: () => readonly Notice[];
  dismissNotice: (id: string) => void;
  pagePlatform: Startup['platform'];
  /** Tells the windows the settings and the hotkey in force, although no setting was written. */
  tellSettings: () => void;
  handlers: FirstHandlers;
}

// The global `crypto`: Node loads its own module only with the first use.
const newId = () => Buffer.from(crypto.getRandomValues(new Uint8Array(12))).toString('hex');

/** A sample group as a group of the practice workspace. */
const sampleGroup = (group: ReturnType<typeof practiceGroups>[number]): Group => ({
  ...group,
  id: GroupId.parse(`grp_${newId()}`),
  workspaceId: practiceId,
});

export const startSettings = async (deps: SettingsPartDeps): Promise<SettingsPart> => {
  const { platform, broadcast, popup, hotkey, theme, speak, place } = deps;
  const storage = { folder: place.home, Store: ElectronStore, now: Date.now };
  const { store, firstRun, problems, settle } = openSettingsStore(storage);
  const vault = openVault({ ...storage, safeStorage, platform });

  // Notices
  const raised: Notice[] = [];
  const raise = (problem: Problem) => {
    const notice: Notice = { id: newId(), problem };
    raised.push(notice);
    broadcast('noticeRaised', notice);
  };
  for (const problem of [...problems, vault.problem]) if (problem) raise(problem);
  if (place.missing !== null) raise(problem('data-folder-missing', { folder: place.missing }));

  // The practice workspace and the real ones
  const practice = await openPractice();
  app.on('will-quit', () => {
    settle();
    void practice.close();
  });
  const locale = () => localeFor(store.settings().language, app.getPreferredSystemLanguages());
  const practiceWorkspace = (): Workspace => ({
    id: practiceId,
    name: words[locale()].practiceWorkspace,
    brand: 'custom',
    baseUrl: practice.baseUrl,
    appId: practice.appId as Workspace['appId'],
  });
  if (firstRun) {
    const samples = await import('../practice/company/practice-groups');
    store.saveGroups(practiceId, samples.practiceGroups().map(sampleGroup));
  }
  // A person with damaged files has used the program before.
  if (problems.length > 0) store.changeSettings({ welcomed: true });

  // Theme, popup and menus follow the settings
  const follow = () => {
    const { theme: chosen, hideOnBlur, zoom } = store.settings();
    theme.use(chosen);
    popup.setHideOnBlur(hideOnBlur);
    popup.setZoom(zoom);
    speak(locale());
  };
  follow();
  store.onSettings(follow);
  const hotkeyState = hotkey.set(store.settings().hotkey);
  if (hotkeyState.problem) raise(hotkeyState.problem);
  const unwelcomed = !store.settings().welcomed && store.workspaces().length === 0;
  if ((firstRun || unwelcomed) && !deps.hidden) popup.showAtTray();

  const shared = {
    store,
    locale,
    pageWords: () => pageWords[locale()],
    askerName: () => store.settings().asker || userInfo().username,
    workspaces: (): readonly WorkspaceView[] => [
      { ...practiceWorkspace(), practice: true, secret: { configured: true, backend: 'session', last4: null } },
      ...store.workspaces().map((each) => ({ ...each, practice: false, secret: vault.view(each.id) })),
    ],
    currentWorkspaceId: () => store.settings().currentWorkspaceId,
    // A hotkey that works again needs no notice.
    notices: () => raised.filter(({ problem }) => problem.advice !== 'hotkey-taken' || hotkey.state().problem !== null),
    pagePlatform: platform === 'darwin' || platform === 'win32' ? platform : ('linux' as const),
  };
  return {
    ...shared,
    vault,
    keyring: () => vault.keyring(),
    practice,
    newId,
    findWorkspace: (id) =>
      id === practiceId ? practiceWorkspace() : (store.workspaces().find((workspace) => workspace.id === id) ?? null),
    raise,
    dismissNotice: (id) => void raised.splice(0, raised.length, ...raised.filter((each) => each.id !== id)),
    tellSettings: tellStoreNews({ ...shared, hotkey, broadcast }),
    handlers: startupHandler({ ...shared, hotkey, popup, version: app.getVersion() }),
  };
};
