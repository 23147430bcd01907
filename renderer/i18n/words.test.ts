import { describe, expect, it } from 'vitest';
import { enUS } from '../../electron/contract/advice/en-US';
import { adviceSentence, problem } from '../../electron/contract/advice/problem';
import { zhCN } from '../../electron/contract/advice/zh-CN';
import { translate } from '../../test/support/bridge/translate';
import { formatIn } from './format';
import { words } from './words';

const holes = (sentence: string) => [...new Set(sentence.match(/\{\{\w+\}\}/g) ?? [])].sort();

describe('words', () => {
  it('take the same values in both languages', () => {
    for (const [name, chinese] of Object.entries(words['zh-CN'])) {
      const english = Object.entries(words['en-US']).find(([each]) => each === name)?.[1] ?? {};
      for (const [key, sentence] of Object.entries(chinese))
        expect(holes(english[key] ?? ''), `${name}:${key}`).toEqual(holes(sentence));
    }
    const advice: Record<string, string> = enUS;
    for (const [key, sentence] of Object.entries(zhCN)) expect(holes(advice[key] ?? ''), key).toEqual(holes(sentence));
  });

  it('have a singular and a plural in English, and one form in Chinese', () => {
    expect(translate('en-US', 'common', 'people', { count: 1 })).toBe('1 person');
    expect(translate('en-US', 'common', 'people', { count: 6 })).toBe('6 people');
    expect(translate('en-US', 'common', 'people', { count: 1200 })).toBe('1,200 people');
    expect(translate('zh-CN', 'common', 'people', { count: 1 })).toBe('1 人');
  });

  it('write midnight as the start of a day, not as its 24th hour', () => {
    const midnight = new Date(2026, 10, 23, 0, 5).getTime();
    expect(formatIn('en-US').time(midnight)).toBe('00:05');
    expect(formatIn('zh-CN').time(midnight)).toBe('00:05');
  });

  it('fill the values of a problem into its advice', () => {
    expect(adviceSentence(problem('person-unresolved', { name: '老王' }), enUS, 'en-US')).toContain('“老王”');
    expect(
      adviceSentence({ code: 230077, advice: 'feishu-unknown', params: { msg: 'odd' }, logId: null }, zhCN, 'zh-CN'),
    ).toContain('230077');
  });

  it('write lists as each language does', () => {
    expect(formatIn('zh-CN').list(['韩梅梅', '单小雨'])).toBe('韩梅梅、单小雨');
    expect(formatIn('en-US').list(['Han', 'Shan', 'Xie'])).toBe('Han, Shan, Xie');
  });
});
