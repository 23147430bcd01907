import { createHmac, timingSafeEqual } from 'node:crypto';

/** Most that the time of a signed request may differ from this computer's, either way (ms). */
const mostApartMs = 5 * 60_000;

/**
 * Tells whether a request was signed with this secret, within the last five minutes: HMAC-SHA-256 (hex, with or without `sha256=` in
 * front) of the time, a colon and the body; the time in whole seconds since the epoch. As Grafana signs. Takes as long for any
 * signature.
 */
export const isSigned = (
  secret: string,
  { body, signature, timestamp }: { body: Uint8Array; signature: string; timestamp: string },
  now: number,
): boolean => {
  const own = createHmac('sha256', secret).update(`${timestamp}:`).update(body).digest();
  const [, hex = ''] = /^(?:sha256=)?([0-9a-f]{64})$/i.exec(signature.trim()) ?? [];
  const given = Buffer.from(hex.padEnd(64, '0'), 'hex');
  const same = timingSafeEqual(own, given) && hex !== '';
  return same && /^\d{1,12}$/.test(timestamp) && Math.abs(Number(timestamp) * 1000 - now) <= mostApartMs;
};
