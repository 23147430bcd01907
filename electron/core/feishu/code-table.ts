import type { FeishuAdviceKey } from '../../contract/advice/problem';
import type { Api } from './calls';

export type CodeRow = readonly [kind: CodeClass, advice: FeishuAdviceKey, ...codes: readonly number[]];

/**
 * The codes of the calls this app makes, whatever the API (feishu-api 8; some only in 1.2, 1.4, 2.4, 3.11, 4.4, 5.2, 7.6 and
 * 7.10). Groups name their sections.
 */
export const codeTable: readonly CodeRow[] = [
  // Credentials, tokens, app state (1.1, 1.2, 7.9)
  ['P', 'credentials-malformed', 10003],
  ['U', 'credentials-wrong', 10014, 10015],
  ['U', 'credentials-mismatch', 10005, 10012, 10013, 99991543],
  ['P', 'token-missing', 99991661, 99991671],
  ['T', 'token-expired', 99991663, 99991664, 99991665, 20013, 4001],
  ['U', 'user-token-expired', 99991668, 99991677],
  ['U', 'app-disabled', 99991662],
  ['U', 'app-not-installed', 99991673, 11207, 11210, 232034, 212100],
  ['U', 'app-not-found', 11209, 232004],
  ['U', 'scope-missing', 99991672],
  ['U', 'identity-not-permitted', 99991676, 99991679, 10023],
  ['U', 'ip-denied', 99991401],
  ['U', 'connection-credentials', 1000040345, 1000040346, 514],
  ['L', 'connection-limit', 1000040350],
  // Gateway (7.6, 7.10)
  ['B', 'rate-limited', 99991400],
  ['Q', 'monthly-quota', 99991403],
  ['P', 'wrong-endpoint', 99991201, 99991301],
  ['P', 'field-invalid', 99992402, 9499, 4000, 10001, 23001],
  ['P', 'ids-not-existing', 99992351, 99992352, 99992353, 99992359, 99992360, 99992363, 99992364],
  ['P', 'departments-not-existing', 99992357, 99992358, 99992379, 99992380, 40008],
  ['P', 'id-of-another-app', 99992361],
  ['P', 'id-of-another-company', 99992381],
  ['P', 'message-not-found', 99992354, 10020, 10037],
  ['P', 'chat-not-found', 99992355, 99992356, 232006],
  ['B', 'platform-fault', 2200, 5000, 10101, 1000003, 1000004, 1000005, 300000, 40003],
  // Messages and buzzes (2.4, 3.2, 3.5, 3.6)
  ['P', 'parameter-invalid', 230001],
  ['U', 'bot-not-in-group', 230002],
  ['U', 'bot-ability-off', 230006, 232025, 11205, 11240, 234007],
  ['U', 'recall-too-late', 230009],
  ['P', 'message-recalled', 230011],
  ['P', 'not-the-bots-message', 230012],
  ['U', 'outside-availability', 230013],
  ['P', 'content-not-sendable', 230015, 230017],
  ['U', 'bot-may-not-speak', 230018],
  ['P', 'topic-not-found', 230019],
  ['B', 'receiver-too-fast', 230020],
  ['P', 'sensitive-words', 230022],
  ['L', 'too-many-unread', 230023],
  ['Q', 'buzz-quota', 230024],
  ['P', 'message-too-long', 230025],
  ['P', 'recall-not-allowed', 230026],
  ['U', 'permission-or-sharing', 230027],
  ['P', 'leak-prevention', 230028, 11312],
  ['U', 'resigned', 230029, 11236, 20021],
  ['P', 'card-too-old', 230031],
  ['P', 'receipts-too-old', 230033],
  ['P', 'receiver-invalid', 230034],
  ['U', 'send-not-permitted', 230035],
  ['U', 'company-key-deleted', 230036],
  ['U', 'another-company-direct', 230038],
  ['B', 'being-sent', 230049, 18121],
  ['U', 'message-invisible', 230050],
  ['U', 'buzz-restricted', 230052],
  ['U', 'bot-muted', 230053],
  ['P', 'kind-unsupported', 230054, 10019],
  ['P', 'file-kind-wrong', 230055],
  ['P', 'edit-refused', 230071, 230072, 230075],
  ['U', 'secret-chat', 230073, 230074],
  ['P', 'message-folded', 230098],
  ['P', 'card-invalid', 230099],
  ['L', 'send-unavailable', 230101],
  ['P', 'message-deleted', 230110],
  ['P', 'message-self-destructs', 230111],
  ['U', 'restricted-mode', 231203],
  ['B', 'system-busy', 11232, 11233],
  ['Q', 'batch-quota', 11247],
  ['L', 'buzz-failed', 11311, 18017],
  // Pictures (3.11)
  ['P', 'picture-refused', 234001, 234006, 234010, 234011, 234039],
  ['U', 'picture-not-permitted', 234002, 234041, 234042],
  ['L', 'picture-later', 232096],
  // Chats (4)
  ['P', 'chat-parameter-invalid', 232001],
  ['U', 'owner-needed', 232002, 232016, 232017],
  ['P', 'chat-dissolved', 232009, 11237],
  ['U', 'another-company', 232010, 232031, 232032],
  ['U', 'bot-not-in-chat', 232011],
  ['U', 'member-limit', 232013, 232044],
  ['B', 'chat-being-made', 232068],
  ['B', 'chat-too-fast', 232019],
  ['P', 'chat-name-taken', 232020, 232026, 232042],
  ['P', 'members-invalid', 232022, 232030, 232043],
  ['P', 'chat-name-rejected', 232023],
  ['U', 'app-invisible', 232024, 11225, 20010],
  ['P', 'no-valid-members', 232027],
  ['U', 'external-unsupported', 232028, 232033],
  ['U', 'managers-refused', 232038, 232040],
  ['P', 'chat-kind-unsupported', 232090],
  // Contacts (5)
  ['P', 'contact-invalid', 40001, 41012],
  ['U', 'contacts-range', 40004, 40014, 41050],
  ['P', 'paging-invalid', 40011, 40012],
  ['P', 'department-too-large', 43010],
  ['P', 'department-ambiguous', 43007],
  ['U', 'token-of-another-company', 42008],
];

