/** Keys whose values are never written: secrets, texts, names and addresses. */
const secretKey = /secret|token|password|authorization|cookie|ticket|cipher/i;
const privateKey = /^(text|message|content|msg|body|draft|query|line|name|title|asker|mobile|email|emails|mobiles)$/i;

/**
 * A mobile of the mainland, with or without its country code, as people and programs write it: in one piece, in groups of
 * three, four and four with anything between, or with spaces and dashes elsewhere. Dots elsewhere would be an address.
 */
const mainlandMobile =
  /(?<![\w.])(?:\(?\+?\d{2,3}\)?[\s\p{Pd}]{0,2})?1[3-9]\d(?:[\s\p{Pd}.·/]{0,2}\d{4}[\s\p{Pd}.·/]{0,2}\d{4}|(?:[\s\p{Pd}]?\d){8})(?!\d)/gu;

/** Private parts of free text: tokens of Feishu and of a relay, bearer headers, 32-character secrets, mobiles, e-mail addresses. */
const patterns: readonly (readonly [RegExp, string])[] = [
  [/\b[tuarg]-[A-Za-z0-9_.-]{16,}/g, '[token]'],
  // A relay's.
  [/fbr_[A-Za-z0-9_-]{16,}/g, '[token]'],
  [/\bBearer\s+\S+/gi, 'Bearer [token]'],
  // One secret in three hundred has no digit.
  [/(?<![_A-Za-z0-9-])(?=[A-Za-z0-9]*[A-Za-z])[A-Za-z0-9]{32,}\b/g, '[secret]'],
  [mainlandMobile, '[mobile]'],
  [/(?<![\w.])\(?\+\d{1,3}(?:[\s().\p{Pd}/]{0,3}\d){7,14}(?!\d)/gu, '[mobile]'],
  [/[\w.+-]+@[\w-]+(?:\.[\w-]+)+/g, '[e-mail]'],
];

/** Depth, length of lists and length of texts at which a value is cut. */
const limits = { depth: 6, list: 50, text: 2000 };

/** Marks that no person sees, and digits of full width: neither may hide a number from the patterns. */
const readable = (text: string): string =>
  text
    .replace(/[\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/gu, '')
    .replace(/[０-９＋]/gu, (wide) => String.fromCharCode(wide.charCodeAt(0) - 0xfee0));

const redactText = (text: string): string => {
  const cut = text.length > limits.text ? `${text.slice(0, limits.text)}…` : text;
  return patterns.reduce((clean, [pattern, instead]) => clean.replace(pattern, instead), readable(cut));
};

/**
 * Copies a value for a log or for strangers, without secrets, tokens, mobiles, e-mail addresses and message texts. Errors
 * become their name, message and stack, redacted as well.
 */
export const redact = (value: unknown, depth = 0): unknown => {
  if (typeof value === 'string') return redactText(value);
  if (typeof value !== 'object' || value === null) return typeof value === 'function' ? '[function]' : value;
  if (depth >= limits.depth) return '[deep]';
  if (value instanceof Error) {
    const { name, message, stack, cause } = value;
    return redact({ error: name, reason: message, stack, ...(cause === undefined ? {} : { cause }) }, depth + 1);
  }
  if (Array.isArray(value)) return value.slice(0, limits.list).map((entry) => redact(entry, depth + 1));
  return Object.fromEntries(
    Object.entries(value).map(([key, entry]) => [
      key,
      secretKey.test(key) || privateKey.test(key) ? '[removed]' : redact(entry, depth + 1),
    ]),
  );
};
