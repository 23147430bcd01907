export type Values = Readonly<Record<string, string | number>>;

/** Puts values where `{{name}}` stands; a value that is not given leaves nothing. */
export const fill = (sentence: string, values: Values): string =>
  sentence.replace(/\{\{(\w+)\}\}/g, (_, name: string) => String(values[name] ?? ''));
