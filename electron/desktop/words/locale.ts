import type { Language, Locale } from '../../contract/model/settings';

/**
 * The language to speak: the setting, or the first of the system's preferred languages that there is. Any Chinese is
 * answered in zh-CN; everybody else gets English.
 */
export const localeFor = (language: Language, systemLanguages: readonly string[]): Locale => {
  if (language !== 'system') return language;
  for (const tag of systemLanguages) {
    const [primary] = tag.toLowerCase().split(/[-_]/);
    if (primary === 'zh') return 'zh-CN';
    if (primary === 'en') return 'en-US';
  }
  return 'en-US';
};
