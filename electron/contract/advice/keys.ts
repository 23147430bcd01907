import type { zhCN } from './zh-CN';

/** Every problem has one of these; each is a sentence in both languages. */
export type AdviceKey = keyof typeof zhCN;
