import type { PageWords } from '../../electron/contract/page-words';
import type { Locale } from '../../electron/contract/settings';
import { fill, type Values } from './fill';

const plurals: Record<Locale, Intl.PluralRules> = {
  'zh-CN': new Intl.PluralRules('zh-CN'),
  'en-US': new Intl.PluralRules('en-US'),
};

/**
 * The word for a key, in the plural that `values.count` asks for. Our own forty lines, since i18next's 55 KB would be
 * an eighth of what the renderer may weigh; the keys are checked by `useTranslation`.
 */
export const translateWith = (
  words: PageWords,
  locale: Locale,
  namespace: string,
  key: string,
  values: Values = {},
): string => {
  const table = words[namespace] ?? {};
  const { count } = values;
  const form = typeof count === 'number' ? table[`${key}_${plurals[locale].select(count)}`] : undefined;
  return fill(form ?? table[key] ?? key, values);
};
