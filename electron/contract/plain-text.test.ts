import fc from 'fast-check';
import { expect, it } from 'vitest';
import { called, isBlank, nameKey, plainText, searchKey, tidied } from './plain-text';

it.each([
  ['阿卜杜拉·买买提', '阿卜杜拉•买买提'],
  ['阿卜杜拉·买买提', '阿卜杜拉・买买提'],
  ['阿卜杜拉·买买提', '阿卜杜拉‧买买提'],
  ['阿卜杜拉·买买提', '阿卜杜拉 · 买买提'],
  ['Álvaro Núñez', 'A\u0301lvaro Nu\u0301n\u0303ez'],
  ['Alice Zhang', 'Alice  Zhang'],
  ['Alice Zhang', 'alice\u00a0ZHANG '],
  ['张伟', '张　伟'],
  ['张伟', '\u202a张伟\u202c'],
  ['张伟', '张\u200b伟\ufeff'],
  ['张伟（外包）', '张伟(外包)'],
  ['张伟 (外包)', '张伟 （外包）'],
  ['Jean-Luc', 'Jean‑Luc'],
  ['Jean-Luc', 'Jean – Luc'],
  ["O'Brien", 'O’Brien'],
  ['Alice', 'Ａｌｉｃｅ'],
  ['一线值班', '⼀线值班'],
])('takes %j and %j for one name', (a, b) => {
  expect(nameKey(a)).toBe(nameKey(b));
});

it.each([
  ['Álvaro', 'Alvaro'],
  ['张伟', '张炜'],
  ['Alice Zhang', 'AliceZhang'],
  ['运维1组', '运维2组'],
])('keeps %s and %s apart', (a, b) => {
  expect(nameKey(a)).not.toBe(nameKey(b));
});

it.each([
  ['Álvaro', 'alvaro'],
  ['A\u0301lvaro', 'alvaro'],
  ['Jørgen', 'jorgen'],
  ['Łukasz', 'lukasz'],
  ['Straße', 'strasse'],
  ['ＺＷ', 'zw'],
  ['lǚ', 'lu'],
  ['İstanbul', 'istanbul'],
  ['O´Neil', "o'neil"],
  ['O\u1ffdNeil', "o'neil"],
])('searches %s as %s', (text, key) => {
  expect(searchKey(text)).toBe(key);
});

it.each(['', ' \t\n', '\u200b', '\u200b \u2060\ufeff', '\u202e\u202c', '\u00ad', '\u3164', '\u2800', '\u0000', '　'])(
  'sees nothing in %j',
  (text) => {
    expect(isBlank(text)).toBe(true);
    expect(tidied(text)).toBe('');
  },
);

it('keeps what a person wrote, but not what programs put around it', () => {
  expect(tidied('\u202a 值班组\u202c\u200b\r\n')).toBe('值班组');
  expect(tidied('a\u200bb')).toBe('ab');
  expect(tidied('一线  ２组（夜）')).toBe('一线  ２组（夜）');
  expect(tidied('👩‍🚒 ⚠️ 🏴󠁧󠁢󠁥󠁮󠁧󠁿')).toBe('👩‍🚒 ⚠️ 🏴󠁧󠁢󠁥󠁮󠁧󠁿');
  expect(plainText('\u200bcli_ａ1\u200b ')).toBe('cli_a1');
});

it('prefers the name as written to one that differs in its form', () => {
  const groups = ['Ops', 'ops', '值班 组'].map((name) => ({ name }));
  expect(called('ops', groups)).toEqual([{ name: 'ops' }]);
  expect(called('OPS', groups)).toHaveLength(2);
  expect(called('值班组', groups)).toEqual([{ name: '值班 组' }]);
  expect(called('\u200b', groups)).toEqual([]);
});

it('gives the same again for its own answer, whatever the text', () => {
  const text = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 12 }),
    fc.string({ unit: fc.constantFrom(...'aÁß张 伟·•-—（)\u200b\u0301İ’｀″\u00b4\u1ffd\u1fef　'), maxLength: 12 }),
  );
  fc.assert(
    fc.property(text, (written) => {
      for (const form of [tidied, plainText, nameKey, searchKey]) expect(form(form(written))).toBe(form(written));
      expect(nameKey(tidied(written))).toBe(nameKey(written));
      expect(searchKey(nameKey(written))).toBe(searchKey(written));
    }),
    { numRuns: 3_000 },
  );
});
