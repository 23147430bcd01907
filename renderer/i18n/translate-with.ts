import type { PageWords } from '../../electron/contract/ipc/startup';
import type { Locale } from '../../electron/contract/model/settings';

export type Values = Readonly<Record<string, string | number>>;

/** Puts values where `{{name}}` stands; a value that is not given leaves nothing. */
export const fill = (sentence: string, values: Values): string =>
  sentence.replace(/\{\{(\w+)\}\}/g, (_, name: string) => String(values[name] ?? ''));

const counting = (locale: Locale) => ({
  plurals: new Intl.PluralRules(locale),
  numbers: new Intl.NumberFormat(locale),
});
const counts = { 'zh-CN': counting('zh-CN'), 'en-US': counting('en-US') };

/**
 * The word for a key, in the plural that `values.count` asks for, and the count as the language writes it. Our own forty lines, since i18next's 55 KB would be
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
  if (typeof count !== 'number') return fill(table[key] ?? key, values);
  const { plurals, numbers } = counts[locale];
  const form = table[`${key}_${plurals.select(count)}`];
  return fill(form ?? table[key] ?? key, { ...values, count: numbers.format(count) });
};
