/** Keys whose values are never written: secrets, texts, names and addresses. */
const secretKey = /secret|token|password|authorization|cookie|ticket|cipher/i;
const privateKey = /^(text|message|content|msg|body|draft|query|line|name|title|asker|mobile|email|emails|mobiles)$/i;

/** Private parts of free text: Feishu's tokens, bearer headers, 32-character secrets, mobiles, e-mail addresses. */
const patterns: readonly (readonly [RegExp, string])[] = [
  [/\b[tuarg]-[A-Za-z0-9_.-]{16,}/g, '[token]'],
  [/\bBearer\s+\S+/gi, 'Bearer [token]'],
  [/\b(?=[A-Za-z0-9]*\d)(?=[A-Za-z0-9]*[A-Za-z])(?<![_A-Za-z0-9-])[A-Za-z0-9]{32,}\b/g, '[secret]'],
  [/(?<![\w.])\+?\d{2,3}[- ]?1\d{10}(?!\d)|(?<![\w.])1[3-9]\d{9}(?!\d)|(?<![\w.])\+\d{8,15}(?!\d)/g, '[mobile]'],
  [/[\w.+-]+@[\w-]+(?:\.[\w-]+)+/g, '[e-mail]'],
];

/** Depth, length of lists and length of texts at which a value is cut. */
const limits = { depth: 6, list: 50, text: 2000 };

const redactText = (text: string): string => {
  const cut = text.length > limits.text ? `${text.slice(0, limits.text)}…` : text;
  return patterns.reduce((clean, [pattern, instead]) => clean.replace(pattern, instead), cut);
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
