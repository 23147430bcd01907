import type { Locale } from './model/settings';

/** The first of these language tags (`zh_CN.UTF-8`, `en-US`) that there is; null: none is named. */
export const localeOfTags = (tags: readonly (string | undefined)[]): Locale | null => {
  for (const tag of tags) {
    const [primary] = (tag ?? '')
      .trim()
      .toLowerCase()
      .split(/[-_.@;]/);
    if (primary === 'zh') return 'zh-CN';
    if (primary === 'en') return 'en-US';
  }
  return null;
};

/** The language of a terminal, as POSIX puts it into the environment; null when it names none (`C`, Windows). */
export const terminalLocale = (env: Readonly<Record<string, string | undefined>>): Locale | null =>
  localeOfTags([...(env.LANGUAGE ?? '').split(':'), env.LC_ALL, env.LC_MESSAGES, env.LANG]);
