import type { Locale } from '../../../contract/model/settings';

/** The language of a terminal, from what POSIX puts into the environment; null when it says nothing (`C`, Windows). */
export const terminalLocale = (env: Readonly<Record<string, string | undefined>>): Locale | null => {
  const said = [...(env.LANGUAGE ?? '').split(':'), env.LC_ALL, env.LC_MESSAGES, env.LANG];
  for (const tag of said) {
    const [primary] = (tag ?? '').toLowerCase().split(/[-_.@]/);
    if (primary === 'zh') return 'zh-CN';
    if (primary === 'en') return 'en-US';
  }
  return null;
};
