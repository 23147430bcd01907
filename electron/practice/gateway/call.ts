import type { WorldChat } from '../world/model';
import type { World } from '../world/world';
import type { JsonRecord } from './json';
import type { RateLimiter } from './rate-limiter';
import type { SentBefore } from './sent-before';
import type { TokenDesk } from './token-desk';

/** What a call did, for the log: tests judge the app by this, not by what it believes it sent. */
export interface Deed {
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
  readonly deed: Deed;
}

export type Brand = 'feishu' | 'lark';

/** One app, and what its endpoints work on. */
export interface Desk {
  readonly appSecret: string;
  /** Where the app was made: it is unknown on the other brand's servers (feishu-api 7.1). */
  readonly brand: Brand;
  readonly world: World;
  readonly tokens: TokenDesk;
  readonly rates: RateLimiter;
  readonly sentBefore: SentBefore;
  /** Chats by `uuid` and owner, for ten hours (feishu-api 4.4). */
  readonly createdBefore: Map<string, WorldChat>;
}
