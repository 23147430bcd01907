import type { Locale } from '../../../electron/contract/model/settings';
import type { Values } from '../../../renderer/i18n/translate-with';
import { translateWith } from '../../../renderer/i18n/translate-with';
import { type Namespace, words } from '../../../renderer/i18n/words';

/** `translateWith` all words of a language: for tests, and for nothing that a page carries. */
export const translate = (locale: Locale, namespace: Namespace, key: string, values: Values = {}): string =>
  translateWith(words[locale], locale, namespace, key, values);
