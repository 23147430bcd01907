import { expect, test } from 'vitest';
import { ceilingRanges, keepDaysRange, ladderLimits, templateLimits, undoRange } from './limits';
import { Ladder } from './model/ladder';
import { Ceilings, defaultSettings, Settings, Template } from './model/settings';

const [standard] = defaultSettings.ladders;
const ladder = (change: Partial<Ladder>) => Ladder.safeParse({ ...standard, ...change }).success;
const { shape } = Settings;
const ceilingRows = Object.entries(ceilingRanges).map(
  ([name, range]) =>
    [name, range, (value: number) => Ceilings.shape[name as keyof Ceilings].safeParse(value).success] as const,
);

test.each([
  [
    'afterMinutes',
    ladderLimits.afterMinutes,
    (value: number) => ladder({ steps: [{ afterMinutes: value, channel: 'app' }] }),
  ],
  ['everyMinutes', ladderLimits.everyMinutes, (value: number) => ladder({ repeat: { times: 1, everyMinutes: value } })],
  ['graceMinutes', ladderLimits.graceMinutes, (value: number) => ladder({ graceMinutes: value })],
  ['undoSeconds', undoRange, (value: number) => shape.undoSeconds.safeParse(value).success],
  ['keepDays', keepDaysRange, (value: number) => shape.keepDays.safeParse(value).success],
  ...ceilingRows,
] as const)('%s is taken at both ends of its range and refused beyond them', (_name, { min, max }, accepts) => {
  expect([min, max].map(accepts)).toEqual([true, true]);
  expect([min - 1, max + 1].map(accepts)).toEqual([false, false]);
});

test('names, texts and lists are taken up to their limit and refused above it', () => {
  const template = (change: Partial<Template>) =>
    Template.safeParse({ id: 'tpl_a', name: 'a', text: 'a', ...change }).success;
  const templates = (count: number) =>
    shape.templates.safeParse(Array(count).fill({ id: 'tpl_a', name: 'a', text: 'a' })).success;
  for (const [most, accepts] of [
    [ladderLimits.name, (count: number) => ladder({ name: 'x'.repeat(count) })],
    [ladderLimits.times, (times: number) => ladder({ repeat: { times, everyMinutes: 1 } })],
    [templateLimits.name, (count: number) => template({ name: 'x'.repeat(count) })],
    [templateLimits.text, (count: number) => template({ text: 'x'.repeat(count) })],
    [templateLimits.templates, templates],
  ] as const) {
    expect([accepts(most), accepts(most + 1)]).toEqual([true, false]);
  }
});
