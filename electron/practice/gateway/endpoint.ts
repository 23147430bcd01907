import type { World, WorldChat } from '../world/world';
import type { JsonRecord } from './json';
import type { RateLimiter } from './rate-limiter';
import type { Reply } from './refusal';
import type { SentBefore } from './sent-before';
import type { TenantTokens } from './tenant-tokens';

/** What a call did, for the log: tests judge the app by this, not by what it believes it sent. */
export interface CallEffects {
  message?: {
    messageId: string;
    chatId: string;
    /** open_id of the person written to, or null in a group. */
    to: string | null;
    msgType: string;
    text: string;
    mentions: readonly string[];
    replayed: boolean;
  };
  buzzed?: readonly { openId: string; name: string; channel: 'app' | 'sms' | 'phone' }[];
  notInChat?: readonly string[];
  recalled?: string;
  edited?: string;
  createdChat?: string;
  joined?: readonly string[];
  left?: readonly string[];
}

/** One request, read and ready for its endpoint. */
export interface Call {
  readonly method: string;
  readonly path: string;
  readonly params: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  /** The JSON object of the body; empty when there was none. */
  readonly body: JsonRecord;
  readonly bodyBytes: number;
  /** World time in ms when it arrived; rates are counted by it. */
  readonly arrivedAt: number;
  readonly effects: CallEffects;
}

export type Brand = 'feishu' | 'lark';

/** One app, and what its endpoints work on. */
export interface PracticeApp {
  readonly appSecret: string;
  /** Where the app was made: it is unknown on the other brand's servers (feishu-api 7.1). */
  readonly brand: Brand;
  readonly world: World;
  readonly tokens: TenantTokens;
  readonly rates: RateLimiter;
  readonly sentBefore: SentBefore;
  /** Chats by `uuid` and owner, for ten hours (feishu-api 4.4). */
  readonly createdBefore: Map<string, WorldChat>;
}

type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

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
  /** Runs at arrival, before any latency; the function it returns is called when the call ends. */
  readonly begin?: (call: Call, app: PracticeApp) => (() => void) | undefined;
  readonly handle: (call: Call, app: PracticeApp) => Reply;
}

type Given = Pick<Endpoint, 'api' | 'method' | 'path' | 'scopes' | 'handle'> & Partial<Endpoint>;

/** An endpoint of the IM kind: token needed, counted against the month. */
export const endpoint = (given: Given): Endpoint => ({ auth: true, counted: true, ...given });
