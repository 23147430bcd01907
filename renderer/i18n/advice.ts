import { useCallback } from 'react';
import type { AdviceWords } from '../../electron/contract/advice/advice-words';
import type { Problem } from '../../electron/contract/advice/problem';
import { fill } from './translate-with';
import { useSpoken } from './use-translation';

/** 建议: the sentence for a problem, with its values filled in; `code` is at hand for sentences that name it. */
export const adviceSentence = (problem: Problem, advice: AdviceWords): string =>
  fill(advice[problem.advice], { code: problem.code ?? '', ...problem.params });

/** `adviceSentence` in the language of the window. */
export const useAdvice = (): ((problem: Problem) => string) => {
  const { advice } = useSpoken();
  return useCallback((problem) => adviceSentence(problem, advice), [advice]);
};

/** What a window says when main gave it nothing, not even its words. */
export const notStarted = (): string =>
  navigator.language.startsWith('zh')
    ? '飞书加急没能启动，请退出后重新打开'
    : 'Feishu Buzz could not start. Quit it and open it again';
