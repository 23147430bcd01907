import { userInfo } from 'node:os';
import { app, safeStorage } from 'electron';
import ElectronStore from 'electron-store';
import { words as pageWords } from '../renderer/i18n/words';
import { type Problem, problem } from './contract/advice/problem';
import type { Notice, Startup } from './contract/ipc/startup';
import type { Group } from './contract/model/group';
import { GroupId } from './contract/model/ids';
import { practiceId, type Workspace, type WorkspaceView } from './contract/model/workspace';
import type { DataHome } from './desktop/data/home';
import { answerStartup } from './desktop/handlers/startup';
import { createBroadcast, type FirstHandlers } from './desktop/ipc/ipc-host';
import type { Answerable } from './desktop/program';
import { localeFor } from './desktop/words/locale';
import { words } from './desktop/words/words';
import type { practiceGroups } from './practice/company/practice-groups';
import { type OpenPractice, openPractice } from './practice/open-practice';
import type { Shell, ShownShell } from './shell';
import { type OpenedStore, openSettingsStore } from './storage/settings-store';
import { openVault, type Vault } from './storage/vault';

/** What was there before it, and how it was started. */
export interface RememberParts extends Pick<Shell, 'platform' | 'windows' | 'popup' | 'hotkey' | 'theme'> {
  speak: ShownShell['speak'];
  place: DataHome;
  /** By somebody who wants to see nothing (the command line, a login). */
  hidden: boolean;
}

/** What was remembered, and what can be done with that alone. */
export interface Remembered extends Pick<OpenedStore, 'settle'> {
  vault: Vault;
  answerable: Answerable;
  handlers: FirstHandlers;
  pagePlatform: Startup['platform'];
  practice: OpenPractice;
  /** Tells of a problem that belongs to no screen. */
  raise(problem: Problem): void;
  find(id: Workspace['id']): Workspace | null;
  /** Theme, zoom, language and hiding as the settings have them now. */
  follow(): void;
}

// The global one: Node loads its own only with the first use.
const newId = () => Buffer.from(crypto.getRandomValues(new Uint8Array(12))).toString('hex');

/** A sample group as the practice workspace keeps it. */
const asSample = (group: ReturnType<typeof practiceGroups>[number]): Group => ({
  ...group,
  id: GroupId.parse(`grp_${newId()}`),
  workspaceId: practiceId,
});

/** The second part of the composition root: settings, secrets, the hotkey, and the popup's first frame. */
export const remember = async (parts: RememberParts): Promise<Remembered> => {
  const { platform, windows, popup, hotkey, theme, speak, place } = parts;
  const storage = { folder: place.home, Store: ElectronStore, now: Date.now };
  const { store, firstRun, problems, settle } = openSettingsStore(storage);
  const vault = openVault({ ...storage, safeStorage, platform });

  // What could not be done, for the person to know
  const notices: Notice[] = [];
  const tellWindows = createBroadcast(windows);
  const raise = (problem: Problem) => {
    const notice: Notice = { id: newId(), problem };
    notices.push(notice);
    tellWindows('noticeRaised', notice);
  };
  for (const problem of [...problems, vault.problem]) if (problem) raise(problem);
  if (place.missing !== null) raise(problem('data-folder-missing', { folder: place.missing }));

  // Practice Feishu and the workspaces
  const practice = await openPractice();
  const locale = () => localeFor(store.settings().language, app.getPreferredSystemLanguages());
  const practiceWorkspace = (): Workspace => ({
    id: practiceId,
    name: words[locale()].practiceWorkspace,
    brand: 'custom',
    baseUrl: practice.baseUrl,
    appId: practice.appId as Workspace['appId'],
  });
  if (firstRun) {
    const samples = await import('./practice/company/practice-groups');
    store.saveGroups(practiceId, samples.practiceGroups().map(asSample));
  }
  // Whoever has files that were found damaged has been here before.
  if (problems.length > 0) store.changeSettings({ welcomed: true });
  const workspaces = (): readonly WorkspaceView[] => [
    { ...practiceWorkspace(), practice: true, secret: { configured: true, backend: 'session', last4: null } },
    ...store.workspaces().map((each) => ({ ...each, practice: false, secret: vault.view(each.id) })),
  ];

  const follow = () => {
    const { theme: chosen, hideOnBlur, zoom } = store.settings();
    theme.use(chosen);
    popup.setHideOnBlur(hideOnBlur);
    popup.setZoom(zoom);
    speak(locale());
  };
  follow();
  const hotkeyState = hotkey.set(store.settings().hotkey);
  if (hotkeyState.problem) raise(hotkeyState.problem);
  const unwelcomed = !store.settings().welcomed && store.workspaces().length === 0;
  if ((firstRun || unwelcomed) && !parts.hidden) popup.showAtTray();

  const answerable: Answerable = {
    store,
    newId,
    locale,
    pageWords: () => pageWords[locale()],
    askerName: () => store.settings().asker || userInfo().username,
    workspaces,
    currentWorkspaceId: () => store.settings().currentWorkspaceId,
    // A hotkey that works again needs no notice.
    notices: () =>
      notices.filter(({ problem }) => problem.advice !== 'hotkey-taken' || hotkey.state().problem !== null),
    dismissNotice: (id) => void notices.splice(0, notices.length, ...notices.filter((each) => each.id !== id)),
  };
  const pagePlatform = platform === 'darwin' || platform === 'win32' ? platform : 'linux';
  return {
    answerable,
    handlers: answerStartup(answerable, { version: app.getVersion(), platform: pagePlatform, hotkey, popup }),
    pagePlatform,
    vault,
    settle,
    practice,
    raise,
    find: (id) =>
      id === practiceId ? practiceWorkspace() : (store.workspaces().find((workspace) => workspace.id === id) ?? null),
    follow,
  };
};
