import { useCallback } from 'react';
import { enUS } from '../../electron/contract/advice/en-US';
import { zhCN } from '../../electron/contract/advice/zh-CN';
import type { Problem } from '../../electron/contract/problem';
import type { Locale } from '../../electron/contract/settings';
import { fill } from './translate';
import { useLocale } from './use-translation';

const catalogues: Record<Locale, Record<Problem['advice'], string>> = { 'zh-CN': zhCN, 'en-US': enUS };

/** 建议: the sentence for a problem, with its values filled in; `code` is at hand for sentences that name it. */
export const adviceSentence = (problem: Problem, locale: Locale): string =>
  fill(catalogues[locale][problem.advice], { code: problem.code ?? '', ...problem.params });

/** `adviceSentence` in the language of the window. */
export const useAdvice = (): ((problem: Problem) => string) => {
  const locale = useLocale();
  return useCallback((problem) => adviceSentence(problem, locale), [locale]);
};
