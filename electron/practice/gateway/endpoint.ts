import type { Lines } from '../socket/lines';
import type { JsonRecord } from '../world/json';
import type { Registrar } from '../world/registrar';
import type { World, WorldChat } from '../world/world';
import type { RateLimiter } from './rate-limiter';
import type { Reply } from './refusal';
import type { SentBefore } from './sent-before';
import type { TenantTokens } from './tenant-tokens';

/** A part of a multipart form, as it was sent: null for what its headers do not say. */
export interface FormPart {
  readonly name: string | null;
  readonly filename: string | null;
  readonly type: string | null;
  readonly bytes: Uint8Array;
}

/** Effects of a call, for the log: tests judge the app by these, not by what it believes it sent. */
export interface CallEffects {
  message?: {
    messageId: string;
    chatId: string;
    /** open_id of the receiver in a direct chat, or null in a group. */
    to: string | null;
    msgType: string;
    text: string;
    mentions: readonly string[];
    /** Keys of the pictures in it, in their order. */
    images: readonly string[];
    replayed: boolean;
  };
  buzzed?: readonly { openId: string; name: string; channel: 'app' | 'sms' | 'phone' }[];
  notInChat?: readonly string[];
  recalled?: string;
  edited?: string;
  /** A picture that was taken: its bytes are not in the log. */
  image?: { key: string; use: 'message' | 'avatar'; kind: string; bytes: number };
  createdChat?: string;
  joined?: readonly string[];
  left?: readonly string[];
  reacted?: { messageId: string; emoji: string };
  unreacted?: { messageId: string; emoji: string };
  bubbles?: { messageId: string; words: readonly string[] };
  /** Instant reminders: `on` pins, otherwise unpins; only the people for whom it was done. */
  reminded?: { on: boolean; people: readonly { openId: string; name: string }[] };
}

/** One request, parsed and ready for its endpoint. */
export interface Call {
  readonly method: string;
  /** `http://127.0.0.1:7480`: scheme and host that were called. */
  readonly origin: string;
  readonly path: string;
  readonly params: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  /** The JSON object of the body; empty when there was none. */
  readonly body: JsonRecord;
  readonly bodyBytes: number;
  /** The parts of a multipart body; none of any other. */
  readonly parts: readonly FormPart[];
  /** World time of arrival (ms); rates are counted by it. */
  readonly arrivedAt: number;
  readonly effects: CallEffects;
  /** Apps being created by scan. */
  readonly registrar: Registrar;
  /** The brand that the server plays. */
  readonly brand: Brand;
}

export type Brand = 'feishu' | 'lark';

/** One app of the practice company, with the state its endpoints work on. */
export interface PracticeApp {
  readonly appSecret: string;
  /** The brand the app was created at: the other brand's servers do not know it (feishu-api 7.1). */
  readonly brand: Brand;
  readonly world: World;
  readonly tokens: TenantTokens;
  readonly rates: RateLimiter;
  readonly sentBefore: SentBefore;
  /** Its long connections (feishu-api 6.2). */
  readonly lines: Lines;
  /** Chats created lately, by `uuid` and owner; good for ten hours (feishu-api 4.4). */
  readonly createdBefore: Map<string, WorldChat>;
}

export type BodyKind = 'form' | 'multipart';

type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/** One method and path of the open platform, with the checks the gateway makes for it. */
export interface Endpoint {
  /** Short name for faults and the log: `send`, `urgent_sms` … */
  readonly api: string;
  readonly method: Method;
  readonly path: string;
  /** Scopes, of which one is enough; empty: none needed. */
  readonly scopes: readonly string[];
  /** True when a token is needed. The token endpoint alone needs none, and no allowed address (feishu-api 7.8). */
  readonly auth: boolean;
  /** A body that is not JSON: a form (`application/x-www-form-urlencoded`), or one with files (`multipart/form-data`). */
  readonly body?: BodyKind;
  /** True when a success counts against the free plan's month (feishu-api 1.7). */
  readonly counted: boolean;
  /** A rate of its own (calls per second); absent: 50/s and 1000/min. */
  readonly perSecond?: number;
  /** Runs at arrival, before any latency; the function it returns is called when the call ends. */
  readonly begin?: (call: Call, app: PracticeApp) => (() => void) | undefined;
  readonly handle: (call: Call, app: PracticeApp) => Reply;
}

type EndpointFields = Pick<Endpoint, 'api' | 'method' | 'path' | 'scopes' | 'handle'> & Partial<Endpoint>;

/** An endpoint with the defaults of messages and chats: token needed, counted against the month. */
export const endpoint = (fields: EndpointFields): Endpoint => ({ auth: true, counted: true, ...fields });
