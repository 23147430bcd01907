import type { AdviceKey, Problem } from '../../../contract/advice/problem';
import { zhCN } from '../../../contract/advice/zh-CN';
import { inBrackets } from '../../text/in-brackets';
import { shorten } from '../../text/shorten';
import type { ErrorPart } from './envelope';

/** Longest value in a sentence of advice (characters). */
const longestValue = 300;
const firstOf = (...texts: readonly string[]) => texts.find((text) => text.trim() !== '')?.trim() ?? '–';

/** Scopes of which one is enough, from either shape of `permission_violations`, else from the text of `msg`. */
const scopesOf = (msg: string, error: ErrorPart) => {
  const listed = (error.permission_violations ?? []).flatMap((one) => one.subject ?? one.scope ?? []);
  const said = inBrackets(msg).find((text) => text !== '') ?? '';
  return firstOf([...new Set(listed)].join(', '), said, msg);
};

const fieldsOf = (msg: string, error: ErrorPart) => {
  const fields = (error.field_violations ?? []).map(({ field, description }) =>
    field && description ? `${field} (${description})` : field || description,
  );
  return firstOf(fields.filter((field) => field !== '').join(', '), msg);
};

/** Values for the sentences of advice from an error's body (feishu-api 3.10, 7.5, 7.8), shortened for reading. */
export const adviceParams = (facts: {
  code: number;
  msg: string;
  error: ErrorPart;
  host: string;
  status: number;
  retryAfterMs: number | null;
}): Readonly<Record<string, string>> => {
  const { code, msg, error } = facts;
  const all = {
    code: String(code),
    msg: firstOf(msg),
    host: facts.host,
    status: String(facts.status),
    what: String(code),
    scopes: scopesOf(msg, error),
    field: fieldsOf(msg, error),
    ext: firstOf(/ext=(.*)$/s.exec(msg)?.[1] ?? '', msg),
    ip: firstOf(/\bip\s+([0-9a-f.:]+)/i.exec(msg)?.[1] ?? '', msg),
    seconds: String(Math.max(1, Math.ceil((facts.retryAfterMs ?? 1000) / 1000))),
  };
  return Object.fromEntries(Object.entries(all).map(([name, value]) => [name, shorten(value, longestValue)]));
};

/** A problem with only those values that its sentence mentions. */
export const problemWith = (
  advice: AdviceKey,
  values: Readonly<Record<string, string>>,
  facts: { code: number | null; logId: string | null } = { code: null, logId: null },
): Problem => {
  const names = [...zhCN[advice].matchAll(/\{\{(\w+)\}\}/g)].map((match) => match[1] ?? '');
  const params = Object.fromEntries(names.map((name) => [name, values[name] ?? '–']));
  return { code: facts.code, advice, params, logId: facts.logId };
};