const externalChat: CodeRow = ['U', 'external-chat', 230027];
/** Reading a group's messages needs one more scope (feishu-api 3.5). */
const unreadable: CodeRow = ['U', 'messages-unreadable', 230027];

/** Codes that mean something else in one API than in the table above (feishu-api 8). */
export const codeTableByApi: Readonly<Partial<Record<Api, readonly CodeRow[]>>> = {
  send: [['U', 'secret-chat', 230075]],
  reply: [
    ['U', 'secret-chat', 230075],
    ['P', 'kind-unsupported', 230071, 230072],
  ],
  // Codes with their own meanings here (feishu-api 11.3).
  bubbles: [
    ['P', 'bubbles-too-late', 230002],
    ['P', 'bubbles-not-direct', 230003],
    ['U', 'message-invisible', 230004],
    ['U', 'outside-availability', 230005],
    ['P', 'bubbles-not-newest', 230006],
    ['P', 'parameter-invalid', 230007],
    ['P', 'bubbles-there', 230008],
  ],
  message: [unreadable],
  history: [unreadable],
  'buzz-app': [externalChat],
  'buzz-sms': [externalChat],
  'buzz-phone': [externalChat],
  readers: [externalChat],
  listen: [
    ['B', 'platform-fault', 1, 1000040343],
    ['U', 'connection-forbidden', 403],
    ['U', 'connection-brand', 1000040351],
  ],
};

/**
 * Codes after which the call may have been carried out. The platform failed inside (2200 …), or another request with
 * the same uuid is on its way (230049, 18121): the message may exist. 11232 and 11233 are throttles of the old message
 * system, undocumented as to where they apply; 11311 and 18017 are failures inside the old buzz service. 232068: a chat
 * with the same uuid is being created.
 */
export const faultyCodes: ReadonlySet<number> = new Set([
  2200, 5000, 10101, 1000003, 1000004, 1000005, 300000, 40003, 10012, 10013, 230049, 18121, 11232, 11233, 11311, 18017,
  232068,
]);

/**
 * Reaction that a code asks for (feishu-api 8):
 * T drop the token, fetch again, retry once · B back off and retry · L the person retries later · U a person must act
 * first · P bad input or a bug, never retry · Q a quota is used up, never retry.
 */
export type CodeClass = 'T' | 'B' | 'L' | 'U' | 'P' | 'Q';
