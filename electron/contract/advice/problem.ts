import { type EnglishWords, type Locale, sentence } from '../words';
import type { feishuZhCN } from './feishu-zh-CN';
import type { zhCN } from './zh-CN';

/**
 * A failure, as it crosses every boundary: Feishu's code if Feishu refused, otherwise null; the key of its sentence in
 * `zh-CN.ts` and `en-US.ts`; the values for that sentence; the log id that Feishu's support asks for.
 * It never holds a stack, a secret or the text of a message.
 */
export interface Problem {
  code: number | null;
  advice: AdviceKey;
  params: Readonly<Record<string, string>>;
  logId: string | null;
}

/** A problem that Feishu did not report: without a code and a log id. */
export const problem = (advice: AdviceKey, params: Readonly<Record<string, string>> = {}): Problem => ({
  code: null,
  advice,
  params,
  logId: null,
});

/** The answer of every boundary: a value or a problem. Exceptions are for bugs. */
export type Answer<T> = { ok: true; value: T } | { ok: false; problem: Problem };

export const ok = <T>(value: T): { ok: true; value: T } => ({ ok: true, value });
export const failed = (reason: Problem): { ok: false; problem: Problem } => ({ ok: false, problem: reason });

/** Key of a sentence about one of Feishu's answers. */
export type FeishuAdviceKey = keyof typeof feishuZhCN;

/** Key of a problem's sentence; every key has one in both languages. */
export type AdviceKey = keyof typeof zhCN;

/** 建议 in one language: a sentence for every problem. */
export type AdviceWords = EnglishWords<AdviceKey>;

/** The sentence for a problem, in the language of `words`, with its values filled in. `{{code}}` is Feishu's code. */
export const adviceSentence = ({ code, advice, params }: Problem, words: AdviceWords, locale: Locale): string => {
  const values = { code: code ?? '', ...params };
  const { count } = params;
  return sentence(words, locale, advice, count === undefined ? values : { ...values, count: Number(count) });
};
