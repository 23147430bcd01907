import { describe, expect, it } from 'vitest';
import { localeFor } from './locale';
import { fill, words } from './words';

describe('localeFor', () => {
  it.each([
    ['zh-CN', ['en-US'], 'zh-CN'],
    ['en-US', ['zh-CN'], 'en-US'],
    ['system', ['zh-Hant-TW'], 'zh-CN'],
    ['system', ['zh_CN.UTF-8'], 'zh-CN'],
    ['system', ['en-GB', 'zh-CN'], 'en-US'],
    ['system', ['de-DE', 'zh-CN'], 'zh-CN'],
    ['system', ['fr'], 'en-US'],
    ['system', [], 'en-US'],
  ] as const)('answers %s on a system of %j with %s', (language, system, locale) => {
    expect(localeFor(language, system)).toBe(locale);
  });
});

describe('fill', () => {
  it('puts values in place and leaves an unknown name visible', () => {
    expect(fill(words['en-US'].readOf, { title: 'A {{people}}', read: 0 })).toBe('A {{people}} (0 of {{people}} read)');
  });
});
