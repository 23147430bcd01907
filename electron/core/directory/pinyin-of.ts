import { pinyin } from 'pinyin-pro';

/** One written character (or a run of Latin letters) and how it is said, lower case without tones. */
export interface Syllable {
  written: string;
  said: string;
}

/**
 * A name, syllable by syllable. Surnames are read as surnames (单 shan, 仇 qiu, 曾 zeng, 尉迟 yu chi); what is not
 * Chinese stays as it is, one syllable per word; what stands between words is said as nothing.
 */
export const pinyinOf = (name: string): readonly Syllable[] => {
  const syllables: Syllable[] = [];
  const said = pinyin(name, { toneType: 'none', type: 'all', surname: 'head', nonZh: 'consecutive' });
  for (const { origin, pinyin: reading, isZh } of said) {
    if (isZh) syllables.push({ written: origin, said: reading.replace('ü', 'v') });
    else
      for (const part of origin.split(/([^\p{L}\p{N}]+)/u)) {
        if (part) syllables.push({ written: part, said: /[\p{L}\p{N}]/u.test(part) ? part.toLowerCase() : '' });
      }
  }
  return syllables;
};
