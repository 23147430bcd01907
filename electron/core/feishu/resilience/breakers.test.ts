import { expect, it } from 'vitest';
import { createVirtualClock } from '../../../../test/support/clock/virtual-clock';
import { WorkspaceId } from '../../../contract/model/ids';
import { Breakers } from './breaker';

it('keeps workspaces of one host back together, and those of another apart', () => {
  const [a, b, c] = ['ws_a', 'ws_b', 'ws_c'].map((id) => WorkspaceId.parse(id)) as [
    WorkspaceId,
    WorkspaceId,
    WorkspaceId,
  ];
  const breakers = new Breakers(createVirtualClock(), (id) => (id === c ? 'open.larksuite.com' : 'open.feishu.cn'));
  expect(breakers.of(a)).toBe(breakers.of(b));
  expect(breakers.of(a)).not.toBe(breakers.of(c));
});
