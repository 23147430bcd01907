import type { AdviceKey, Problem } from '../../../contract/advice/problem';
import { zhCN } from '../../../contract/advice/zh-CN';

/** A problem that carries, of all that is known, just the values its sentence mentions. */
export const problemWith = (
  advice: AdviceKey,
  known: Readonly<Record<string, string>>,
  facts: { code: number | null; logId: string | null } = { code: null, logId: null },
): Problem => {
  const names = [...zhCN[advice].matchAll(/\{\{(\w+)\}\}/g)].map((match) => match[1] ?? '');
  const params = Object.fromEntries(names.map((name) => [name, known[name] ?? '–']));
  return { code: facts.code, advice, params, logId: facts.logId };
};
