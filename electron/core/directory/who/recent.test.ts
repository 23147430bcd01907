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

it('counts a list of many people once: they are all recent, behind those who are called day by day', () => {
  const before = Array.from({ length: 30 }, (_, index) => ({ key: `ou_day${index}`, at: 1 }));
  const list = [7, 25, ...Array.from({ length: 35 }, (_, index) => 100 + index)].map((number) => ({
    kind: 'person' as const,
    person: aPerson(`同事${number}`, `ou_day${number}`),
  }));
  const after = recentAfter(before, [...list, group], 5).map(({ key }) => key);
  expect(after.slice(0, 20)).toEqual(['grp_1', ...before.slice(0, 19).map(({ key }) => key)]);
  // The one who was near stays where they were, the one who was far comes nearer.
  expect(after.slice(20, 23)).toEqual(['ou_day25', 'ou_day100', 'ou_day101']);
  expect(after.slice(56)).toEqual([19, 20, 21, 22, 23, 24, 26, 27, 28, 29].map((number) => `ou_day${number}`));
  expect(recentAfter(before, list.slice(0, 5), 5).slice(0, 6)).toEqual([
    ...list.slice(0, 5).map(({ person }) => ({ key: person.openId, at: 5 })),
    { key: 'ou_day0', at: 1 },
  ]);
});
