import { describe, expect, it, vi } from 'vitest';
import { localeFor, sayFrom, sentence } from './words';

describe('a sentence', () => {
  it('has its values filled in, which are not expanded again', () => {
    expect(sentence({ greet: '{{name}} of {{people}}' }, 'en-US', 'greet', { name: 'A {{people}}', people: 0 })).toBe(
      'A {{people}} of 0',
    );
  });

  it('is not turned around by a value: 12 people stay 12', () => {
    const words = { chip: '{{name}} · {{count}} people' };
    const values = { name: '值班组\u202e', count: 12 };
    expect(sentence(words, 'en-US', 'chip', values)).toBe('值班组 · 12 people');
    expect(sentence(words, 'en-US', 'chip', { ...values, name: '\u2067a\u200fb\u061c' })).toBe('ab · 12 people');
  });

  it('leaves nothing where a value is missing', () => {
    expect(sentence({ refused: 'Refused: {{ext}}' }, 'en-US', 'refused')).toBe('Refused: ');
  });

  it('tells one from many in English, with a form of its own or without', () => {
    const say = sayFrom({ left: '还有 {{count}} 人' }, { left: '{{count}} people', left_one: '{{count}} person' });
    expect([1, 2, 1200].map((count) => say('en-US')('left', { count }))).toEqual([
      '1 person',
      '2 people',
      '1,200 people',
    ]);
    expect(say('zh-CN')('left', { count: 1 })).toBe('还有 1 人');
    expect(sentence({ left_one: 'one', left_other: 'many' }, 'en-US', 'left', { count: 0 })).toBe('many');
  });

  it('waits for the language’s numbers only where it says a number', async () => {
    vi.resetModules();
    const { sentence: fresh } = await import('./words');
    const made: string[] = [];
    const PluralRules = Intl.PluralRules;
    class Noticed extends PluralRules {
      constructor(locale: string) {
        super(locale);
        made.push(locale);
      }
    }
    vi.stubGlobal('Intl', Object.create(Intl, { PluralRules: { value: Noticed } }));
    expect(fresh({ idle: 'Feishu Buzz' }, 'en-US', 'idle', { count: 0 })).toBe('Feishu Buzz');
    expect(made).toEqual([]);
    expect(fresh({ unread: '{{count}} unread' }, 'en-US', 'unread', { count: 2 })).toBe('2 unread');
    expect(made).toEqual(['en-US']);
    vi.unstubAllGlobals();
  });

  it('is the key where there is none, so that the gap shows', () => {
    expect(sentence({}, 'zh-CN', 'missing')).toBe('missing');
  });
});

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
