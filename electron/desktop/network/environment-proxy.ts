/** What the environment says of proxies. */
export interface EnvironmentProxy {
  /** As Chromium takes them: `http=proxy:3128;https=proxy:3128`. */
  proxyRules: string;
  proxyBypassRules: string;
  /** The name of the variable by the place of its proxy (`proxy:3128`), to tell where it comes from. */
  variables: ReadonlyMap<string, string>;
  /** Name and password by the place of the proxy. */
  logins: ReadonlyMap<string, ProxyLogin>;
}

export interface ProxyLogin {
  name: string;
  password: string;
}

/** Schemes that Chromium knows for a proxy, by those of the environment. With `socks5h` the proxy looks up names; Chromium's always does. */
const schemes: Readonly<Record<string, string>> = {
  'http:': 'http',
  'https:': 'https',
  'socks:': 'socks5',
  'socks4:': 'socks4',
  'socks4a:': 'socks4',
  'socks5:': 'socks5',
  'socks5h:': 'socks5',
};
const usualPorts: Readonly<Record<string, string>> = { http: '80', https: '443', socks4: '1080', socks5: '1080' };

interface ReadProxy {
  rule: string;
  place: string;
  login: ProxyLogin | null;
}

const decoded = (text: string): string => {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
};

/** Reads `proxy:3128`, `http://name:password@proxy:3128/` and the like; null for what names no proxy. */
const readProxy = (value: string): ReadProxy | null => {
  const text = value.trim();
  const url = URL.parse(text.includes('://') ? text : `http://${text}`);
  const scheme = schemes[url?.protocol ?? ''];
  // Chromium would read these as the next rule.
  if (!url?.hostname || scheme === undefined || /[;,=\s]/.test(url.hostname)) return null;
  const place = `${url.hostname}:${url.port || usualPorts[scheme]}`;
  const login = url.username === '' ? null : { name: decoded(url.username), password: decoded(url.password) };
  return { rule: `${scheme}://${place}`, place, login };
};

/** `example.com` in NO_PROXY means its subdomains too; for Chromium that is a pattern of its own. */
const bypassOf = (noProxy: string): string =>
  noProxy
    .split(/[\s,]+/)
    .filter((entry) => /^[\w.:*/[\]-]+$/.test(entry))
    .flatMap((entry) =>
      /^[a-z\d-]+(\.[a-z\d-]+)*$/i.test(entry) && /[a-z]/i.test(entry) ? [entry, `.${entry}`] : [entry],
    )
    .join(',');

/** For each scheme the variables in the order in which programs read them. `HTTP_PROXY` may come from a request (CGI). */
const variables = {
  https: ['https_proxy', 'HTTPS_PROXY', 'all_proxy', 'ALL_PROXY'],
  http: ['http_proxy', 'all_proxy', 'ALL_PROXY'],
} as const;

/** Reads the proxies of the environment; null: it names none. */
export const environmentProxy = (env: Readonly<Record<string, string | undefined>>): EnvironmentProxy | null => {
  const names = new Map<string, string>();
  const logins = new Map<string, ProxyLogin>();
  const rules = Object.entries(variables).flatMap(([scheme, from]) => {
    const name = from.find((each) => env[each]?.trim());
    const proxy = name === undefined ? null : readProxy(env[name] ?? '');
    if (name === undefined || proxy === null) return [];
    names.set(proxy.place, name);
    if (proxy.login) logins.set(proxy.place, proxy.login);
    return [`${scheme}=${proxy.rule}`];
  });
  if (rules.length === 0) return null;
  const proxyBypassRules = bypassOf(env.no_proxy ?? env.NO_PROXY ?? '');
  return { proxyRules: rules.join(';'), proxyBypassRules, variables: names, logins };
};
