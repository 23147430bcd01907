import type { AdviceKey } from '../../../contract/advice/problem';

/** End of a request without an answer. `redirected`: another server than Feishu's answered. */
export interface Breakage {
  stage: 'not-sent' | 'lost' | 'faulty';
  advice: Extract<
    AdviceKey,
    'offline' | 'unreachable-host' | 'unreachable-proxy' | 'tls' | 'lost-answer' | 'redirected'
  >;
  /** The proxy of the request, if there was one: its place, and where it is named. */
  proxy?: string;
}

/** Error of a request that went to a proxy. */
export class ThroughProxy extends Error {
  readonly proxy: string;

  constructor(proxy: string, cause: unknown) {
    super('The request went through a proxy.', { cause });
    this.proxy = proxy;
  }
}

const unreachable: Breakage = { stage: 'not-sent', advice: 'unreachable-host' };
const offline: Breakage = { stage: 'not-sent', advice: 'offline' };
const tls: Breakage = { stage: 'not-sent', advice: 'tls' };
const brokenTls: Breakage = { stage: 'lost', advice: 'tls' };
const lost: Breakage = { stage: 'lost', advice: 'lost-answer' };
/**
 * Feishu never redirects an API call, so something in front of it did: a captive portal, a proxy's sign-in page, a
 * moved host. Nearly always nothing was carried out, but nothing proves that it was not forwarded first.
 */
const redirected: Breakage = { stage: 'faulty', advice: 'redirected' };

/**
 * Errors of Chromium (`net.fetch`). Here are those that prove that no byte of the request left. Prefixes end in `_`.
 */
const chromium: readonly (readonly [string, Breakage])[] = [
  ['ERR_INTERNET_DISCONNECTED', offline],
  ['ERR_NAME_NOT_RESOLVED', unreachable],
  ['ERR_NAME_RESOLUTION_FAILED', unreachable],
  ['ERR_DNS_', unreachable],
  ['ERR_ICANN_NAME_COLLISION', unreachable],
  ['ERR_CONNECTION_REFUSED', unreachable],
  // Only a failed connect gives this; a broken connection gives CONNECTION_RESET or _ABORTED.
  ['ERR_CONNECTION_FAILED', unreachable],
  ['ERR_ADDRESS_UNREACHABLE', unreachable],
  ['ERR_ADDRESS_INVALID', unreachable],
  ['ERR_NETWORK_ACCESS_DENIED', unreachable],
  ['ERR_PROXY_CONNECTION_FAILED', unreachable],
  ['ERR_PROXY_UNABLE_TO_CONNECT_TO_DESTINATION', unreachable],
  ['ERR_PROXY_AUTH_', unreachable],
  ['ERR_PROXY_CERTIFICATE_INVALID', tls],
  ['ERR_TUNNEL_CONNECTION_FAILED', unreachable],
  ['ERR_SOCKS_CONNECTION_', unreachable],
  ['ERR_MANDATORY_PROXY_CONFIGURATION_FAILED', unreachable],
  ['ERR_PAC_', unreachable],
  ['ERR_BLOCKED_BY_ADMINISTRATOR', unreachable],
  ['ERR_UNSAFE_PORT', unreachable],
  // These two close established connections: the certificates changed while the request was under way.
  ['ERR_CERT_DATABASE_CHANGED', lost],
  ['ERR_CERT_VERIFIER_CHANGED', lost],
  ['ERR_CERT_', tls],
  ['ERR_SSL_VERSION_OR_CIPHER_MISMATCH', tls],
  ['ERR_SSL_OBSOLETE_VERSION', tls],
  ['ERR_SSL_UNRECOGNIZED_NAME_ALERT', tls],
  ['ERR_SSL_PINNED_KEY_NOT_IN_CERT_CHAIN', tls],
  // Mostly the handshake (a server without TLS), but possible later too: so its advice is TLS and its stage is lost.
  ['ERR_SSL_PROTOCOL_ERROR', brokenTls],
  ['ERR_SSL_BAD_RECORD_MAC_ALERT', brokenTls],
  ['ERR_UNEXPECTED_REDIRECT', redirected],
  // Not listed, so lost: CONNECTION_TIMED_OUT (Windows gives it for established connections too, and this app's timeout
  // is shorter than any system's connect timeout), BLOCKED_BY_CLIENT and BLOCKED_BY_RESPONSE (they may block an
  // answer), CONNECTION_RESET, CONNECTION_CLOSED, EMPTY_RESPONSE, TIMED_OUT, NETWORK_CHANGED, NETWORK_IO_SUSPENDED,
  // CONTENT_LENGTH_MISMATCH, HTTP2_…, QUIC_…
];

