import { describe, expect, it } from 'vitest';
import { classifyTransportError } from './classify-transport-error';

const net = (name: string) => classifyTransportError(new Error(`net::${name}`));
const fromUndici = (facts: object, message = 'x') =>
  classifyTransportError(new TypeError('fetch failed', { cause: Object.assign(new Error(message), facts) }));

describe('in Electron', () => {
  it.each([
    ['ERR_INTERNET_DISCONNECTED', 'offline'],
    ['ERR_NAME_NOT_RESOLVED', 'unreachable-host'],
    ['ERR_DNS_TIMED_OUT', 'unreachable-host'],
    ['ERR_CONNECTION_REFUSED', 'unreachable-host'],
    ['ERR_CONNECTION_FAILED', 'unreachable-host'],
    ['ERR_ADDRESS_UNREACHABLE', 'unreachable-host'],
    ['ERR_PROXY_CONNECTION_FAILED', 'unreachable-host'],
    ['ERR_TUNNEL_CONNECTION_FAILED', 'unreachable-host'],
    ['ERR_SOCKS_CONNECTION_HOST_UNREACHABLE', 'unreachable-host'],
    ['ERR_BLOCKED_BY_ADMINISTRATOR', 'unreachable-host'],
    ['ERR_CERT_AUTHORITY_INVALID', 'tls'],
    ['ERR_CERT_DATE_INVALID', 'tls'],
    ['ERR_CERT_COMMON_NAME_INVALID', 'tls'],
    ['ERR_SSL_VERSION_OR_CIPHER_MISMATCH', 'tls'],
  ])('%s never left', (name, advice) => {
    expect(net(name)).toEqual({ stage: 'not-sent', advice });
  });

  it.each([
    'ERR_CONNECTION_RESET',
    'ERR_CONNECTION_CLOSED',
    'ERR_CONNECTION_ABORTED',
    'ERR_CONNECTION_TIMED_OUT',
    'ERR_EMPTY_RESPONSE',
    'ERR_TIMED_OUT',
    'ERR_NETWORK_CHANGED',
    'ERR_NETWORK_IO_SUSPENDED',
    'ERR_CERT_DATABASE_CHANGED',
    'ERR_CERT_VERIFIER_CHANGED',
    'ERR_BLOCKED_BY_CLIENT',
    'ERR_BLOCKED_BY_RESPONSE',
    'ERR_HTTP2_PROTOCOL_ERROR',
    'ERR_QUIC_PROTOCOL_ERROR',
    'ERR_CONTENT_LENGTH_MISMATCH',
    'ERR_ABORTED',
    'ERR_FAILED',
    'ERR_SOMETHING_NEW',
  ])('%s may have arrived', (name) => {
    expect(net(name)).toEqual({ stage: 'lost', advice: 'lost-answer' });
  });

  it.each(['ERR_SSL_PROTOCOL_ERROR', 'ERR_SSL_BAD_RECORD_MAC_ALERT'])(
    '%s may have arrived, and is about TLS',
    (name) => {
      expect(net(name)).toEqual({ stage: 'lost', advice: 'tls' });
    },
  );

  it('finds the name inside a longer message or a cause', () => {
    const inner = new Error('request to https://open.feishu.cn failed: net::ERR_NAME_NOT_RESOLVED at …');
    expect(classifyTransportError(new TypeError('Failed to fetch', { cause: inner }))).toMatchObject({
      stage: 'not-sent',
    });
  });
});

describe('in Node', () => {
  it.each([
    [{ code: 'ENOTFOUND', syscall: 'getaddrinfo' }, 'unreachable-host'],
    [{ code: 'EAI_AGAIN', syscall: 'getaddrinfo' }, 'unreachable-host'],
    [{ code: 'ECONNREFUSED', syscall: 'connect' }, 'unreachable-host'],
    [{ code: 'UND_ERR_CONNECT_TIMEOUT' }, 'unreachable-host'],
    [{ code: 'ETIMEDOUT', syscall: 'connect' }, 'unreachable-host'],
    [{ code: 'EHOSTUNREACH', syscall: 'connect' }, 'unreachable-host'],
    [{ code: 'ENETUNREACH', syscall: 'connect' }, 'offline'],
    [{ code: 'CERT_HAS_EXPIRED' }, 'tls'],
    [{ code: 'DEPTH_ZERO_SELF_SIGNED_CERT' }, 'tls'],
  ])('%j never left', (facts, advice) => {
    expect(fromUndici(facts)).toEqual({ stage: 'not-sent', advice });
  });

  it.each([
    [{ code: 'ECONNRESET', syscall: 'read' }],
    [{ code: 'EPIPE', syscall: 'write' }],
    [{ code: 'ETIMEDOUT', syscall: 'read' }],
    [{ code: 'EHOSTUNREACH', syscall: 'read' }],
    [{ code: 'ENETUNREACH', syscall: 'write' }],
    [{ code: 'UND_ERR_SOCKET' }],
    [{ code: 'UND_ERR_HEADERS_TIMEOUT' }],
    [{ code: 'UND_ERR_BODY_TIMEOUT' }],
    [{ code: 'EPROTO' }],
    [{}],
  ])('%j may have arrived', (facts) => {
    expect(fromUndici(facts)).toEqual({ stage: 'lost', advice: 'lost-answer' });
  });

  it('knows a connection that broke during the handshake', () => {
    const message = 'Client network socket disconnected before secure TLS connection was established';
    expect(fromUndici({ code: 'ECONNRESET' }, message)).toEqual({ stage: 'not-sent', advice: 'tls' });
  });

  it('takes one connect error per address together, and one that was no connect for doubt', () => {
    const attempt = (code: string, syscall: string) => Object.assign(new Error('x'), { code, syscall });
    const all = (...errors: Error[]) =>
      classifyTransportError(new TypeError('fetch failed', { cause: new AggregateError(errors) }));
    expect(all(attempt('ETIMEDOUT', 'connect'), attempt('ENETUNREACH', 'connect')).stage).toBe('not-sent');
    expect(all(attempt('ETIMEDOUT', 'connect'), attempt('ETIMEDOUT', 'read')).stage).toBe('lost');
  });
});

it.each([
  new TypeError('fetch failed', { cause: new Error('unexpected redirect') }),
  new Error("Attempted to redirect, but redirect policy was 'error'"),
])('takes a redirect for an answer by a stranger, who may have passed it on', (error) => {
  expect(classifyTransportError(error)).toEqual({ stage: 'faulty', advice: 'redirected' });
});

it.each([undefined, null, 'boom', 42, {}, new Error('')])('takes anything else for lost (%#)', (error) => {
  expect(classifyTransportError(error).stage).toBe('lost');
});
