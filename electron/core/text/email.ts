import { plainText } from '../../contract/plain-text';

const address = /^[^\s@<>()",;:]+@[^\s@<>()",;:]+\.[^\s@<>()",;:]+$/;

/**
 * An e-mail address in its one form, or null for a text that is none: plain characters in lower case, without a link's
 * scheme and without quotes around it. The full stop that a Chinese keyboard types counts as a dot.
 */
export const canonicalEmail = (written: string): string | null => {
  const text = plainText(written)
    .replace(/^mailto:([^?]*).*$/i, '$1')
    .replace(/^<(.*)>$/, '$1')
    .replace(/^["'“‘]+|["'”’]+$/g, '')
    .replace(/[。｡]/g, '.')
    .trim()
    .toLowerCase();
  return address.test(text) ? text : null;
};
