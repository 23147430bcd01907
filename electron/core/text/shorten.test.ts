import { expect, it } from 'vitest';
import { inOneLine, shorten } from './shorten';

it('turns line breaks and runs of spaces into single spaces', () => {
  expect(inOneLine(' 数据库\r\n\t告警  已持续 ')).toBe('数据库 告警 已持续');
});

it.each([
  ['1234', 4, '1234'],
  ['12345', 4, '123…'],
  ['12 45', 4, '12…'],
  ['𠮷𠮷𠮷', 3, '𠮷𠮷𠮷'],
  ['𠮷𠮷𠮷', 2, '𠮷…'],
])('shortens %s to %i characters: %s', (text, most, shown) => {
  expect(shorten(text, most)).toBe(shown);
});
