import type { Locale } from '../words';
import { enUS } from './en-US';
import { type AdviceWords, adviceSentence, type Problem } from './problem';
import { zhCN } from './zh-CN';

/** Kept in main; a window is given those of its language, so that 35 KB of sentences are loaded once, not per page. */
export const adviceWords: Readonly<Record<Locale, AdviceWords>> = { 'zh-CN': zhCN, 'en-US': enUS };

/** 建议: the sentence for a problem, as main and the command line say it. */
export const sentenceOf = (problem: Problem, locale: Locale): string =>
  adviceSentence(problem, adviceWords[locale], locale);
