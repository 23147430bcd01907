import { adviceWords } from '../../contract/advice/advice-words';
import type { Problem } from '../../contract/advice/problem';
import type { Locale } from '../../contract/model/settings';
import { fill } from './words';

/** 建议: the sentence for a problem, with its values filled in. */
export const sentenceOf = (problem: Problem, locale: Locale): string =>
  fill(adviceWords[locale][problem.advice], { code: problem.code ?? '', ...problem.params });
