import fc from 'fast-check';
import { expect, it } from 'vitest';
import { linesOf } from './split-lines';

it('separates by line, comma, semicolon and tab, also full-width ones, and drops nothing else', () => {
  expect(linesOf('李雷, 韩梅梅;单小雨\t仇远\r\n曾一鸣，解放；尉迟敬、乐嘉\n\n  朴志勇  ,')).toEqual([
    '李雷',
    '韩梅梅',
    '单小雨',
    '仇远',
    '曾一鸣',
    '解放',
    '尉迟敬',
    '乐嘉',
    '朴志勇',
  ]);
  expect(linesOf(' \n,，')).toEqual([]);
});

it.each([
  ['"Zhang, Wei" <wei.zhang@x.cn>', 1],
  ['"Zhang, Wei" <wei.zhang@x.cn>; "Li, Lei" <lei.li@x.cn>', 2],
  ['"Zhang, Wei" <wei.zhang@x.cn>, "Li, Lei" <lei.li@x.cn>', 2],
  ['“张, 伟” <wei@x.cn>，“李, 雷” <lei@x.cn>', 2],
  ["'Zhang, Wei' <wz1@x.cn>, 'Li, Lei' <ll2@x.cn>", 2],
  ['Zhang, Wei <wei.zhang@x.cn>', 1],
  ['Zhang, Wei <wzhang@x.cn>, Li, Lei <lli@x.cn>', 4],
  ['Zhang, Wei <wz123@x.cn>; Li, Lei <ll456@x.cn>', 2],
  ['Zhang, Wei (SRE) <weizhang@x.cn>', 1],
  ['李雷 <li@x.cn>, 韩梅梅 <han@x.cn>', 2],
  ['李雷, 韩梅梅 <han@x.cn>', 2],
  ['李雷, 韩梅梅 <han@x.cn>; 单小雨', 3],
  ['Alice, Bob <bob@x.cn>', 2],
  ['Alice, Bob <bob@x.cn>; Carol', 3],
  ['li@x.cn, Wei <wei@x.cn>', 2],
  ['li@x.cn han@x.cn', 2],
  ['li@x.cn han@x.cn\nou_1 ou_2', 4],
  ['李雷\tli@x.cn\t13800138000\n韩梅梅\than@x.cn\t13800138001', 2],
  ['李雷\t平台部', 2],
  ['李雷、韩梅梅\tli@x.cn', 3],
  ["O'Brien, D'Angelo", 2],
  ['5" disk, Bob', 2],
])('splits %j into as many people as it names: %i', (text, people) => {
  expect(linesOf(text)).toHaveLength(people);
});

it('takes off the marks of a list', () => {
  expect(linesOf('• 李雷\n- 韩梅梅\n1. 单小雨\n2、仇远\n3) 13800138000\n4、13800138001\n* Bob')).toEqual([
    '李雷',
    '韩梅梅',
    '单小雨',
    '仇远',
    '13800138000',
    '13800138001',
    'Bob',
  ]);
});

it('leaves nothing out but separators, list marks and what cannot be seen', () => {
  const unit = fc.constantFrom(...'ab李雷1,;"“”<>@.\'', '\t', '\n', ' ', '，', '、');
  fc.assert(
    fc.property(fc.string({ unit, maxLength: 40 }), (text) => {
      const letters = (all: string) => all.replace(/[^ab李雷@]/g, '');
      expect(letters(linesOf(text).join(''))).toBe(letters(text));
    }),
    { numRuns: 1_000 },
  );
});
