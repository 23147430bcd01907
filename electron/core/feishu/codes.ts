import type { FeishuAdviceKey } from '../../contract/advice/problem';
import type { Api } from './calls';
import type { CodeClass } from './code-table';
import { type CodeRow, codeTable, codeTableByApi } from './code-table';

export interface CodeMeaning {
  kind: CodeClass;
  advice: FeishuAdviceKey;
}

const byCode = (rows: readonly CodeRow[]): ReadonlyMap<number, CodeMeaning> =>
  new Map(rows.flatMap(([kind, advice, ...codes]) => codes.map((code) => [code, { kind, advice }] as const)));

const fallback = byCode(codeTable);
const ofApi = new Map(Object.entries(codeTableByApi).map(([api, rows]) => [api, byCode(rows)]));

/** Meaning of a code in this API, or in any; null for an unknown code. */
export const meaningOf = (api: Api, code: number): CodeMeaning | null =>
  ofApi.get(api)?.get(code) ?? fallback.get(code) ?? null;

/** The class of a code (feishu-api 8). An unknown code is `P`: refused, and not retried. */
export const classOf = (api: Api, code: number): CodeClass => meaningOf(api, code)?.kind ?? 'P';

/** Names of the codes that decide what happens next. Each has a row in `code-table.ts` with its advice. */
export const feishuCode = {
  parameterInvalid: 230001,
  botNotInGroup: 230002,
  messageRecalled: 230011,
  notTheBotsMessage: 230012,
  notTheBotsFile: 230017,
  tooManyUnread: 230023,
  buzzQuota: 230024,
  externalChat: 230027,
  resigned: 230029,
  buzzRestricted: 230052,
  messageDeleted: 230110,
  chatDissolved: 232009,
  botNotInChat: 232011,
  scopeMissing: 99991672,
  messageNotFound: 99992354,
} as const;

type Codes = ReadonlySet<number | null>;

/** The id of a person that does not exist, or is another app's or company's (feishu-api 7.10). */
const foreignIdCodes = [
  99992351, 99992352, 99992353, 99992359, 99992360, 99992361, 99992363, 99992364, 99992381,
] as const;

/** The person cannot be reached: Feishu does not know the id, or refuses the person (feishu-api 3.2, 7.10). */
export const unreachableCodes: Codes = new Set([...foreignIdCodes, 230013, 230029, 230034, 230035, 230038, 230053]);

/** The call is refused because of some ids, which `msg` names (feishu-api 2.1, 7.10). */
export const idNamingCodes: Codes = new Set([...foreignIdCodes, feishuCode.messageNotFound]);

/** The company's SMS and phone quota, or its monthly number of calls, is used up. */
export const quotaCodes: Codes = new Set([230024, 99991403]);

/** Nothing can be sent into the chat: it is gone, or the bot is not in it (feishu-api 2.4, 4.3, 7.10). */
export const closedChatCodes: Codes = new Set([230002, 232006, 232009, 232011, 99992355, 99992356]);

/** The message is no longer there: recalled or deleted (feishu-api 3.6). */
export const goneMessageCodes: Codes = new Set([feishuCode.messageRecalled, feishuCode.messageDeleted]);

/** Some of the people cannot be added to a chat and are not named: resigned, invisible, foreign (feishu-api 4.6). */
export const unaddableCodes: Codes = new Set([232022, 232024, 232027, 232028, 232030, 232032, 232033, 232043]);
