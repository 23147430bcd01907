import { Parser } from 'saxen';

/** What a reader hears of an XML text: names without their prefix, texts with their entities decoded. */
export interface XmlReader {
  open?(name: string, attributes: () => Readonly<Record<string, string>>): void;
  close?(name: string): void;
  text?(text: string): void;
}

/** What may still be read of a file: elements, attributes and entities. A small zip can hold many millions of them. */
export interface XmlBudget {
  left: number;
}

/** Longest tag: Excel's are below a thousand characters, and time is only counted between tags. */
const longestTag = 100_000;

const hasLongTag = (xml: string): boolean => {
  for (let at = xml.indexOf('<'); at >= 0; ) {
    const end = xml.indexOf('>', at);
    if ((end < 0 ? xml.length : end) - at > longestTag) return true;
    at = end < 0 ? -1 : xml.indexOf('<', end);
  }
  return false;
};

const countUpTo = (most: number, text: string, part: string): number => {
  let count = 0;
  for (let at = text.indexOf(part); at >= 0 && count < most; at = text.indexOf(part, at + 1)) count += 1;
  return count;
};

const local = (name: string) => name.slice(name.indexOf(':') + 1);

/**
 * Reads XML from beginning to end. Only the five entities of XML and characters by number are decoded; what a document
 * declares itself is not, so nothing expands. False for a text that is not well-formed or beyond the budget: what was heard
 * until then is a part.
 */
export const readXml = (xml: string, budget: XmlBudget, reader: XmlReader): boolean => {
  if (hasLongTag(xml)) return false;
  let whole = true;
  const parser = new Parser();
  const stop = () => {
    whole = false;
    parser.stop();
  };
  const spend = (cost: number) => {
    budget.left -= cost;
    if (budget.left < 0) stop();
    return whole;
  };
  parser.on('openTag', (name, attributes, decode) => {
    if (!spend(1)) return;
    reader.open?.(local(name), () => {
      const all = Object.entries(attributes());
      spend(all.length);
      return Object.fromEntries(all.map(([each, value]) => [local(each), decode(value)]));
    });
  });
  parser.on('closeTag', (name) => reader.close?.(local(name)));
  parser.on('text', (text, decode) => {
    const entities = countUpTo(budget.left + 1, text, '&');
    if (spend(entities)) reader.text?.(entities === 0 ? text : decode(text));
  });
  parser.on('cdata', (text) => reader.text?.(text));
  parser.on('error', stop);
  parser.parse(xml);
  return whole;
};
