import { describe, expect, test } from 'vitest';
import { problem } from '../../../electron/contract/advice/problem';
import type { Group } from '../../../electron/contract/model/group';
import { Group as GroupSchema } from '../../../electron/contract/model/group';
import type { GroupId, OpenId } from '../../../electron/contract/model/ids';
import { personKey } from '../../../electron/contract/rules/person-key';
import { aGroup, aPerson, workspaceId } from '../../../test/support/samples';
import { move } from '../shared/ordered-list';
import { formOf, groupOf, isChanged, nameProblem } from './editor/group-form';
import { addMembers, type GroupMember, isUnresolved, removeMembers, takeBack } from './editor/members';
import { filterGroups } from './list/groups-list';

const group = (name: string, change: Partial<Group> = {}): Group =>
  aGroup([aPerson('韩梅梅', 'ou_han')], { id: `grp_${name}` as GroupId, name, pinned: false, ...change });

describe('finding groups', () => {
  test('a member’s name finds the group, in any case of letters', () => {
    const groups = [group('oncall'), group('DBA', { members: [{ name: 'Lucy Wang' }] })];
    expect(filterGroups(groups, ' lucy ').map(({ name }) => name)).toEqual(['DBA']);
    expect(filterGroups(groups, 'dba').map(({ name }) => name)).toEqual(['DBA']);
    expect(filterGroups(groups, '  ')).toEqual(groups);
  });
});

describe('moving', () => {
  test('moves to a place and stays inside the list', () => {
    expect(move(['a', 'b', 'c'], 0, 1)).toEqual(['b', 'a', 'c']);
    expect(move(['a', 'b', 'c'], 2, -4)).toEqual(['c', 'a', 'b']);
    expect(move(['a', 'b', 'c'], 0, 9)).toEqual(['b', 'c', 'a']);
  });
});

describe('members', () => {
  test('a person added twice is in the group once, and the form tells so', () => {
    const han = { person: aPerson('韩梅梅', 'ou_han'), problem: null };
    const added = addMembers([han], [han, { person: aPerson('解放', 'ou_xie'), problem: null }]);
    expect(added.members.map(({ person }) => person.name)).toEqual(['韩梅梅', '解放']);
    expect(added.already).toBe(1);
  });

  test('a line that matches no person is kept, marked, and can be removed', () => {
    const lost = { person: { name: 'nobody@x.cn' }, problem: problem('person-unresolved', { name: 'nobody@x.cn' }) };
    const { members } = addMembers([], [lost]);
    expect(members.map(isUnresolved)).toEqual([true]);
    expect(removeMembers(members, new Set([personKey(lost.person)]))).toEqual([]);
  });

  test('taking a change back brings removed people back to their places and leaves later changes alone', () => {
    const list = (letters: string): GroupMember[] =>
      Array.from(letters, (letter) => ({ person: { name: letter, openId: `ou_${letter}` as OpenId }, problem: null }));
    const back = (now: string, before: string, after: string) =>
      takeBack(list(now), list(before), list(after))
        .map(({ person }) => person.name)
        .join('');
    expect(back('acd', 'abcd', 'acd')).toBe('abcd');
    expect(back('acdX', 'abcd', 'acd')).toBe('abcdX');
    expect(back('cX', 'abcd', 'acd')).toBe('bcX');
    expect(back('X', 'abc', '')).toBe('abcX');
    expect(back('bcX', 'abc', 'bc')).toBe('abcX');
    // One change adds and removes: people it added go, and a person who came back by hand is there once.
    expect(back('acXY', 'abc', 'acX')).toBe('abcY');
    expect(back('acb', 'abc', 'ac')).toBe('acb');
  });
});

describe('the group form', () => {
  test('saves what the contract accepts', () => {
    const form = { ...formOf(null), name: '  夜班 ' };
    expect(GroupSchema.extend({ id: GroupSchema.shape.id.nullable() }).parse(groupOf(form, workspaceId)).name).toBe(
      '夜班',
    );
  });

  test('needs a name of at most 60 characters that no other group has', () => {
    const original = group('夜班');
    const others = [original, group('白班')];
    expect(nameProblem({ ...formOf(null), name: ' ' }, others)).toBe('name-needed');
    expect(nameProblem({ ...formOf(null), name: 'x'.repeat(61) }, others)).toBe('name-too-long');
    expect(nameProblem({ ...formOf(null), name: '白班' }, others)).toBe('name-taken');
    expect(nameProblem(formOf(original), others)).toBeNull();
  });

  test('counts a removed member as a change, but not a letter typed and deleted', () => {
    const original = group('夜班');
    expect(isChanged({ ...formOf(original), name: '夜班 ' }, original)).toBe(false);
    expect(isChanged({ ...formOf(original), members: [] }, original)).toBe(true);
    expect(isChanged(formOf(null), null)).toBe(false);
  });
});
