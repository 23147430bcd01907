import type { feishuZhCN } from './feishu.zh-CN';
import type { zhCN } from './zh-CN';

/** What to do about one of Feishu's own answers. */
export type FeishuAdviceKey = keyof typeof feishuZhCN;

/** Every problem has one of these; each is a sentence in both languages. */
export type AdviceKey = keyof typeof zhCN;
