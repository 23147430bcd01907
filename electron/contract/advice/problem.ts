import { type EnglishWords, type Locale, sentence } from '../words';
import type { feishuZhCN, zhCN } from './zh-CN';

/**
 * What went wrong, as it crosses every boundary: Feishu's code when Feishu said no, otherwise null; a key into the
 * advice catalogue (zh-CN and en-US); the values that sentence needs; the log id support asks for.
 * Never a stack, a secret or a message text.
 */
export interface Problem {
  code: number | null;
  advice: AdviceKey;
  params: Readonly<Record<string, string>>;
  logId: string | null;
}

/** A problem of our own making (no Feishu code, no log id). */
export const problem = (advice: AdviceKey, params: Readonly<Record<string, string>> = {}): Problem => ({
  code: null,
  advice,
  params,
  logId: null,
});

/** The answer of every boundary: a value, or a problem as a value. Exceptions are for bugs. */
export type Answer<T> = { ok: true; value: T } | { ok: false; problem: Problem };

export const ok = <T>(value: T): { ok: true; value: T } => ({ ok: true, value });
export const failed = (reason: Problem): { ok: false; problem: Problem } => ({ ok: false, problem: reason });

/** What to do about one of Feishu's own answers. */
export type FeishuAdviceKey = keyof typeof feishuZhCN;

/** Every problem has one of these; each is a sentence in both languages. */
export type AdviceKey = keyof typeof zhCN;

/** 建议 in one language: a sentence for every problem. */
export type AdviceWords = EnglishWords<AdviceKey>;

/** The sentence for a problem, in the language of `words`, with its values filled in. `{{code}}` is Feishu's code. */
export const adviceSentence = ({ code, advice, params }: Problem, words: AdviceWords, locale: Locale): string => {
  const values = { code: code ?? '', ...params };
  const { count } = params;
  return sentence(words, locale, advice, count === undefined ? values : { ...values, count: Number(count) });
};
