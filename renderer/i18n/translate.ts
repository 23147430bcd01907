import type { Locale } from '../../electron/contract/settings';
import type { Values } from './fill';
import { translateWith } from './translate-with';
import { type Namespace, words } from './words';

/** `translateWith` all words of a language: for tests, and for nothing that a page carries. */
export const translate = (locale: Locale, namespace: Namespace, key: string, values: Values = {}): string =>
  translateWith(words[locale], locale, namespace, key, values);
