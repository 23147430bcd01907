import type { JsonRecord } from '../world/json';

/**
 * An answer: fields under `data`, or at the top level (token and bot info; feishu-api 7.4). `bare`: OAuth's own form, without
 * the envelope (feishu-api 1.8).
 */
export type Reply =
  | { kind: 'data'; data: JsonRecord }
  | { kind: 'top'; body: JsonRecord }
  | { kind: 'bare'; status: number; body: JsonRecord };

export const data = (value: JsonRecord): Reply => ({ kind: 'data', data: value });
export const bare = (status: number, body: JsonRecord): Reply => ({ kind: 'bare', status, body });

interface FieldViolation {
  field: string;
  value: string;
  description: string;
}

/** Parts of a refusal's envelope that most refusals do not have (feishu-api 7.4). */
interface RefusalDetails {
  headers?: Readonly<Record<string, string>>;
  /** `error.message`: advice for the developer. */
  hint?: string;
  fieldViolations?: readonly FieldViolation[];
  missingScopes?: readonly string[];
  /** True: without `error`, as the token endpoint answers. */
  bare?: boolean;
}

/** Feishu's "no" to a call. Thrown by any check; `run-call.ts` catches it and makes the answer. */
export class Refusal extends Error {
  readonly code: number;
  readonly status: number;
  readonly details: RefusalDetails;

  /** `message` is Feishu's `msg`; `status` the HTTP status. */
  constructor(code: number, message: string, status = 400, details: RefusalDetails = {}) {
    super(message);
    this.code = code;
    this.status = status;
    this.details = details;
  }
}

/** The texts Feishu gives its codes (feishu-api 1.2, 1.3, 1.5, 2.4, 3, 4, 5, 7.10, 11.2). Clients must not match on them. */
const texts = {
  9499: 'Bad Request',
  11205: 'app do not have bot',
  40001: 'param error',
  40004: 'no dept authority error',
  40011: 'page size is invalid',
  40012: 'page token is invalid error',
  41012: 'user id invalid error',
  41050: 'no user authority error',
  1184000: 'The tenant does not exist.',
  230001: 'Your request contains an invalid request parameter.',
  230002: 'The bot can not be outside the group.',
  230006: 'Bot ability is not activated.',
  230009: 'This message has exceeded the time limit to be recalled.',
  230011: 'The message has been recalled.',
  230012: 'Bot is NOT the sender of the message.',
  230013: 'Bot has NO availability to this user.',
  230015: 'P2P chat can NOT be shared.',
  230017: 'Bot is NOT the owner of the resource.',
  230018: 'These operations are NOT allowed at current group settings.',
  230020: 'This operation triggers the frequency limit.',
  230023: 'The user has too many unread urgent messages.',
  230024: 'Reach the upper limit of urgent message.',
  230025: 'The length of the message content reaches its limit.',
  230026: 'No permission to recall this message.',
  230027: 'Lack of necessary permissions.',
  230029: 'User has resigned.',
  230033: 'The message is too old to query its read status.',
  230034: 'The receive_id is invalid.',
  230035: 'Send Message Permission deny.',
  230038: 'Cross tenant p2p chat operate forbid.',
  230049: 'The message is being sent.',
  230050: 'The message is invisible to the operator.',
  230052: 'Can not urgent this message.',
  230053: 'The user has stopped the bot from sending messages.',
  230054: 'This operation is not supported for this message type.',
  230071: 'The operator is not the sender of the message.',
  230072: 'The message has reached the number of times that can be edited.',
  230075: 'The time limit for editing the message has passed.',
  230098: 'The message is fold, not support urgent.',
  230099: 'Failed to create card content.',
  230110: 'Action unavailable as the message has been deleted.',
  231001: 'The reaction type is invalid.',
  231002: 'The operator can NOT be out of the chat.',
  231003: 'The message or the reaction is not found.',
  231004: 'The chat has been dissolved.',
  231006: 'The operator is not valid.',
  231008: 'The operator can NOT be out of the chat.',
  231012: 'The page token is invalid.',
  231017: 'The type of the message does not support reactions.',
  232001: 'Your request contains an invalid request parameter.',
  232002: 'Only the owner and managers can edit this chat.',
  232006: 'Your request specifies a chat_id which is invalid.',
  232009: 'Your request specifies a chat which has already been dissolved.',
  232011: 'Operator can NOT be out of the chat.',
  232014: 'NO permission to operate.',
  232016: 'Only the chat owner or manager can operate.',
  232017: 'Only the chat owner, manager or creator can operate.',
  232020: 'The name of a public chat is too short.',
  232022: 'The user has resigned.',
  232024: 'Users do not have the visibility of the app.',
  232025: 'Bot ability is not activated.',
  232027: 'The id_list is invalid or null.',
  232028: 'External users can not join an internal chat.',
  232038: 'Only the owner can add managers.',
  232040: 'The number of managers reaches its limit.',
  232043: 'The id list contains unusable ids.',
  232075: 'Joining needs the approval of the owner.',
  234001: 'Invalid request param.',
  234006: 'The file size exceed the max value.',
  234007: 'App does not enable bot feature.',
  234010: "File's size can't be 0.",
  234011: "Can't regonize the image format.",
  234039: 'Image resolution exceeds limit.',
  99991201: 'path not found',
  99991301: 'http method not match',
  99991403: "This month's API call quota has been exceeded",
  99991661: 'Missing access token for authorization. Please make a request with token attached.',
  99991662: 'app not in use',
  99991663: 'Invalid access token for authorization. Please make a request with token attached.',
  99991671: 'Invalid access token for authorization. The token must start with t- or u-.',
  99991673: 'unauthorized app',
  99992354: 'The request you send is not a valid {message_id} or not exists.',
  99992355: 'The request you send is not a valid {chat_id} or not exists.',
  99992357: 'The request you send is not a valid {department_id} or not exists.',
} as const;

export type KnownCode = keyof typeof texts;

/** A refusal with the code's own text; HTTP 400 unless another status is named. */
export const refuse = (code: KnownCode, status = 400): Refusal => new Refusal(code, texts[code], status);

/** A refusal with the reason behind `ext=`, as 230001, 232001 and their like have it (feishu-api 3.10). */
export const refuseExt = (code: KnownCode, ext: string): Refusal => new Refusal(code, `${texts[code]}, ext=${ext}`);

/** `99992402`: the gateway's own validation, naming each field. */
export const refuseFields = (...fieldViolations: readonly FieldViolation[]): Refusal =>
  new Refusal(99992402, 'field validation failed', 400, { fieldViolations });

export const missingField = (field: string): Refusal =>
  refuseFields({ field, value: '', description: `${field} is required` });

/** The refusal of a list that is longer than the gateway allows. */
export const tooManyItems = (field: string, count: number, most: number): Refusal =>
  refuseFields({ field, value: String(count), description: `the max len is ${most}` });

/** `9499`: the body is no JSON, or a field has another JSON type (an object where a string belongs). */
export const refuseBody = (hint: string): Refusal => new Refusal(9499, texts[9499], 400, { hint });
