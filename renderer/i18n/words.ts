import type { Locale } from '../../electron/contract/model/settings';
import { words as enUS } from './en-US';
import { words as zhCN } from './zh-CN';

/** zh-CN is the first language: its words say which keys there are. */
export type Words = typeof zhCN;
export type Namespace = keyof Words;

/** Main carries both languages and gives each window the one in force (contract/page-words): no page imports this. */
export const words: Record<Locale, { readonly [Name in Namespace]: Readonly<Record<string, string>> }> = {
  'zh-CN': zhCN,
  'en-US': enUS,
};

/** The keys of a namespace as they are asked for: `people` for `people_other`, with a count. */
export type KeyIn<Name extends Namespace> = {
  [Key in keyof Words[Name] & string]: Key extends `${infer Base}_other` ? Base : Key;
}[keyof Words[Name] & string];
