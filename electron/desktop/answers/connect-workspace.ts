import type { BotView, ConnectForm, SecretChoice } from '../../contract/connect';
import { AppId, WorkspaceId } from '../../contract/ids';
import { type Answer, failed, ok, problem } from '../../contract/problem';
import { BaseUrl, type Workspace } from '../../contract/workspace';
import { baseUrlOf } from '../../core/open-workspaces';
import { type Program, workspaceNews } from './program';

export interface SecretParts {
  readSecret: (id: WorkspaceId) => Promise<string | null>;
  saveSecret: (id: WorkspaceId, secret: string, choice: SecretChoice) => Answer<void>;
}

export interface ConnectedWorkspace {
  workspace: Workspace;
  bot: BotView;
}

/** Connecting, whoever asks for it: the connect window or the command line. */
export interface ConnectWorkspace {
  /** Fetches a token and asks who the bot is; keeps nothing. */
  test(form: ConnectForm): Promise<Answer<BotView>>;
  /** Tests, then keeps secret and workspace and makes it the current one. Refused, nothing is kept. */
  connect(form: ConnectForm, choice: SecretChoice): Promise<Answer<ConnectedWorkspace>>;
}

interface Checked {
  workspace: Workspace;
  secret: string;
  /** The secret was typed now, and is not the one that is kept already. */
  typed: boolean;
}

export const createConnectWorkspace = (program: Program, parts: SecretParts): ConnectWorkspace => {
  const { store, open } = program;
  const known = (id: WorkspaceId | null) => store.workspaces().find((workspace) => workspace.id === id) ?? null;

  const check = async (form: ConnectForm): Promise<Answer<Checked>> => {
    const appId = AppId.safeParse(form.appId.trim());
    if (!appId.success) return failed(problem('app-id-invalid'));
    const baseUrl = form.brand === 'custom' ? form.baseUrl.trim() : baseUrlOf({ brand: form.brand, baseUrl: '' });
    if (!BaseUrl.safeParse(baseUrl).success) return failed(problem('base-url-invalid'));
    const id = known(form.workspaceId)?.id ?? WorkspaceId.parse(`ws_${program.newId()}`);
    // A secret pasted from a console easily brings a space or a line break along.
    const typed = form.appSecret.trim();
    const secret = typed || (form.workspaceId ? await parts.readSecret(id) : null);
    if (!secret) return failed(problem('secret-missing'));
    const name = form.name.trim() || appId.data;
    const workspace = { id, name, brand: form.brand, baseUrl: new URL(baseUrl).origin, appId: appId.data };
    return ok({ workspace, secret, typed: typed !== '' });
  };

  const ask = async ({ workspace, secret }: Checked): Promise<Answer<BotView>> => {
    const bot = await open.trial({ baseUrl: workspace.baseUrl, appId: workspace.appId, secret }).bot();
    if (!bot.ok) return failed(bot.failure.problem);
    const { name, status } = bot.value;
    return ok({ name, status });
  };

  return {
    test: async (form) => {
      const checked = await check(form);
      return checked.ok ? ask(checked.value) : checked;
    },

    connect: async (form, choice) => {
      const checked = await check(form);
      if (!checked.ok) return checked;
      const bot = await ask(checked.value);
      if (!bot.ok) return bot;
      const { workspace, secret, typed } = checked.value;
      const named = form.name.trim()
        ? workspace
        : { ...workspace, name: bot.value.name.slice(0, 60) || workspace.name };
      // The secret first: a workspace without one would be a promise that cannot be kept.
      const kept = typed ? parts.saveSecret(named.id, secret, choice) : ok(undefined);
      if (!kept.ok) return kept;
      const saved = store.saveWorkspace(named);
      if (!saved.ok) return saved;
      open.forget(named.id);
      const changed = store.changeSettings({ currentWorkspaceId: named.id });
      if (!changed.ok) return changed;
      program.broadcast('workspacesChanged', workspaceNews(program));
      return ok({ workspace: named, bot: bot.value });
    },
  };
};
