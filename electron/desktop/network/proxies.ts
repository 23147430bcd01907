import { ThroughProxy } from '../../core/feishu/client/classify-transport-error';
import type { Fetch } from '../../core/feishu/client/transport';
import { type EnvironmentProxy, environmentProxy, type ProxyLogin } from './environment-proxy';

/** The parts of an Electron `Session` used here. */
export interface ProxiedSession {
  resolveProxy(url: string): Promise<string>;
  setProxy(config: { mode: 'system' } | FixedProxy): Promise<void>;
  fetch: Fetch;
}
type FixedProxy = { mode: 'fixed_servers' } & Pick<EnvironmentProxy, 'proxyRules' | 'proxyBypassRules'>;

export interface ProxyDeps<Session extends ProxiedSession> {
  env: Readonly<Record<string, string | undefined>>;
  /** The session of main, which follows the desktop's settings unless told otherwise. */
  session: Session;
  /** Makes a request to an address, without any content, and answers the proxy that asks who is there. */
  introduce(session: Session, origin: string, answer: (asking: Asking) => ProxyLogin | null): Promise<void>;
}

/** Who asks for a name and a password. */
export interface Asking {
  isProxy: boolean;
  host: string;
  port: number;
}

/** The proxy on the way to an address: its kind, place and login, and how a sentence names it; null: there is none. */
export type ProxyWay = {
  kind: 'http' | 'https' | 'other';
  host: string;
  port: number;
  login: ProxyLogin | null;
  named: string;
} | null;

export interface Proxies<Session extends ProxiedSession> {
  /** Asks the desktop anew, whose settings may have changed. */
  again(): Promise<void>;
  /** Resolves when main's session has its way out. */
  ready(): Promise<void>;
  /** The way of main's session to an address, for what does not go through it. */
  wayTo(url: string): Promise<ProxyWay>;
  /**
   * The fetch of a session, with the same way out as main's, and known to the proxy; where it fails behind a proxy, the
   * error names that. A request that the proxy turned away never left, so it may be made again. `afterwards` runs when
   * the proxy was told a name by a request of its own.
   */
  through(session: Session, afterwards?: () => Promise<void>): Fetch;
}

/** Chromium's name for a refusal by the proxy. */
const refused = 'net::ERR_PROXY_AUTH_REQUESTED';

/** Feishu's host, and one that does not exist: a desktop with a proxy names it for one of them at least. */
const probes = ['https://open.feishu.cn/', 'https://open.larksuite.com/', 'https://no-such-host.invalid/'] as const;

/**
 * The desktop's own proxies, as Chromium reads them. Under GNOME and KDE that leaves out the environment's, which every
 * terminal uses, so they are taken where the desktop has none.
 */
export const createProxies = <Session extends ProxiedSession>(deps: ProxyDeps<Session>): Proxies<Session> => {
  const { env, session, introduce } = deps;
  const ofEnvironment = environmentProxy(env);
  const sessions = new Set<Session>([session]);
  let settled: Promise<FixedProxy | null> | null = null;

  const settle = async (): Promise<FixedProxy | null> => {
    if (!ofEnvironment) return null;
    const found = await Promise.all(probes.map((url) => session.resolveProxy(url)));
    if (found.some((each) => each !== 'DIRECT')) return null;
    const { proxyRules, proxyBypassRules } = ofEnvironment;
    return { mode: 'fixed_servers', proxyRules, proxyBypassRules };
  };
  const give = async (to: Iterable<Session>): Promise<void> => {
    settled ??= settle();
    const fixed = await settled;
    if (fixed) await Promise.all([...to].map((each) => each.setProxy(fixed)));
  };
  /** True for all sessions once it resolves; requests wait for it. */
  let given: Promise<void> | null = null;

  /** The kind and the place of an address's proxy, as Chromium names them; null: there is none. */
  const placeFor = async (url: string): Promise<readonly [kind: string, place: string] | null> => {
    const [first = ''] = (await session.resolveProxy(url)).split(';');
    const [kind = '', place = ''] = first.trim().split(/\s+/);
    return kind === 'DIRECT' || place === '' ? null : [kind, place];
  };
  /** A proxy, and the variable that names it. */
  const named = (place: string): string => {
    const variable = ofEnvironment?.variables.get(place);
    return variable === undefined ? place : `${place} (${variable})`;
  };
  const nameFor = async (url: string): Promise<string | null> => {
    const found = await placeFor(url);
    return found && named(found[1]);
  };
  const ready = async (): Promise<void> => {
    given ??= give(sessions);
    await given;
  };

  /** Name and password for a proxy, if the environment has them. */
  const loginFor = ({ isProxy, host, port }: Asking): ProxyLogin | null =>
    (isProxy && ofEnvironment?.logins.get(`${host}:${port}`)) || null;

  return {
    ready,
    wayTo: async (url) => {
      await ready();
      // Rules are written for pages: a WebSocket takes the way of its host's.
      const found = await placeFor(url.replace(/^ws/, 'http'));
      if (found === null) return null;
      const [kind, place] = found;
      const { hostname: host, port } = new URL(`http://${place}`);
      const kinds: Readonly<Record<string, 'http' | 'https'>> = { PROXY: 'http', HTTP: 'http', HTTPS: 'https' };
      return {
        kind: kinds[kind] ?? 'other',
        host: host.replace(/^\[|\]$/g, ''),
        port: Number(port) || (kind === 'HTTPS' ? 443 : 80),
        login: ofEnvironment?.logins.get(place) ?? null,
        named: named(place),
      };
    },
    again: async () => {
      if (!ofEnvironment) return;
      given = (async () => {
        await Promise.all([...sessions].map((each) => each.setProxy({ mode: 'system' })));
        settled = null;
        await give(sessions);
      })();
      await given;
    },
    through: (own, afterwards) => {
      const ready = sessions.has(own) ? null : give([own]);
      sessions.add(own);
      let introduced = false;
      const request = async (url: string, init: RequestInit): Promise<Response> => {
        const response = await own.fetch(url, init);
        // Chromium hands over the headers of the proxy's refusal, whose body then fails.
        if (response.status !== 407) return response;
        await response.body?.cancel().catch(() => undefined);
        throw new Error(refused);
      };
      return async (url, init) => {
        given ??= give(sessions);
        await Promise.all([given, ready]);
        try {
          return await request(url, init).catch(async (error: unknown) => {
            if (introduced || !ofEnvironment?.logins.size || !String(error).includes(refused)) throw error;
            // Chromium asks for a password only where a request may carry one, which those to Feishu may not.
            introduced = true;
            await introduce(own, new URL(url).origin, loginFor);
            await afterwards?.();
            return request(url, init);
          });
        } catch (error) {
          if (init.signal?.aborted) throw error;
          const proxy = await nameFor(url).catch(() => null);
          throw proxy === null ? error : new ThroughProxy(proxy, error);
        }
      };
    },
  };
};
