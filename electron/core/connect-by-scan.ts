import { type Answer, failed, ok, type Problem, problem } from '../contract/advice/problem';
import type { SecretChoice } from '../contract/ipc/connect';
import type { AppId, OpenId } from '../contract/model/ids';
import type { Person } from '../contract/model/person';
import type { Locale } from '../contract/model/settings';
import type { Brand } from '../contract/model/workspace';
import { accountsBaseUrl, brandBaseUrl } from '../contract/rules/addresses';
import { baseUrlProblem } from '../contract/rules/base-url-problem';
import type { ConnectedWorkspace, ConnectWorkspace } from './connect-workspace';
import { askedEvents } from './doctor/needed-events';
import { askedScopes, isGranted, neededScopes } from './doctor/needed-scopes';
import { onAbort } from './feishu/client/on-abort';
import type { Company, FeishuApp } from './feishu/feishu';
import type { RegisteredApp } from './feishu/registration/judge-poll';
import type { AccountsHosts, Registering } from './feishu/registration/register-app';
import { baseUrlOf, type OpenWorkspaces } from './open-workspaces';
import type { Clock } from './ports/clock';
import type { Store } from './ports/store';

export interface ConnectByScanDeps {
  store: Pick<Store, 'workspaces'>;
  open: Pick<OpenWorkspaces, 'register' | 'feishu'>;
  connect: Pick<ConnectWorkspace, 'connect'>;
  clock: Pick<Clock, 'sleep'>;
  /** Called with the end of a scan that a person has left before they confirmed it. */
  onLeft: (end: ScanEnd) => void;
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
  /** Optional scopes to ask for as well: those that the doctor knows count. */
  also: readonly string[];
}

export interface ScannedWorkspace extends ConnectedWorkspace {
  /** True for an app that was connected before: its workspace is the same. */
  updated: boolean;
  /** Scopes that were asked for and not granted; null: Feishu did not tell. */
  missing: readonly string[] | null;
  /** The company of the person who scanned; null: the app is not told. */
  company: Company | null;
  /** The person who scanned; null: not told. */
  scanner: Person | null;
}

/** `created`: the app exists all the same, and its secret is in the console alone. */
export type ScanEnd = { ok: true; value: ScannedWorkspace } | { ok: false; problem: Problem; created: AppId | null };

/**
 * Asks where the secret is to be kept; `failed` is why the last choice did not do. null: in the keyring; after a failure, that
 * there is no one to choose.
 */
export type ChooseVault = (failed: Problem | null) => SecretChoice | Promise<SecretChoice>;

/** Connecting by one scan, from the code that is shown to the workspace that is saved. */
export type ConnectByScan = (
  wish: ScanWish,
  /** Asked when the secret is there: a keyring may have been closed meanwhile. */
  choose: ChooseVault,
  /**
   * `signal`: the person has left. The code cannot be taken back, so what is confirmed all the same is still connected, and told
   * by `onLeft`.
   */
  watch: Pick<Registering, 'onLink' | 'onNews' | 'signal'>,
) => Promise<ScanEnd>;

/** Name of a new app, which its creator may change. */
const appName: Readonly<Record<Locale, string>> = { 'zh-CN': '飞书加急', 'en-US': 'Feishu Buzz' };

/** The person who scanned, where the app may not read names. */
const oneself: Readonly<Record<Locale, string>> = { 'zh-CN': '扫码的人（你）', 'en-US': 'You (who scanned)' };

/** Waits before connecting again (ms): Feishu may not know an app everywhere yet that it has just made. */
const againMs: readonly number[] = [2_000, 5_000, 10_000];

/** Most scans that are still asked about after people have left them: each asks every few seconds until its code dies. */
const mostLeft = 3;

const hostsOf = ({ brand, baseUrl }: Pick<ScanWish, 'brand' | 'baseUrl'>): AccountsHosts =>
  brand === 'custom'
    ? { first: new URL(baseUrl).origin, lark: null }
    : { first: accountsBaseUrl.feishu, lark: accountsBaseUrl.lark };

const isOfKeyring = ({ advice }: Problem) => advice === 'keyring-missing' || advice === 'keyring-closed';

const scopesFor = ({ also }: ScanWish): readonly string[] => {
  const known = new Set(neededScopes.map(({ name }) => name));
  return [...new Set([...askedScopes(), ...also.filter((name) => known.has(name))])];
};

