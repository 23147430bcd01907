import { z } from 'zod';

/** The rhythm of a connection, in ms. */
export interface ClientConfig {
  /** Time between two pings. */
  pingMs: number;
  /** Longest wait before a lost connection is opened again, and the one after several failures. */
  nonceMs: number;
  reconnectMs: number;
}

/** The rhythm without a server's word (feishu-api 6.2). */
export const usualConfig: ClientConfig = { pingMs: 120_000, nonceMs: 30_000, reconnectMs: 120_000 };

/** Bounds of each (s), whatever a server says: with 0 a client would ping or reconnect without a pause. */
const bounds = { ping: [10, 300], nonce: [2, 120], reconnect: [2, 120] } as const;

const Config = z.record(z.string(), z.unknown());

const within = ([least, most]: readonly [number, number], value: unknown, usual: number): number =>
  typeof value === 'number' && value > 0 ? Math.min(most, Math.max(least, value)) * 1000 : usual;

/**
 * Reads the numbers of a server, in seconds, each of which may be missing or odd. How often to reconnect in all
 * (`ReconnectCount`) is not its decision: a server once said 1, and its clients were deaf for hours.
 */
export const readConfig = (value: unknown, before: ClientConfig = usualConfig): ClientConfig => {
  const read = Config.safeParse(value);
  if (!read.success) return before;
  const { PingInterval: ping, ReconnectNonce: nonce, ReconnectInterval: reconnect } = read.data;
  return {
    pingMs: within(bounds.ping, ping, before.pingMs),
    nonceMs: within(bounds.nonce, nonce, before.nonceMs),
    reconnectMs: within(bounds.reconnect, reconnect, before.reconnectMs),
  };
};
