import type { Call, Desk } from './call';
import type { Refusal, Reply } from './reply';

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/** One method and path of the open platform, and what the gateway asks before it. */
export interface Endpoint {
  /** Short name for faults and the log: `send`, `urgent_sms` … */
  readonly api: string;
  readonly method: Method;
  readonly path: string;
  /** Any one is enough; empty: none needed. */
  readonly scopes: readonly string[];
  /** Only the token endpoint needs none, and it is exempt from the IP allow-list (feishu-api 7.8). */
  readonly auth: boolean;
  /** Whether a success counts against the free plan's month (feishu-api 1.7). */
  readonly counted: boolean;
  /** A rate of its own per second, e.g. 5 for basic_batch; otherwise 50/s and 1000/min. */
  readonly perSecond?: number;
  /** Runs at arrival, before any latency; what it returns, if no refusal, is called when the call ends. */
  readonly begin?: (call: Call, desk: Desk) => Refusal | (() => void) | undefined;
  readonly handle: (call: Call, desk: Desk) => Reply;
}

type Given = Pick<Endpoint, 'api' | 'method' | 'path' | 'scopes' | 'handle'> & Partial<Endpoint>;

/** An endpoint of the IM kind: token needed, counted against the month. */
export const endpoint = (given: Given): Endpoint => ({ auth: true, counted: true, ...given });
