import type { FeishuAdviceKey } from '../../contract/advice/problem';
import type { Api } from './api';
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

/** What a code means in this API, or anywhere; null for a code nobody has told us about. */
export const meaningOf = (api: Api, code: number): CodeMeaning | null =>
  ofApi.get(api)?.get(code) ?? fallback.get(code) ?? null;

/** The class of a code (feishu-api section 8). An unknown code is `P`: refused, and not retried. */
export const classOf = (api: Api, code: number): CodeClass => meaningOf(api, code)?.kind ?? 'P';
