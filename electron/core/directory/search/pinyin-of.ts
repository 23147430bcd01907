import { pinyin } from 'pinyin-pro';

/** One written character (or a run of Latin letters) and its pinyin, in lower case and without tones. */
export interface Syllable {
  written: string;
  /** Most likely reading in this name; empty for a separator. */
  said: string;
  /** Other readings: a person can be found without knowing that 单 is read Shan. */
  also: readonly string[];
}

const plain = { toneType: 'none' } as const;
const noOther: readonly string[] = [];
const readings = new Map<string, readonly string[]>();

const letters = (reading: string) => reading.replace('ü', 'v');

/** Readings of a character in names: the common one first, then those of `table`. */
const readingsOf = (character: string): readonly string[] => {
  const known = readings.get(character);
  if (known) return known;
  const all = [...new Set([letters(pinyin(character, plain)), ...(otherReadings.get(character) ?? [])])];
  readings.set(character, all);
  return all;
};

/**
 * Reads a name, syllable by syllable. Surnames are read as surnames first (单 shan, 仇 qiu, 曾 zeng, 尉迟 yu chi), and
 * commonly as well (dan, chou, ceng). Other scripts stay as they are, one syllable per word.
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

/**
 * Characters of names with more than one reading: surnames (覃 Qin or Tan, 谌 Chen or Shen) and given names (茜 Qian or Xi,
 * 晟 Sheng or Cheng). The library knows the common reading. Readings that no name has (单 chan, as in 单于) are left out,
 * because they would only find people who are not meant.
 */
const table =
  '单 shan,仇 qiu,曾 zeng,解 xie,朴 piao,乐 yue,尉 yu,区 ou,盖 ge,查 zha,翟 di zhai,覃 tan qin,谌 shen chen,缪 miao mou,' +
  '万 mo,俟 qi,长 chang zhang,叶 xie,折 she,召 shao,员 yun,繁 po,洗 xian,种 chong,祭 zhai,薄 bo,黑 he,句 gou,郇 huan,' +
  '宓 fu,隗 kui,郗 xi chi,车 ju,沈 chen,茜 qian xi,晟 sheng cheng,莘 xin shen,娜 nuo,行 hang,朝 zhao,重 chong,参 shen,' +
  '阿 e,柏 bo,藏 zang,传 zhuan,降 xiang,角 jue,浚 xun,盛 cheng,识 zhi,宿 xiu,厦 xia,省 xing,校 jiao,殷 yan,仔 zai';

/** Readings that names have besides the common one, by character. */
const otherReadings: ReadonlyMap<string, readonly string[]> = new Map(
  table.split(',').map((entry) => {
    const [character = '', ...readings] = entry.split(' ');
    return [character, readings];
  }),
);
