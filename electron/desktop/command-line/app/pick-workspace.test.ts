import { expect, it } from 'vitest';
import { type Problem, problem } from '../../../contract/advice/problem';
import { AppId, WorkspaceId } from '../../../contract/model/ids';
import { practiceId, type WorkspaceView } from '../../../contract/model/workspace';
import { pickWorkspace } from './pick-workspace';

const view = (id: string, name: string): WorkspaceView => ({
  id: WorkspaceId.parse(id),
  name,
  brand: 'feishu',
  baseUrl: 'https://open.feishu.cn',
  appId: AppId.parse(`cli_${id.slice(3)}`),
  practice: id === practiceId,
  secret: { configured: true, backend: 'keyring', last4: null },
});
const practice = view(practiceId, '练习工作区');
const one = view('ws_one', '一厂');
const two = view('ws_two', '二厂');

const picked = (
  name: string | null,
  workspaces: WorkspaceView[],
  current = practice,
  lastReal = null as WorkspaceView | null,
  past: { damaged?: boolean; lost?: Problem | null } = {},
) => {
  const { damaged = false, lost = null } = past;
  const known = { workspaces, current: current.id, lastReal: lastReal?.id ?? null, damaged, lost: () => lost };
  const answer = pickWorkspace(name, known);
  return answer.kind === 'picked' ? answer.workspace.name : answer;
};

it('picks practice only while there is no real workspace, or when practice is named', () => {
  expect(picked(null, [practice])).toBe('练习工作区');
  expect(picked(null, [practice, one])).toBe('一厂');
  expect(picked('practice', [practice, one], one)).toBe('练习工作区');
  expect(picked('练习工作区', [practice, one], one)).toBe('练习工作区');
});

it('picks the real workspace in use, else the one used last, even while the window shows practice', () => {
  expect(picked(null, [practice, one, two], one)).toBe('一厂');
  expect(picked(null, [practice, one, two], practice, one)).toBe('一厂');
  expect(picked(null, [practice, one, two], practice)).toBe('二厂');
});

it('never picks practice in the place of a workspace that was lost, unless practice is named', () => {
  const lost = problem('workspaces-lost', { files: 'vault.json' });
  expect(picked(null, [practice], practice, null, { lost })).toEqual({ kind: 'lost', problem: lost });
  expect(picked('practice', [practice], practice, null, { lost })).toBe('练习工作区');
  expect(picked(null, [practice, one], practice, one, { lost })).toBe('一厂');
});

it('never picks another real workspace in the place of the one used last', () => {
  const gone = view('ws_gone', '三厂');
  const unsure = { kind: 'unsure', candidates: ['一厂'] };
  expect(picked(null, [practice, one], practice, gone)).toEqual(unsure);
  expect(picked(null, [practice, one], practice, null, { damaged: true })).toEqual(unsure);
  expect(picked('一厂', [practice, one], practice, gone)).toBe('一厂');
  expect(picked(null, [practice, one], one, null, { damaged: true })).toBe('一厂');
});

it('takes a name or an App ID, and offers candidates when a name is unknown or taken twice', () => {
  expect(picked('二厂', [practice, one, two], one)).toBe('二厂');
  expect(picked('cli_two', [practice, one, two], one)).toBe('二厂');
  expect(picked('三厂', [practice, one, two])).toMatchObject({
    kind: 'unknown',
    candidates: ['一厂', '二厂', 'practice'],
  });
  const twin = view('ws_twin', '一厂');
  expect(picked('一厂', [practice, one, twin])).toMatchObject({
    kind: 'ambiguous',
    candidates: ['cli_one', 'cli_twin'],
  });
});
