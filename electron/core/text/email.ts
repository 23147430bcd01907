import { personLimits } from '../../contract/limits';
import { plainText } from '../../contract/plain-text';
import { trimEnd, trimStart } from '../../contract/trim-ends';

const address = /^[^\s@<>()",;:]+@[^\s@<>()",;:]+\.[^\s@<>()",;:]+$/;

/**
 * An e-mail address in its one form, or null for a text that is none: plain characters in lower case, without a link's
 * scheme and without quotes around it. The full stop that a Chinese keyboard types counts as a dot.
 */
export const canonicalEmail = (written: string): string | null => {
  const text = plainText(written);
  const [linked = ''] = /^mailto:/i.test(text) ? text.slice('mailto:'.length).split('?', 1) : [text];
  const dotted = linked.replace(/^<(.*)>$/, '$1').replace(/[。｡]/g, '.');
  const bare = trimEnd(trimStart(dotted, /["'“‘]/), /["'”’]/).trim();
  return bare.length <= personLimits.email && address.test(bare) ? bare.toLowerCase() : null;
};
