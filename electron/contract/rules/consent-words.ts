import type { Locale } from '../model/settings';

/** The word that is typed to agree to a deletion that cannot be undone. Main compares it as well. */
export const consentWords: Readonly<Record<Locale, string>> = { 'zh-CN': '删除', 'en-US': 'delete' };
