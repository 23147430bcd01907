import { createHmac } from 'node:crypto';
import { expect, it } from 'vitest';
import { isSigned } from './signature';

const now = Date.UTC(2026, 10, 22, 2, 2, 41);
const body = Buffer.from('{"status":"firing"}');
const signed = (at: number, secret = 'hush', of: Uint8Array = body) => ({
  body,
  timestamp: String(at),
  signature: createHmac('sha256', secret).update(`${at}:`).update(of).digest('hex'),
});
const seconds = Math.floor(now / 1000);

it('takes what was signed with the secret within five minutes', () => {
  expect(isSigned('hush', signed(seconds), now)).toBe(true);
  expect(isSigned('hush', signed(seconds - 299), now)).toBe(true);
  const { signature, ...rest } = signed(seconds + 299);
  expect(isSigned('hush', { ...rest, signature: `sha256=${signature.toUpperCase()}` }, now)).toBe(true);
});

it.each<[string, Parameters<typeof isSigned>[1]]>([
  ['with another secret', signed(seconds, 'other')],
  ['for another body', signed(seconds, 'hush', Buffer.from('{}'))],
  ['six minutes ago', signed(seconds - 360)],
  ['for later', signed(seconds + 360)],
  ['at another time', { ...signed(seconds), timestamp: String(seconds - 1) }],
  ['without a time', { ...signed(seconds), timestamp: '' }],
  ['not at all', { ...signed(seconds), signature: '' }],
  ['half', { ...signed(seconds), signature: signed(seconds).signature.slice(0, 32) }],
])('refuses what was signed %s', (_, given) => {
  expect(isSigned('hush', given, now)).toBe(false);
});
