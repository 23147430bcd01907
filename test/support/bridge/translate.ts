import type { Locale } from '../../../electron/contract/model/settings';
import { sentence, type Values } from '../../../electron/contract/words';
import { type Namespace, words } from '../../../renderer/i18n/words';

/** A sentence of the renderer, from all its words of a language: for tests, and for nothing that a page carries. */
export const translate = (locale: Locale, namespace: Namespace, key: string, values: Values = {}): string =>
  sentence(words[locale][namespace], locale, key, values);
