import { expect, test } from 'vitest';
import type { WorkspaceId } from '../../../electron/contract/model/ids';
import { workspaceMarks } from './avatar';

const named = (...names: readonly string[]) =>
  names.map((name, index) => ({ id: `ws_${index}` as WorkspaceId, name, practice: name === 'practice' }));

test('no two of seven workspaces look alike, even of the same name; practice is never mistaken for one', () => {
  const marks = [...workspaceMarks(named('practice', ...Array.from({ length: 7 }, () => 'Acme'))).values()];
  expect(marks[0]).toBe('practice');
  expect(new Set(marks).size).toBe(8);
});

test('a workspace keeps its color when another one is added', () => {
  const before = workspaceMarks(named('practice', '某某科技'));
  const after = workspaceMarks(named('practice', '某某科技', 'Acme'));
  expect(after.get('ws_1' as WorkspaceId)).toBe(before.get('ws_1' as WorkspaceId));
});
