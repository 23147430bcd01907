import type { JsonRecord } from './json';

/** What an endpoint says yes with: under `data`, or at the top level (token and bot info; feishu-api 7.4). */
export type Success = { kind: 'data'; data: JsonRecord } | { kind: 'top'; body: JsonRecord };

export interface FieldViolation {
  field: string;
  value: string;
  description: string;
}

/** Feishu saying no: the envelope of feishu-api 7.4. `bare`: without `error`, as the token endpoint answers. */
export interface Refusal {
  kind: 'refusal';
  code: number;
  msg: string;
  status: number;
  headers?: Readonly<Record<string, string>>;
  message?: string;
  fieldViolations?: readonly FieldViolation[];
  missingScopes?: readonly string[];
  bare?: boolean;
}

export type Reply = Success | Refusal;

export const data = (value: JsonRecord): Success => ({ kind: 'data', data: value });

export const isRefusal = (value: unknown): value is Refusal =>
  typeof value === 'object' && value !== null && 'kind' in value && value.kind === 'refusal';