/** Connecting a workspace by one scan: the app is made, or extended, and its secret goes into the vault. */
export const createConnectByScan = ({ store, open, connect, clock, onLeft }: ConnectByScanDeps): ConnectByScan => {
  const left: AbortController[] = [];
  let connecting: Promise<unknown> = Promise.resolve();

  type Form = Parameters<ConnectWorkspace['connect']>[0];
  /** Connects whatever the test finds, as a secret that is not kept now is lost; again while Feishu does not know the app. */
  const persistently = async (form: Form, choose: ChooseVault): Promise<Answer<ConnectedWorkspace>> => {
    let choice = await choose(null);
    const waits = [...againMs];
    for (;;) {
      const connected = await connect.connect(form, choice, true);
      if (connected.ok) return connected;
      if (isOfKeyring(connected.problem)) {
        choice = await choose(connected.problem);
        if (choice === null) return connected;
        continue;
      }
      const wait = connected.problem.code === null ? undefined : waits.shift();
      if (wait === undefined) return connected;
      await clock.sleep(wait);
    }
  };

  const missingIn = async (feishu: FeishuApp): Promise<readonly string[] | null> => {
    const granted = await feishu.readScopes();
    if (!granted.ok) return null;
    const asked = new Set(askedScopes());
    return neededScopes.flatMap((need) => (asked.has(need.name) && !isGranted(need, granted.value) ? [need.name] : []));
  };

  const personOf = async (feishu: FeishuApp, openId: OpenId, locale: Locale): Promise<Person> => {
    const read = await feishu.readPeopleById({ idType: 'open_id', ids: [openId] });
    const name = read.ok ? read.value.find((each) => each.openId === openId)?.name : null;
    return { name: name || oneself[locale], openId };
  };

  const keep = async (app: RegisteredApp, wish: ScanWish, choose: ChooseVault): Promise<ScanEnd> => {
    const { appId, secret, openId } = app;
    const brand = wish.brand === 'custom' ? 'custom' : (app.brand ?? wish.brand);
    const origin = brand === 'custom' ? new URL(wish.baseUrl).origin : brandBaseUrl[brand];
    // The same app again is the same workspace: its groups stay.
    const saved = store.workspaces().find((each) => each.appId === appId && baseUrlOf(each) === origin);
    const form: Form = {
      workspaceId: saved?.id ?? null,
      name: wish.name || saved?.name || '',
      brand,
      baseUrl: brand === 'custom' ? origin : '',
      appId,
      appSecret: secret,
    };
    const connected = await persistently(form, choose);
    if (!connected.ok) return { ...connected, created: appId };
    const told = { ...connected.value, updated: saved !== undefined };
    const feishu = open.feishu(connected.value.workspace.id);
    if (!feishu.ok) return ok({ ...told, missing: null, company: null, scanner: null });
    const [missing, company, scanner] = await Promise.all([
      missingIn(feishu.value),
      feishu.value.readCompany(),
      openId === null ? null : personOf(feishu.value, openId, wish.locale),
    ]);
    return ok({ ...told, missing, company: company.ok ? company.value : null, scanner });
  };

  const carryOut = async (
    wish: ScanWish,
    choose: ChooseVault,
    watch: Parameters<ConnectByScan>[2],
  ): Promise<ScanEnd> => {
    const registered = await open.register({
      hosts: hostsOf(wish),
      name: appName[wish.locale],
      appId: wish.appId,
      scopes: scopesFor(wish),
      events: askedEvents,
      ...watch,
    });
    if (!registered.ok) return { ...registered, created: null };
    // Confirmed with an account that does not know the app to be extended.
    if (wish.appId !== null && registered.value.appId !== wish.appId)
      return {
        ...failed(problem('scan-other-app', { appId: registered.value.appId, asked: wish.appId })),
        created: null,
      };
    // One after the other: two scans of one app must find each other's workspace.
    const kept = connecting.then(() => keep(registered.value, wish, choose));
    connecting = kept.catch(() => undefined);
    return kept;
  };

  return (wish, choose, watch) => {
    const fault = wish.brand === 'custom' ? baseUrlProblem(wish.baseUrl) : null;
    if (fault) return Promise.resolve({ ...failed(fault), created: null });
    const over = new AbortController();
    let shown = false;
    let gone = false;
    return new Promise((resolve, reject) => {
      const forget = onAbort(watch.signal, () => {
        gone = true;
        // A code that was not shown can be confirmed by no one.
        if (!shown) return over.abort();
        resolve({ ...failed(problem('scan-stopped')), created: null });
        left.push(over);
        if (left.length > mostLeft) left.shift()?.abort();
      });
      const onLink: Registering['onLink'] = (link, lifeMs) => {
        shown = true;
        watch.onLink(link, lifeMs);
      };
      carryOut(wish, choose, { onLink, onNews: watch.onNews, signal: over.signal })
        .finally(() => {
          forget();
          if (left.includes(over)) left.splice(left.indexOf(over), 1);
        })
        .then((end) => {
          if (gone && shown) onLeft(end);
          resolve(end);
        }, reject);
    });
  };
};
