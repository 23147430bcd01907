import type { Locale } from '../../../electron/contract/model/settings';
import { sentence, type Values } from '../../../electron/contract/words';
import { type Namespace, words } from '../../../renderer/i18n/words';

/** Translates with all words of a language. For tests only, since a page loads one language. */
export const translate = (locale: Locale, namespace: Namespace, key: string, values: Values = {}): string =>
  sentence(words[locale][namespace], locale, key, values);
