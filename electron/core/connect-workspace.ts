import { type Answer, failed, ok, type Problem, problem } from '../contract/advice/problem';
import type { BotView, CheckPart, CheckView, ConnectForm, SecretChoice } from '../contract/ipc/connect';
import type { Listening } from '../contract/ipc/listening';
import { connectLimits } from '../contract/limits';
import { AppId, WorkspaceId } from '../contract/model/ids';
import type { Locale } from '../contract/model/settings';
import type { Workspace } from '../contract/model/workspace';
import { plainText, tidied } from '../contract/plain-text';
import { baseUrlProblem } from '../contract/rules/base-url-problem';
import type { Directory } from './directory/directory';
import { blamedCheck } from './doctor/check';
import type { Secret, SecretUse } from './feishu/client/call';
import { baseUrlOf, type OpenWorkspaces } from './open-workspaces';
import type { Store } from './ports/store';
import { shorten } from './text/shorten';

export interface ConnectWorkspaceDeps {
  store: Store;
  open: Pick<OpenWorkspaces, 'trial' | 'feishu' | 'directory' | 'forget'>;
  newId: () => string;
  locale: () => Locale;
  /** Listening of a connected workspace. */
  listeningOf: (id: WorkspaceId) => Listening;
  readSecret: (id: WorkspaceId, use: SecretUse) => Promise<Secret>;
  /** The id that an app's workspace had before the settings were lost: its groups and buzzes still go by it. */
  findFormerId: (app: { appId: AppId; secret: string }) => Promise<WorkspaceId | null>;
  saveSecret: (id: WorkspaceId, secret: string, choice: SecretChoice, use: SecretUse) => Answer<void>;
  /** Tells the person of a problem that belongs to no screen: the connect window is gone by then. */
  raise: (problem: Problem) => void;
}

export interface ConnectedWorkspace {
  workspace: Workspace;
  /** null: saved although the bot could not be asked. */
  bot: BotView | null;
}

/** Connecting a workspace, for the connect window and the command line. */
export interface ConnectWorkspace {
  /** Runs one part of the doctor on the filled-in form; saves nothing. */
  check(form: ConnectForm, part: CheckPart): Promise<Answer<readonly CheckView[]>>;
  /**
   * Tests the form, then saves secret and workspace and makes it the current one. When the test fails, nothing is saved.
   *
   * @param anyway saves whatever the test finds, except with wrong credentials: those would only have to be typed again
   */
  connect(form: ConnectForm, choice: SecretChoice, anyway?: boolean): Promise<Answer<ConnectedWorkspace>>;
}

interface Checked {
  workspace: Workspace;
  secret: string;
  /** The person has typed the secret now; false: it is the saved one. */
  typed: boolean;
  /** True for the app that this workspace is connected to. */
  connected: boolean;
}

/** Longest list of names in a notice (characters): more would fill the window. Each of the people is marked in their groups as well. */
const longestNames = 300;

export const createConnectWorkspace = (deps: ConnectWorkspaceDeps): ConnectWorkspace => {
  const { store, open } = deps;
  const savedWorkspace = (id: WorkspaceId | null) =>
    store.workspaces().find((workspace) => workspace.id === id) ?? null;

  const check = async (form: ConnectForm): Promise<Answer<Checked>> => {
    const appId = AppId.safeParse(plainText(form.appId));
    if (!appId.success) return failed(problem('app-id-invalid'));
    const baseUrl = form.brand === 'custom' ? plainText(form.baseUrl) : baseUrlOf({ brand: form.brand, baseUrl: '' });
    const fault = baseUrlProblem(baseUrl);
    if (fault) return failed(fault);
    const { origin } = new URL(baseUrl);
    const saved = savedWorkspace(form.workspaceId);
    // A secret pasted from a console or a chat easily brings a space, a line break or something invisible along.
    const typed = plainText(form.appSecret);
    // A saved secret is sent only where it was sent before, whatever a window asks for.
    const same = saved !== null && saved.appId === appId.data && baseUrlOf(saved) === origin;
    const secret = typed || (same ? await deps.readSecret(saved.id, { origin, appId: saved.appId }) : null);
    if (!secret) return failed(problem('secret-missing'));
    if (typeof secret !== 'string') return failed(secret);
    const former = saved?.id ?? (await deps.findFormerId({ appId: appId.data, secret }));
    const id = former ?? WorkspaceId.parse(`ws_${deps.newId()}`);
    const name = tidied(form.name) || appId.data;
    const workspace = { id, name, brand: form.brand, baseUrl: origin, appId: appId.data };
    return ok({ workspace, secret, typed: typed !== '', connected: same });
  };

  const trial = ({ workspace: { baseUrl, appId }, secret }: Checked) => open.trial({ baseUrl, appId, secret });

  /** Moves the saved people of a workspace to another app, whose ids for them are different. */
  const moveTo = async (id: WorkspaceId, old: Directory): Promise<Answer<void>> => {
    const feishu = open.feishu(id);
    if (!feishu.ok) return feishu;
    const { changeApp } = await import('./directory/who/change-app');
    const moved = await changeApp(id, {
      store,
      feishu: feishu.value,
      knownPerson: (person) => old.knownPerson(person),
    });
    if (!moved.ok) return moved;
    const { resolved, unresolved } = moved.value;
    const [of, between, end] = deps.locale() === 'zh-CN' ? ['：', '、', '；'] : [': ', ', ', '; '];
    const names = unresolved.map(({ group, names }) => `${group}${of}${names.join(between)}`).join(end);
    if (names)
      deps.raise(
        problem('people-not-found-again', { resolved: String(resolved), names: shorten(names, longestNames) }),
      );
    return ok(undefined);
  };

  return {
    check: async (form, part) => {
      const checked = await check(form);
      if (!checked.ok) return checked;
      const { connected, workspace } = checked.value;
      const { brand, appId } = workspace;
      // Loaded with the first use: most people connect once.
      const { checkPart } = await import('./doctor/check-up');
      const { notListening } = await import('./doctor/check-listening');
      const listening = connected ? deps.listeningOf(workspace.id) : notListening;
      const app = { brand, appId, locale: deps.locale(), connected, listening };
      return ok(await checkPart(trial(checked.value), part, app));
    },

    connect: async (form, choice, anyway = false) => {
      const checked = await check(form);
      if (!checked.ok) return checked;
      const asked = await trial(checked.value).readBot();
      if (!asked.ok && (!anyway || blamedCheck(asked.failure) === 'credentials')) return failed(asked.failure.problem);
      const bot: BotView | null = asked.ok ? { name: asked.value.name, status: asked.value.status } : null;
      const { workspace, secret, typed } = checked.value;
      const named = tidied(form.name)
        ? workspace
        : { ...workspace, name: bot?.name.slice(0, connectLimits.name) || workspace.name };
      // The secret first: a workspace without one would be a promise that cannot be kept.
      const kept = typed
        ? deps.saveSecret(named.id, secret, choice, { origin: named.baseUrl, appId: named.appId })
        : ok(undefined);
      if (!kept.ok) return kept;
      const before = savedWorkspace(named.id);
      const old = before && before.appId !== named.appId ? open.directory(named.id) : null;
      if (old?.ok) await old.value.ready();
      const saved = store.saveWorkspace(named);
      if (!saved.ok) return saved;
      open.forget(named.id);
      const moved = old?.ok ? await moveTo(named.id, old.value) : ok(undefined);
      if (!moved.ok) return moved;
      const changed = store.changeSettings({ currentWorkspaceId: named.id });
      return changed.ok ? ok({ workspace: named, bot }) : changed;
    },
  };
};
