import pairs from 'opencc-js/dict/TSCharacters';

/** Simplified characters by their traditional forms. */
const simple: ReadonlyMap<string, string> = new Map(
  pairs.split('|').map((pair) => {
    const [traditional = '', simplified = ''] = pair.split(' ');
    return [traditional, simplified];
  }),
);
const han = /\p{sc=Han}/gu;

/** A text in simplified characters, one for each (單 单, 萬 万, 査 查). Everything else stays. */
export const simplified = (text: string): string =>
  text.replace(han, (character) => simple.get(character) ?? character);
