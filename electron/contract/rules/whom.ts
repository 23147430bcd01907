import type { Locale } from '../model/settings';

/** A person in words: the name, and what tells them from others who are called so: "张伟（平台部）". */
export const whom = ({ name, department }: { name: string; department: string | null }, locale: Locale): string => {
  if (department === null) return name;
  return locale === 'zh-CN' ? `${name}（${department}）` : `${name} (${department})`;
};
