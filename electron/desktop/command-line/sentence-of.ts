import { enUS } from '../../contract/advice/en-US';
import { zhCN } from '../../contract/advice/zh-CN';
import type { Problem } from '../../contract/problem';
import type { Locale } from '../../contract/settings';
import { fill } from '../words';

const catalogues: Record<Locale, Record<Problem['advice'], string>> = { 'zh-CN': zhCN, 'en-US': enUS };

/** 建议: the sentence for a problem, with its values filled in. */
export const sentenceOf = (problem: Problem, locale: Locale): string =>
  fill(catalogues[locale][problem.advice], { code: problem.code ?? '', ...problem.params });
