import type { Locale } from '../../electron/contract/model/settings';
import { words as enUS } from './en-US';
import { words as zhCN } from './zh-CN';

/** The Chinese words, which define the keys. */
export type Words = typeof zhCN;
export type Namespace = keyof Words;

/** All words of both languages. Main gives each window the language in use, so no page imports this. */
export const words: Record<Locale, { readonly [Name in Namespace]: Readonly<Record<string, string>> }> = {
  'zh-CN': zhCN,
  'en-US': enUS,
};

/** The keys of a namespace as `t` takes them: `people` for `people_other`, with a count. */
export type KeyIn<Name extends Namespace> = {
  [Key in keyof Words[Name] & string]: Key extends `${infer Base}_other` ? Base : Key;
}[keyof Words[Name] & string];
