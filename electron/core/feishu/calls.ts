import type { Result } from './failure';
import type { Feishu, FeishuApp, Guard } from './feishu';

/** The APIs this app calls. Feishu counts rate limits per API, and error codes mean different things in each. */
export type Api =
  | 'token'
  | 'register'
  | 'send'
  | 'reply'
  | 'upload'
  | 'buzz-app'
  | 'buzz-sms'
  | 'buzz-phone'
  | 'readers'
  | 'recall'
  | 'reactions'
  | 'react'
  | 'bubbles'
  | 'reminder'
  | 'chats'
  | 'chat'
  | 'members'
  | 'create-chat'
  | 'add-members'
  | 'message'
  | 'history'
  | 'look-up'
  | 'bot'
  | 'scopes'
  | 'company'
  | 'own-app'
  | 'contact-range'
  | 'departments'
  | 'departments-below'
  | 'department-people'
  | 'people-by-id'
  | 'listen'
  | 'listeners';

/** True for the calls that ring or beep a phone and cost money: made at most once, whatever happens. */
export const isPaidApi = (api: Api): api is 'buzz-sms' | 'buzz-phone' => api === 'buzz-sms' || api === 'buzz-phone';

/**
 * The kind of a call, by which the decorators in `resilience/` treat it:
 *
 * - `effect`   changes what people see: takes a `Guard` and is held back while Feishu is out of reach
 * - `paid`     an effect that may ring a phone and cost money: made at most once
 * - `lookup`   does no harm when made twice, a recall included: made again after a passing failure
 * - `receipt`  counts against the company's monthly calls and is asked again later anyway: made once
 * - `check`    tells the person what it met: made once
 */
type CallKind = 'effect' | 'paid' | 'lookup' | 'receipt' | 'check';

/** A call with a `Guard` has effects; one without a `Guard` has none. */
type KindOf<Call extends (...input: never[]) => unknown> =
  Parameters<Call> extends [unknown, Guard] ? 'effect' | 'paid' : 'lookup' | 'receipt' | 'check';

/**
 * The kind of every call of the port. A method without a row, or with a kind that its `Guard` denies, does not compile.
 */
const callKinds = {
  send: 'effect',
  reply: 'effect',
  // Harmless to repeat, and held back like the message it is for.
  uploadPicture: 'effect',
  createChat: 'effect',
  addMembers: 'effect',
  showBubbles: 'effect',
  remind: 'effect',
  react: 'effect',
  // In the app, by SMS or by phone: the last two are paid.
  buzz: 'paid',
  recall: 'lookup',
  readChats: 'lookup',
  readChat: 'lookup',
  readMembers: 'lookup',
  readMessage: 'lookup',
  readHistory: 'lookup',
  lookUp: 'lookup',
  readContactRange: 'lookup',
  readDepartments: 'lookup',
  readDepartmentsBelow: 'lookup',
  readDepartmentPeople: 'lookup',
  readPeopleById: 'lookup',
  readMobile: 'lookup',
  readReceipts: 'receipt',
  readReactions: 'receipt',
  readSince: 'receipt',
  readBot: 'check',
  readScopes: 'check',
  readGrants: 'check',
  readCompany: 'check',
  readListeners: 'check',
  readEvents: 'check',
  reachSocket: 'check',
  seesPeople: 'check',
} as const satisfies { readonly [Method in keyof FeishuApp]: KindOf<FeishuApp[Method]> };

type Method = keyof typeof callKinds;
const methods = Object.keys(callKinds) as Method[];

type PlainCall = (input: unknown) => Promise<Result<unknown>>;
type GuardedCall = (input: unknown, guard: Guard) => Promise<Result<unknown>>;

/** The wrapping of each kind; null leaves calls of that kind as they are. */
type KindWraps = Readonly<
  Record<'effect' | 'paid', ((call: GuardedCall) => GuardedCall) | null> &
    Record<Exclude<CallKind, 'effect' | 'paid'>, ((call: PlainCall) => PlainCall) | null>
>;

/** The same Feishu with each call wrapped. A method of `feishu` that is replaced later is replaced here too. */
export const wrapCalls = <Port extends Feishu>(
  feishu: Port,
  wrap: (call: GuardedCall, method: Method) => GuardedCall,
): Port => {
  // Each method has its own input and answer, which a loop cannot keep apart.
  const port = feishu as unknown as Record<Method, GuardedCall>;
  const wrapped = methods
    .filter((method) => method in feishu)
    .map((method) => [method, wrap((...input) => port[method](...input), method)] as const);
  return Object.fromEntries(wrapped) as unknown as Port;
};

/** The same Feishu with each call wrapped by its kind. No wrap looks into its input or its answer. */
export const wrapByKind = <Port extends Feishu>(feishu: Port, wraps: KindWraps): Port =>
  wrapCalls(feishu, (call, method) => {
    const wrap = wraps[callKinds[method]] as ((call: GuardedCall) => GuardedCall) | null;
    return wrap ? wrap(call) : call;
  });
