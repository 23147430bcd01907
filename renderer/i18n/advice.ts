import { useCallback } from 'react';
import { adviceSentence, type Problem } from '../../electron/contract/advice/problem';
import { useSpoken } from './use-translation';

/** `adviceSentence` in the language of the window. */
export const useAdvice = (): ((problem: Problem) => string) => {
  const { advice, locale } = useSpoken();
  return useCallback((problem) => adviceSentence(problem, advice, locale), [advice, locale]);
};

/** What a window says when main gave it nothing, not even its words. */
export const notStarted = (): string =>
  navigator.language.startsWith('zh')
    ? '飞书加急没能启动，请退出后重新打开'
    : 'Feishu Buzz could not start. Quit it and open it again';
