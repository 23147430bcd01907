import { describe, expect, it } from 'vitest';
import { saidIn } from '../../../test/support/said-in';
import { zhCN as advice } from '../../contract/advice/zh-CN';
import { sayIn, words } from './words';

// As for the screens (renderer/i18n): every sentence in a catalog is used.

const sources = saidIn('electron');
const unsaidBut = (catalog: string, keys: readonly string[]): readonly string[] => {
  const others = sources.filter(({ path }) => path !== catalog);
  return keys.filter(
    (key) => !others.some(({ source, strings }) => strings.has(key) || new RegExp(`\\.${key}\\b`).test(source)),
  );
};

describe('every sentence is used', () => {
  it('by the tray, menus and notifications', () => {
    expect(unsaidBut('electron/desktop/words/words.ts', Object.keys(words['zh-CN']))).toEqual([]);
  });

  it.each(['app/output/app-words', 'client/arguments/client-words'])('on a terminal: %s', (name) => {
    const path = `electron/desktop/command-line/${name}.ts`;
    const own = sources.find((each) => each.path === path)?.source ?? '';
    const catalog = own.slice(own.indexOf('const zhCN'), own.indexOf('as const'));
    const keys = [...catalog.matchAll(/^ {2}(?:'([\w-]+)'|(\w+)):/gm)].flatMap((key) => key[1] ?? key[2] ?? []);
    expect(keys.length).toBeGreaterThan(30);
    const below = own.slice(own.indexOf('sayFrom(zhCN'));
    expect(unsaidBut(path, keys).filter((key) => !below.includes(`'${key}'`))).toEqual([]);
  });

  it('as advice', () => {
    expect(unsaidBut('', Object.keys(advice))).toEqual([]);
  });
});

describe('the sentences of main', () => {
  const holes = (sentence: string) => [...new Set(sentence.match(/\{\{\w+\}\}/g) ?? [])].sort();

  it('leave the same holes for values in both languages', () => {
    const { 'zh-CN': chinese, 'en-US': english } = words;
    for (const key of Object.keys(chinese) as (keyof typeof chinese)[])
      expect(holes(english[key]), key).toEqual(holes(chinese[key]));
  });

  it('tell one from many in English', () => {
    const say = sayIn('en-US');
    expect(say('quitArmed', { count: 1 })).toBe('1 ladder is still running');
    expect(say('quitArmed', { count: 3 })).toBe('3 ladders are still running');
    expect(sayIn('zh-CN')('quitArmed', { count: 3 })).toContain('3 个');
  });
});
