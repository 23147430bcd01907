import { expect, it } from 'vitest';
import { aPerson } from '../../../../test/support/samples';
import { GroupId } from '../../../contract/model/ids';
import { recentAfter } from './recent';

const li = { kind: 'person', person: aPerson('李雷', 'ou_li') } as const;
const group = { kind: 'group', groupId: GroupId.parse('grp_1') } as const;

it('puts those just buzzed first, each once, and lets the oldest go', () => {
  const before = [
    { key: 'ou_han', at: 1 },
    { key: 'ou_li', at: 1 },
  ];
  expect(recentAfter(before, [group, li, li], 5)).toEqual([
    { key: 'grp_1', at: 5 },
    { key: 'ou_li', at: 5 },
    { key: 'ou_han', at: 1 },
  ]);
  const many = Array.from({ length: 100 }, (_, index) => ({ key: `ou_${index}`, at: 1 }));
  const after = recentAfter(many, [li], 5);
  expect(after).toHaveLength(100);
  expect(after.at(-1)?.key).toBe('ou_98');
});

it('counts a buzz for many people once', () => {
  const before = [{ key: 'ou_han', at: 1 }];
  const list = Array.from({ length: 37 }, (_, index) => ({
    kind: 'person' as const,
    person: aPerson(`同事${index}`, `ou_${index}`),
  }));
  expect(recentAfter(before, [...list, group], 5)).toEqual([
    { key: 'ou_0', at: 5 },
    { key: 'grp_1', at: 5 },
    { key: 'ou_han', at: 1 },
  ]);
  expect(recentAfter(before, list.slice(0, 5), 5)).toHaveLength(6);
});
