import { pinyin } from 'pinyin-pro';
import { otherReadings } from './other-readings';

/** One written character (or a run of Latin letters) and how it is said, lower case without tones. */
export interface Syllable {
  written: string;
  /** As it is most likely said in this name; empty for what stands between words. */
  said: string;
  /** Other ways it is said: nobody has to know that 单 is Shan to find her. */
  also: readonly string[];
}

const plain = { toneType: 'none' } as const;
const noOther: readonly string[] = [];
const readings = new Map<string, readonly string[]>();

const letters = (reading: string) => reading.replace('ü', 'v');

/** Every way a character by itself is said in names: its common reading first, then those a table adds. */
const readingsOf = (character: string): readonly string[] => {
  const known = readings.get(character);
  if (known) return known;
  const all = [...new Set([letters(pinyin(character, plain)), ...(otherReadings.get(character) ?? [])])];
  readings.set(character, all);
  return all;
};

/**
 * A name, syllable by syllable. Surnames are read as surnames first (单 shan, 仇 qiu, 曾 zeng, 尉迟 yu chi), and as
 * everybody reads them besides (dan, chou, ceng); what is not Chinese stays as it is, one syllable per word.
 */
export const pinyinOf = (name: string): readonly Syllable[] => {
  const syllables: Syllable[] = [];
  const said = pinyin(name, { ...plain, type: 'all', surname: 'head', nonZh: 'consecutive' });
  for (const { origin, pinyin: reading, isZh } of said) {
    if (isZh) {
      const first = letters(reading);
      const also = readingsOf(origin).filter((other) => other !== first);
      syllables.push({ written: origin, said: first, also: also.length > 0 ? also : noOther });
    } else
      for (const part of origin.split(/([^\p{L}\p{N}]+)/u)) {
        if (!part) continue;
        syllables.push({ written: part, said: /[\p{L}\p{N}]/u.test(part) ? part.toLowerCase() : '', also: noOther });
      }
  }
  return syllables;
};
