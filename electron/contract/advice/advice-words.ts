import type { Locale } from '../words';
import { enUS } from './en-US';
import { type AdviceWords, adviceSentence, type Problem } from './problem';
import { zhCN } from './zh-CN';

/** The sentences of both languages, for main. A window gets those of its language, so that no page carries 35 KB of them. */
export const adviceWords: Readonly<Record<Locale, AdviceWords>> = { 'zh-CN': zhCN, 'en-US': enUS };

/** The sentence for a problem, as main and the command line say it. */
export const sentenceOf = (problem: Problem, locale: Locale): string =>
  adviceSentence(problem, adviceWords[locale], locale);
