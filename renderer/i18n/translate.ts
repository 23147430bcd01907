import type { Locale } from '../../electron/contract/settings';
import { type Namespace, words } from './words';

export type Values = Readonly<Record<string, string | number>>;

const plurals: Record<Locale, Intl.PluralRules> = {
  'zh-CN': new Intl.PluralRules('zh-CN'),
  'en-US': new Intl.PluralRules('en-US'),
};

/** Puts values where `{{name}}` stands; a value that is not given leaves nothing. */
export const fill = (sentence: string, values: Values): string =>
  sentence.replace(/\{\{(\w+)\}\}/g, (_, name: string) => String(values[name] ?? ''));

/**
 * The word for a key, in the plural that `values.count` asks for. Our own forty lines, since i18next's 55 KB would be
 * an eighth of what the renderer may weigh; the keys are checked by `useTranslation`.
 */
export const translate = (locale: Locale, namespace: Namespace, key: string, values: Values = {}): string => {
  const table = words[locale][namespace];
  const { count } = values;
  const form = typeof count === 'number' ? table[`${key}_${plurals[locale].select(count)}`] : undefined;
  return fill(form ?? table[key] ?? key, values);
};
