import { type Answer, failed, ok, type Problem } from '../contract/advice/problem';
import type { SecretChoice } from '../contract/ipc/connect';
import type { AppId, OpenId, WorkspaceId } from '../contract/model/ids';
import type { Locale } from '../contract/model/settings';
import type { Brand } from '../contract/model/workspace';
import { accountsBaseUrl, brandBaseUrl } from '../contract/rules/addresses';
import { baseUrlProblem } from '../contract/rules/base-url-problem';
import type { ConnectedWorkspace, ConnectWorkspace } from './connect-workspace';
import { askedScopes, isGranted, neededScopes } from './doctor/needed-scopes';
import type { AccountsHosts, Registering } from './feishu/registration/register-app';
import { baseUrlOf, type OpenWorkspaces } from './open-workspaces';
import type { Clock } from './ports/clock';
import type { Store } from './ports/store';

export interface ConnectByScanDeps {
  store: Pick<Store, 'workspaces'>;
  open: Pick<OpenWorkspaces, 'register' | 'feishu'>;
  connect: Pick<ConnectWorkspace, 'connect'>;
  clock: Pick<Clock, 'sleep'>;
}

/** What is to be connected, before a person has scanned. */
export interface ScanWish {
  /** The app to extend; null: a new one. */
  appId: AppId | null;
  /** The brand where the answer tells none; `custom`: the host at `baseUrl` alone is asked. */
  brand: Brand;
  baseUrl: string;
  /** Name of the workspace; empty: its former one, or its bot's. */
  name: string;
  /** Language of the new app's name. */
  locale: Locale;
}

export interface ScannedWorkspace extends ConnectedWorkspace {
  /** Scopes that were asked for and not granted; null: Feishu did not tell. */
  missing: readonly string[] | null;
  /** The person who scanned. */
  openId: OpenId | null;
}

/** `created`: the app exists all the same, and its secret is in the console alone. */
export type ScanEnd = { ok: true; value: ScannedWorkspace } | { ok: false; problem: Problem; created: AppId | null };

/** Connecting a workspace by one scan: the app is made, or extended, and its secret goes into the vault. */
export type ConnectByScan = (
  wish: ScanWish,
  /** Asked when the secret is there: a keyring may have been closed meanwhile. */
  choice: () => SecretChoice,
  watch: Pick<Registering, 'onLink' | 'onNews' | 'signal'>,
) => Promise<ScanEnd>;

/** Name of a new app, which its creator may change. */
const appName: Readonly<Record<Locale, string>> = { 'zh-CN': '飞书加急', 'en-US': 'Feishu Buzz' };

/** Waits before connecting again (ms): Feishu may not know an app everywhere yet that it has just made. */
const againMs: readonly number[] = [2_000, 5_000, 10_000];

const hostsOf = ({ brand, baseUrl }: Pick<ScanWish, 'brand' | 'baseUrl'>): AccountsHosts =>
  brand === 'custom'
    ? { first: new URL(baseUrl).origin, lark: null }
    : { first: accountsBaseUrl.feishu, lark: accountsBaseUrl.lark };

export const createConnectByScan = ({ store, open, connect, clock }: ConnectByScanDeps): ConnectByScan => {
  /** Connects, and again while Feishu refuses: these credentials are seconds old, and known to no one else. */
  const persistently = async (
    ...form: Parameters<ConnectWorkspace['connect']>
  ): Promise<Answer<ConnectedWorkspace>> => {
    for (const wait of againMs) {
      const connected = await connect.connect(...form);
      if (connected.ok || connected.problem.code === null) return connected;
      await clock.sleep(wait);
    }
    return connect.connect(...form);
  };

  const missingIn = async (id: WorkspaceId): Promise<readonly string[] | null> => {
    const feishu = open.feishu(id);
    const granted = feishu.ok ? await feishu.value.readScopes() : null;
    if (!granted?.ok) return null;
    const asked = new Set(askedScopes());
    return neededScopes.flatMap((need) => (asked.has(need.name) && !isGranted(need, granted.value) ? [need.name] : []));
  };

  return async (wish, choice, watch) => {
    const fault = wish.brand === 'custom' ? baseUrlProblem(wish.baseUrl) : null;
    if (fault) return { ...failed(fault), created: null };
    const registered = await open.register({
      hosts: hostsOf(wish),
      name: appName[wish.locale],
      appId: wish.appId,
      scopes: askedScopes(),
      ...watch,
    });
    if (!registered.ok) return { ...registered, created: null };

    const { appId, secret, openId } = registered.value;
    const brand = wish.brand === 'custom' ? 'custom' : (registered.value.brand ?? wish.brand);
    const origin = brand === 'custom' ? new URL(wish.baseUrl).origin : brandBaseUrl[brand];
    // The same app again is the same workspace: its groups stay.
    const saved = store.workspaces().find((each) => each.appId === appId && baseUrlOf(each) === origin);
    const connected = await persistently(
      {
        workspaceId: saved?.id ?? null,
        name: wish.name || saved?.name || '',
        brand,
        baseUrl: brand === 'custom' ? origin : '',
        appId,
        appSecret: secret,
      },
      choice(),
      // Whatever the test finds: a secret that is not kept now is lost here.
      true,
    );
    if (!connected.ok) return { ...connected, created: appId };
    return ok({ ...connected.value, missing: await missingIn(connected.value.workspace.id), openId });
  };
};
