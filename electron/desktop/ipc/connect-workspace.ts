import { type Answer, failed, ok, type Problem, problem } from '../../contract/advice/problem';
import type { BotView, CheckPart, CheckView, ConnectForm, SecretChoice } from '../../contract/ipc/connect';
import { connectLimits } from '../../contract/limits';
import { AppId, WorkspaceId } from '../../contract/model/ids';
import { BaseUrl, type Workspace } from '../../contract/model/workspace';
import type { Directory } from '../../core/directory/directory';
import { blamedCheck } from '../../core/doctor/check';
import { baseUrlOf } from '../../core/open-workspaces';
import { type Program, workspaceNews } from '../program';

export interface SecretParts {
  readSecret: (id: WorkspaceId) => Promise<string | null>;
  saveSecret: (id: WorkspaceId, secret: string, choice: SecretChoice) => Answer<void>;
  /** Tells the person what they must learn when the window is gone. */
  raise: (problem: Problem) => void;
}

export interface ConnectedWorkspace {
  workspace: Workspace;
  /** null: saved although the bot could not be asked. */
  bot: BotView | null;
}

/** Connecting, whoever asks for it: the connect window or the command line. */
export interface ConnectWorkspace {
  /** A part of the doctor for what was filled in; keeps nothing. */
  check(form: ConnectForm, part: CheckPart): Promise<Answer<readonly CheckView[]>>;
  /**
   * Tests, then keeps secret and workspace and makes it the current one. Refused, nothing is kept. `anyway`: kept
   * whatever the test finds, except wrong credentials, which would only be typed again.
   */
  connect(form: ConnectForm, choice: SecretChoice, anyway?: boolean): Promise<Answer<ConnectedWorkspace>>;
}

interface Checked {
  workspace: Workspace;
  secret: string;
  /** The secret was typed now, and is not the one that is kept already. */
  typed: boolean;
}

/** A notice of hundreds of names would fill the window; all of them are marked in their groups. */
const shortened = (names: string) => (names.length > 300 ? `${names.slice(0, 299)}…` : names);

export const createConnectWorkspace = (program: Program, parts: SecretParts): ConnectWorkspace => {
  const { store, open } = program;
  const known = (id: WorkspaceId | null) => store.workspaces().find((workspace) => workspace.id === id) ?? null;

  const check = async (form: ConnectForm): Promise<Answer<Checked>> => {
    const appId = AppId.safeParse(form.appId.trim());
    if (!appId.success) return failed(problem('app-id-invalid'));
    const baseUrl = form.brand === 'custom' ? form.baseUrl.trim() : baseUrlOf({ brand: form.brand, baseUrl: '' });
    if (!BaseUrl.safeParse(baseUrl).success) return failed(problem('base-url-invalid'));
    const { origin } = new URL(baseUrl);
    const saved = known(form.workspaceId);
    const id = saved?.id ?? WorkspaceId.parse(`ws_${program.newId()}`);
    // A secret pasted from a console easily brings a space or a line break along.
    const typed = form.appSecret.trim();
    // A saved secret goes where it went before and nowhere else, whatever a window asks for.
    const same = saved !== null && saved.appId === appId.data && baseUrlOf(saved) === origin;
    const secret = typed || (same ? await parts.readSecret(id) : null);
    if (!secret) return failed(problem('secret-missing'));
    const name = form.name.trim() || appId.data;
    const workspace = { id, name, brand: form.brand, baseUrl: origin, appId: appId.data };
    return ok({ workspace, secret, typed: typed !== '' });
  };

  const trial = ({ workspace: { baseUrl, appId }, secret }: Checked) => open.trial({ baseUrl, appId, secret });

  /** The saved people of a workspace that is another app's from now on. */
  const moveTo = async (id: WorkspaceId, old: Directory): Promise<Answer<void>> => {
    const feishu = open.feishu(id);
    if (!feishu.ok) return feishu;
    const { changeApp } = await import('../../core/directory/who/change-app');
    const moved = await changeApp(id, { store, feishu: feishu.value, known: (person) => old.about(person) });
    if (!moved.ok) return moved;
    const { resolved, unresolved } = moved.value;
    const [of, between, end] = program.locale() === 'zh-CN' ? ['：', '、', '；'] : [': ', ', ', '; '];
    const names = unresolved.map(({ group, names }) => `${group}${of}${names.join(between)}`).join(end);
    // The window is gone by the time they must be known.
    if (names) parts.raise(problem('people-not-found-again', { resolved: String(resolved), names: shortened(names) }));
    return ok(undefined);
  };

  return {
    check: async (form, part) => {
      const checked = await check(form);
      if (!checked.ok) return checked;
      const { brand, appId } = checked.value.workspace;
      // Loaded when it is first wanted, which for most people is once.
      const { checkPart } = await import('../../core/doctor/check-up');
      return ok(await checkPart(trial(checked.value), part, { brand, appId, locale: program.locale() }));
    },

    connect: async (form, choice, anyway = false) => {
      const checked = await check(form);
      if (!checked.ok) return checked;
      const asked = await trial(checked.value).readBot();
      if (!asked.ok && (!anyway || blamedCheck(asked.failure) === 'credentials')) return failed(asked.failure.problem);
      const bot: BotView | null = asked.ok ? { name: asked.value.name, status: asked.value.status } : null;
      const { workspace, secret, typed } = checked.value;
      const named = form.name.trim()
        ? workspace
        : { ...workspace, name: bot?.name.slice(0, connectLimits.name) || workspace.name };
      // The secret first: a workspace without one would be a promise that cannot be kept.
      const kept = typed ? parts.saveSecret(named.id, secret, choice) : ok(undefined);
      if (!kept.ok) return kept;
      const before = known(named.id);
      const old = before && before.appId !== named.appId ? open.directory(named.id) : null;
      if (old?.ok) await old.value.ready();
      const saved = store.saveWorkspace(named);
      if (!saved.ok) return saved;
      open.forget(named.id);
      const moved = old?.ok ? await moveTo(named.id, old.value) : ok(undefined);
      if (!moved.ok) return moved;
      const changed = store.changeSettings({ currentWorkspaceId: named.id });
      if (!changed.ok) return changed;
      program.broadcast('workspacesChanged', workspaceNews(program));
      return ok({ workspace: named, bot });
    },
  };
};
