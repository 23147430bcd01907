import { act, screen } from '@testing-library/react';
import { expect, test } from 'vitest';
import { ok } from '../../../../electron/contract/advice/problem';
import { fakeDirectory } from '../../../../test/support/bridge/fake-directory';
import { fakeStartup } from '../../../../test/support/bridge/fake-world';
import { renderScreen } from '../../../../test/support/bridge/render-screen';
import { PeopleReading } from './suggestion-list';

const id = fakeStartup.currentWorkspaceId;

test('the list says that the contacts are being read for the first time, until they are', async () => {
  const { emit } = renderScreen(<PeopleReading />, {
    startup: { settings: { ...fakeStartup.settings, language: 'zh-CN' as const }, locale: 'zh-CN' as const },
    answers: { getDirectory: () => ok(fakeDirectory(id, { at: null, people: 1240, reading: { done: 1, total: 9 } })) },
  });
  expect(await screen.findByText('正在读取通讯录，已有 1,240 人可选…')).toBeTruthy();
  act(() => emit('directoryChanged', fakeDirectory(id)));
  expect(screen.queryByText(/正在读取/)).toBeNull();
  // Later readings are not mentioned: no one is missing meanwhile.
  act(() => emit('directoryChanged', fakeDirectory(id, { reading: { done: 1, total: 9 } })));
  expect(screen.queryByText(/正在读取/)).toBeNull();
});
