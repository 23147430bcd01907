import { adviceWords } from '../../contract/advice/advice-words';
import { ok, type Problem } from '../../contract/advice/problem';
import type { PageWords, Startup, View } from '../../contract/ipc/startup';
import type { WorkspaceId } from '../../contract/model/ids';
import type { Locale } from '../../contract/model/settings';
import type { WorkspaceView } from '../../contract/model/workspace';
import { personKey } from '../../contract/rules/person-key';
import type { ConnectWorkspace } from '../../core/connect-workspace';
import type { Store } from '../../core/ports/store';
import type { Handlers } from '../ipc/ipc-host';
import type { ConnectWindow } from '../windows/connect-window';

export interface ConnectHandlersDeps {
  store: Pick<Store, 'workspaces' | 'groups' | 'settings'>;
  workspaces: () => readonly WorkspaceView[];
  locale: () => Locale;
  pageWords: () => PageWords;
  pagePlatform: Startup['platform'];
  /** The reason why secrets cannot be saved encrypted; null: they can. */
  keyringProblem: () => Problem | null;
  connectWorkspace: ConnectWorkspace;
  connectWindow: Pick<ConnectWindow, 'workspaceId' | 'view' | 'also' | 'close'>;
  copyText: (text: string) => void;
  popup: { showAtTray(view?: View): void };
}

const savedIn = (store: Pick<Store, 'groups'>, id: WorkspaceId) => {
  const groups = store.groups(id);
  const people = new Set(groups.flatMap((group) => group.members.map(personKey)));
  return { groups: groups.length, people: people.size };
};

/** The connect window: the only window in which a person types a secret. It goes to the vault and never back. */
export const connectHandlers = (
  deps: ConnectHandlersDeps,
): Pick<Handlers, 'getConnect' | 'checkWorkspace' | 'copyScopes' | 'saveWorkspace' | 'closeConnect'> => ({
  getConnect: async () => {
    const { store, connectWindow } = deps;
    const { checkLines } = await import('../../core/doctor/check-view');
    const workspace = store.workspaces().find((each) => each.id === connectWindow.workspaceId()) ?? null;
    const secret = deps.workspaces().find((view) => view.id === workspace?.id)?.secret;
    const locale = deps.locale();
    const keyringProblem = deps.keyringProblem();
    return ok({
      workspace,
      view: workspace && connectWindow.view(),
      also: connectWindow.also(),
      secretConfigured: secret?.configured ?? false,
      saved: workspace ? savedIn(store, workspace.id) : { groups: 0, people: 0 },
      keyring: keyringProblem === null,
      keyringProblem,
      checks: checkLines(locale),
      locale,
      advice: adviceWords[locale],
      words: deps.pageWords(),
      platform: deps.pagePlatform,
      theme: store.settings().theme,
    });
  },

  checkWorkspace: ({ form, part }) => deps.connectWorkspace.check(form, part),

  copyScopes: async () => {
    const { scopesJson } = await import('../../core/doctor/check-scopes');
    return ok(deps.copyText(scopesJson()));
  },

  saveWorkspace: async ({ form, choice, anyway }) => {
    const connected = await deps.connectWorkspace.connect(form, choice, anyway);
    if (!connected.ok) return connected;
    deps.connectWindow.close();
    // The popup made way for the connect window. A new workspace is tried out with a buzz to oneself; one that was only
    // changed goes on where it was.
    deps.popup.showAtTray(form.workspaceId === null ? { screen: 'test-buzz' } : undefined);
    return ok(undefined);
  },

  closeConnect: () => ok(deps.connectWindow.close()),
});
