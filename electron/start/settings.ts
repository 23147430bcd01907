import { userInfo } from 'node:os';
import { app, safeStorage } from 'electron';
import ElectronStore from 'electron-store';
import { words as pageWords } from '../../renderer/i18n/words';
import { type Problem, problem } from '../contract/advice/problem';
import type { Notice, PageWords, Startup } from '../contract/ipc/startup';
import type { Zone } from '../contract/local-time';
import type { Group } from '../contract/model/group';
import { GroupId, type WorkspaceId } from '../contract/model/ids';
import type { Locale } from '../contract/model/settings';
import { practiceId, type Workspace, type WorkspaceView } from '../contract/model/workspace';
import { isAboutHotkey } from '../contract/rules/hotkey-advice';
import { localeFor } from '../contract/words';
import type { Store } from '../core/ports/store';
import { createTopic, type Topic } from '../core/topic';
import type { DataHome } from '../desktop/data/home';
import { pointerName } from '../desktop/data/our-files';
import { isPointerDamaged } from '../desktop/data/pointer';
import { startupHandler, tellStoreNews } from '../desktop/handlers/startup-handler';
import type { FirstHandlers } from '../desktop/ipc/ipc-host';
import { triedStores } from '../desktop/lifecycle/password-store';
import { createZone } from '../desktop/lifecycle/zone';
import { createNotices, type Notices } from '../desktop/notices/notices';
import { words } from '../desktop/words/words';
import type { practiceGroups } from '../practice/company/practice-groups';
import { type OpenPractice, openPractice } from '../practice/open-practice';
import { openData } from '../storage/open-data';
import { closeFiles } from '../storage/private/written-list';
import type { Vault } from '../storage/vault';
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
  /** The reason why secrets cannot be saved encrypted on this desktop; null: they can. */
  keyringProblem: Vault['keyringProblem'];
  newId: () => string;
  locale: () => Locale;
  /** The computer's zone at this moment. */
  zone: () => Zone;
  /** The same for pages, once it has changed. */
  movedTo: () => Zone | null;
  /** The sentences of the screens in that language. */
  pageWords: () => PageWords;
  /** The name of the person who buzzes, as messages show it. */
  askerName: () => string;
  /** Practice first, then the real ones; secrets as the renderer may see them. */
  workspaces: () => readonly WorkspaceView[];
  findWorkspace: (id: WorkspaceId) => Workspace | null;
  currentWorkspaceId: () => WorkspaceId;
  /** Tells the person of a problem that belongs to no screen. */
  raise: Notices['raise'];
  /** Tells damage of the data, until the person has seen it. */
  raiseDamage: Notices['raiseDamage'];
  notices: () => readonly Notice[];
  damage: Notices['damage'];
  onDamage: Topic<void>['subscribe'];
  dismissNotice: Notices['dismiss'];
  /** The reason not to take practice for the workspace that was meant: there was a real one, and it is gone. null: none. */
  lostWorkspace: () => Problem | null;
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

/** The reason why the data in use may not be the newest. */
const doubtsOf = ({ missing, fixed, base, home }: DataHome): readonly Problem[] => {
  if (missing !== null) return [problem('data-folder-missing', { folder: missing })];
  return !fixed && isPointerDamaged(base) ? [problem('pointer-damaged', { folder: home })] : [];
};

/** The reason why other users of this computer may reach the data. */
const exposureOf = ({ home, standing }: DataHome): readonly Problem[] =>
  standing === 'private' ? [] : [problem(standing === 'open' ? 'data-open' : 'data-foreign', { folder: home })];

export const startSettings = async (deps: SettingsPartDeps): Promise<SettingsPart> => {
  const { platform, broadcast, popup, hotkey, theme, speak, place } = deps;
  const doubts = doubtsOf(place);
  // Files of an earlier version were readable by others.
  closeFiles(place.home);
  const data = openData({
    folder: place.home,
    Store: ElectronStore,
    now: Date.now,
    safeStorage,
    platform,
    tried: () => triedStores(app.commandLine, process.env),
    elsewhere: doubts.length > 0 ? [pointerName] : [],
  });
  const { store, vault, firstRun } = data;

  const damage = createTopic<void>();
  const notices = createNotices({
    newId,
    tell: (notice) => broadcast('noticeRaised', notice),
    seen: data.seenDamage,
    onDamage: damage.tell,
  });
  const { raise } = notices;
  for (const problem of [...doubts, ...data.damage]) notices.raiseDamage(problem);
  for (const problem of exposureOf(place)) raise(problem);

  // The practice workspace and the real ones
  // In tests of the sources people only read, unless a test makes them answer.
  const practice = openPractice({ answering: app.isPackaged || !('practiceOnlyReads' in globalThis) });
  // Tests of the sources reach practice from inside this process; it has no other door, and in the packaged app not this one.
  if (!app.isPackaged) Object.assign(globalThis, { controlPractice: practice.control });
  app.on('will-quit', () => {
    data.settle();
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
  // The first ladder says what it does, in the person's language; one that is there keeps its name, which commands may use.
  if (data.isNew) {
    const ladders = store.settings().ladders.map((ladder) => ({ ...ladder, name: words[locale()].firstLadder }));
    store.changeSettings({ ladders });
  }
  // A person with damaged files has used the program before.
  if (data.damage.some(({ params }) => params.file) && !store.settings().welcomed)
    store.changeSettings({ welcomed: true });

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
  if ((firstRun || unwelcomed || notices.damage().length > 0) && !deps.hidden) popup.showAtTray();

  let movedTo: Zone | null = null;
  const shared = {
    store,
    locale,
    movedTo: () => movedTo,
    pageWords: () => pageWords[locale()],
    askerName: () => store.settings().asker || userInfo().username,
    workspaces: (): readonly WorkspaceView[] => [
      { ...practiceWorkspace(), practice: true, secret: { configured: true, backend: 'session', last4: null } },
      ...store.workspaces().map((each) => ({ ...each, practice: false, secret: vault.view(each.id) })),
    ],
    currentWorkspaceId: () => store.settings().currentWorkspaceId,
    // A hotkey that works again needs no notice.
    notices: () =>
      notices.list().filter(({ problem }) => !isAboutHotkey(problem.advice) || hotkey.state().problem !== null),
    pagePlatform: platform === 'darwin' || platform === 'win32' ? platform : ('linux' as const),
  };
  const tellSettings = tellStoreNews({ ...shared, hotkey, broadcast });
  const changed = (next: Zone) => {
    movedTo = next;
    tellSettings();
  };
  const zone = createZone({ platform, env: process.env, changed });
  app.on('browser-window-focus', zone.look);
  return {
    ...shared,
    zone: zone.now,
    vault,
    keyringProblem: () => vault.keyringProblem(),
    practice,
    newId,
    findWorkspace: (id) =>
      id === practiceId ? practiceWorkspace() : (store.workspaces().find((workspace) => workspace.id === id) ?? null),
    raise,
    raiseDamage: notices.raiseDamage,
    damage: notices.damage,
    onDamage: damage.subscribe,
    dismissNotice: notices.dismiss,
    lostWorkspace: data.lostWorkspace,
    tellSettings,
    handlers: startupHandler({ ...shared, hotkey, popup, version: app.getVersion() }),
  };
};
