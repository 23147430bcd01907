import { enUS } from './en-US';
import type { AdviceKey } from './problem';
import { zhCN } from './zh-CN';

/** 建议 in one language: a sentence for every problem. */
export type AdviceWords = Readonly<Record<AdviceKey, string>>;

/** Kept in main; a window is given those of its language, so that 35 KB of sentences are loaded once, not per page. */
export const adviceWords: Readonly<Record<'zh-CN' | 'en-US', AdviceWords>> = { 'zh-CN': zhCN, 'en-US': enUS };
