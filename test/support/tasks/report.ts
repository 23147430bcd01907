import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import type { Locale } from '../../../electron/contract/model/settings';
import type { Before, Task } from './at-the-screen';
import type { Effort } from './player';

/** A task as it was played. */
export interface Played {
  task: Task;
  effort: Effort;
  /** Names of its pictures. */
  pictures: readonly string[];
}

/** Folder in which `npm run demo -- --tasks` wants pictures; null: the tests play without. */
export const playedFolder = process.env.FEISHU_BUZZ_TASKS || null;
/** Folder of an earlier run, to be shown beside it. */
const before = process.env.FEISHU_BUZZ_TASKS_BEFORE || null;

const heads: Readonly<Record<Locale, readonly string[]>> = {
  'zh-CN': ['任务', '点击', '按键', '输入字数', '之前点击', '之前按键'],
  'en-US': ['Task', 'Clicks', 'Keys', 'Characters typed', 'Clicks before', 'Keys before'],
};
const notPossible: Readonly<Record<Locale, string>> = { 'zh-CN': '之前做不到', 'en-US': 'not possible before' };
const sides: Readonly<Record<Locale, { now: string; before: string }>> = {
  'zh-CN': { now: '现在', before: '之前' },
  'en-US': { now: 'Now', before: 'Before' },
};

/** What is kept of a run, and read of an earlier one. */
type Counts = Record<string, Effort>;

const escaped = (text: string) => text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);

const countsOf = async (folder: string, locale: Locale): Promise<Counts> => {
  try {
    return JSON.parse(await readFile(join(folder, `counts-${locale}.json`), 'utf8')) as Counts;
  } catch {
    return {};
  }
};

/** Writes the counts of a run, a table of them, and a page with its pictures, those of the earlier run beside them. */
export const report = async (folder: string, locale: Locale, played: readonly Played[]): Promise<void> => {
  const counts = Object.fromEntries(played.map(({ task, effort }) => [task.id, effort]));
  await writeFile(join(folder, `counts-${locale}.json`), `${JSON.stringify(counts, null, 2)}\n`);
  const earlier = before === null ? {} : await countsOf(before, locale);
  const there = before === null ? [] : await readdir(before).catch(() => []);
  const rows = played.map(({ task, effort }) => {
    const old: Before = earlier[task.id] ?? task.before;
    const oldPresses = old === 'not-possible' ? [notPossible[locale], '–'] : [old.clicks, old.keys];
    return [task.title[locale], effort.clicks, effort.keys, effort.typed, ...oldPresses].map(String);
  });
  const head = heads[locale];
  const lines = [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`);
  await writeFile(join(folder, `tasks-${locale}.md`), `${lines.join('\n')}\n`);

  const cell = (tag: string) => (text: string) => `<${tag}>${escaped(text)}</${tag}>`;
  const table = `<table><tr>${head.map(cell('th')).join('')}</tr>${rows.map((row) => `<tr>${row.map(cell('td')).join('')}</tr>`).join('')}</table>`;
  const image = (path: string) => `<img src="${escaped(encodeURI(path))}" alt="" loading="lazy">`;
  const parts = played.map(({ task, pictures }) => {
    const old = there.filter((name) => name.startsWith(`${locale}-${task.id}-`)).sort();
    const row = (title: string, names: readonly string[]) =>
      names.length === 0 ? '' : `<h3>${title}</h3><div>${names.map(image).join('')}</div>`;
    const beside =
      before === null
        ? ''
        : row(
            sides[locale].before,
            old.map((name) => join(relative(folder, before), name)),
          );
    return `<h2>${escaped(task.title[locale])}</h2>${row(sides[locale].now, pictures)}${beside}`;
  });
  const style =
    'body{font:14px system-ui;margin:24px;background:#eee}img{width:340px;margin:0 8px 8px 0;border:1px solid #bbb}td,th{padding:2px 10px;text-align:left}';
  const page = `<!doctype html><meta charset="utf-8"><title>Tasks</title><style>${style}</style>${table}${parts.join('')}`;
  await writeFile(join(folder, `tasks-${locale}.html`), page);
};