/** Errors of Node (undici) whose code alone proves that the request never left. */
const node: Readonly<Record<string, Breakage>> = {
  ENOTFOUND: unreachable,
  EAI_AGAIN: unreachable,
  EAI_FAIL: unreachable,
  EAI_NODATA: unreachable,
  ECONNREFUSED: unreachable,
  UND_ERR_CONNECT_TIMEOUT: unreachable,
  ERR_TLS_CERT_ALTNAME_INVALID: tls,
  ERR_TLS_HANDSHAKE_TIMEOUT: tls,
  ERR_SSL_WRONG_VERSION_NUMBER: tls,
  ERR_SSL_UNSUPPORTED_PROTOCOL: tls,
  CERT_HAS_EXPIRED: tls,
  CERT_NOT_YET_VALID: tls,
  CERT_REVOKED: tls,
  CERT_UNTRUSTED: tls,
  CERT_REJECTED: tls,
  CERT_SIGNATURE_FAILURE: tls,
  HOSTNAME_MISMATCH: tls,
  INVALID_CA: tls,
  DEPTH_ZERO_SELF_SIGNED_CERT: tls,
  SELF_SIGNED_CERT_IN_CHAIN: tls,
  UNABLE_TO_GET_ISSUER_CERT: tls,
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: tls,
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: tls,
};

/** Node's codes for established connections as well: proof only when `connect` failed. */
const whenConnecting: Readonly<Record<string, Breakage>> = {
  ETIMEDOUT: unreachable,
  EHOSTUNREACH: unreachable,
  ENETUNREACH: offline,
  ENETDOWN: offline,
  EADDRNOTAVAIL: unreachable,
  EACCES: unreachable,
  EPERM: unreachable,
};

/** Messages of OpenSSL or Node during the handshake, whatever the code. */
const handshakeWords = /wrong version number|before secure TLS connection was established|unsupported protocol/i;
const redirectWords = /unexpected redirect|redirect policy was 'error'/i;

interface Facts {
  code: string;
  syscall: string;
  message: string;
}

const text = (value: unknown) => (typeof value === 'string' ? value : '');

/** Facts about an error, its causes, and the errors in an AggregateError (one per address of the host). */
const factsOf = (error: unknown, depth = 0): readonly Facts[] => {
  if (typeof error !== 'object' || error === null || depth > 5) return [];
  const own = error as { code?: unknown; syscall?: unknown; message?: unknown; cause?: unknown; errors?: unknown };
  const inner = Array.isArray(own.errors) ? own.errors.flatMap((one) => factsOf(one, depth + 1)) : [];
  const facts = { code: text(own.code), syscall: text(own.syscall), message: text(own.message) };
  return [facts, ...inner, ...factsOf(own.cause, depth + 1)];
};

const fromChromium = (message: string): Breakage | null => {
  const name = /\b(ERR_[A-Z0-9_]+)/.exec(message.slice(message.indexOf('net::')))?.[1] ?? '';
  const row = chromium.find(([listed]) => (listed.endsWith('_') ? name.startsWith(listed) : name === listed));
  return row?.[1] ?? null;
};

const fromNode = (facts: readonly Facts[]): Breakage | null => {
  const handshake = facts.some((one) => handshakeWords.test(one.message));
  if (handshake) return tls;
  const proof = facts.map((one) => node[one.code]).find((one) => one !== undefined);
  if (proof) return proof;
  const telling = facts.filter((one) => whenConnecting[one.code] !== undefined && one.syscall !== '');
  const allConnecting = telling.length > 0 && telling.every((one) => one.syscall === 'connect');
  return allConnecting ? (whenConnecting[telling[0]?.code ?? ''] ?? null) : null;
};

/**
 * Tells whether a request that threw provably never left; in doubt it is `lost`. For a phone call this decides whether
 * it may be made again (electron/core/buzz/README.md#guarantees).
 */
export const classifyTransportError = (error: unknown): Breakage => {
  const facts = factsOf(error);
  if (facts.some((one) => redirectWords.test(one.message))) return redirected;
  const fromNet = facts.find((one) => one.message.includes('net::'));
  const found = (fromNet ? fromChromium(fromNet.message) : fromNode(facts)) ?? lost;
  if (!(error instanceof ThroughProxy) || found.advice !== 'unreachable-host') return found;
  return { ...found, advice: 'unreachable-proxy', proxy: error.proxy };
};
