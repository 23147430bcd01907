import { expect, test } from 'vitest';
import { ok } from '../../contract/advice/problem';
import { defaultSettings, type Settings } from '../../contract/model/settings';
import type { Store } from '../../core/ports/store';
import { settingsHandlers } from './settings-handlers';

const handlersWith = (settings: Settings) => {
  const changes: Partial<Settings>[] = [];
  const store = {
    settings: () => settings,
    changeSettings: (change: Partial<Settings>) => {
      changes.push(change);
      return ok({ ...settings, ...change });
    },
  } as unknown as Store;
  const { changeSettings } = settingsHandlers({ store, locale: () => 'zh-CN' } as Parameters<
    typeof settingsHandlers
  >[0]);
  const change = (given: Parameters<typeof changeSettings>[0]) =>
    changeSettings(given, { kind: 'popup', contentsId: 1 });
  return { change, changes };
};
const [first] = defaultSettings.ladders;

test('the first ladder says what it does in the language of the welcome, at its end', () => {
  const { change, changes } = handlersWith(defaultSettings);
  change({ theme: 'dark' });
  change({ welcomed: true });
  expect(changes).toEqual([
    { theme: 'dark' },
    { welcomed: true, ladders: [{ ...first, name: '3 分钟短信 → 8 分钟电话' }] },
  ]);
});

test('a ladder that a person has called otherwise keeps its name, and so do all later', () => {
  const mine = { ...defaultSettings, ladders: [{ ...(first ?? expect.fail()), name: '夜班' }] };
  const begun = handlersWith(mine);
  begun.change({ welcomed: true });
  expect(begun.changes).toEqual([{ welcomed: true, ladders: mine.ladders }]);
  const later = handlersWith({ ...defaultSettings, welcomed: true });
  later.change({ welcomed: true });
  expect(later.changes).toEqual([{ welcomed: true }]);
});
