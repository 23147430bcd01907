import { describe, expect, it } from 'vitest';
import { aPerson } from '../../../../test/support/samples';
import { mostMembers } from '../../limits';
import { FollowedDepartment } from '../../model/group';
import { DepartmentId, OpenId, UnionId } from '../../model/ids';
import type { Person } from '../../model/person';
import { followDifference, settledFollows } from './followed';

const [han, xie, qiu] = [aPerson('韩梅梅', 'ou_han'), aPerson('解放', 'ou_xie'), aPerson('仇远', 'ou_qiu')];
const [orders, platform] = [DepartmentId.parse('od-orders'), DepartmentId.parse('od-platform')];
const follows = (departmentId: DepartmentId, people: Person[], without: Person[] = []) =>
  FollowedDepartment.parse({
    departmentId,
    name: departmentId,
    people: people.map(({ openId }) => openId),
    without: without.map(({ openId }) => openId),
  });
const namesOf = ({ came, left }: ReturnType<typeof followDifference>) => ({
  came: came.map(({ name }) => name),
  left: left.map(({ name }) => name),
});

describe('a group that follows a department', () => {
  it('differs by those who came to it and by those of its people who left; people added by hand stay', () => {
    const members = [han, xie];
    const difference = followDifference(members, [follows(orders, [xie])], new Map([[orders, [qiu]]]));
    expect(namesOf(difference)).toEqual({ came: ['仇远'], left: ['解放'] });
  });

  it('does not differ by people who are members by another id or an e-mail, or were left out', () => {
    const unionId = UnionId.parse('on_han');
    const members: Person[] = [
      { name: '韩梅梅', unionId },
      { name: 'Xie@company.test', email: 'Xie@company.test' },
    ];
    const now = [{ ...han, unionId }, { ...xie, email: 'xie@company.test' }, qiu];
    const difference = followDifference(members, [follows(orders, [], [qiu])], new Map([[orders, now]]));
    expect(namesOf(difference)).toEqual({ came: [], left: [] });
  });

  it('loses no one who is in another of its departments now, or whose department cannot be read', () => {
    const both = [follows(orders, [han, xie]), follows(platform, [qiu])];
    const moved = followDifference(
      [han, xie, qiu],
      both,
      new Map([
        [orders, [han]],
        [platform, [xie, qiu]],
      ]),
    );
    expect(namesOf(moved)).toEqual({ came: [], left: [] });
    const unread = followDifference([han, xie, qiu], both, new Map([[platform, []]]));
    expect(namesOf(unread)).toEqual({ came: [], left: ['仇远'] });
  });

  it('notes people taken out by hand as left out, and those who are back as members', () => {
    const [settled] = settledFollows([follows(orders, [han, xie], [qiu])], [han, qiu]);
    expect(settled).toEqual(follows(orders, [han], [xie]));
  });

  it('keeps what it notes within the limits of a group', () => {
    const many = Array.from({ length: mostMembers }, (_, at) => OpenId.parse(`ou_${at}`));
    const settled = settledFollows(
      [{ ...follows(orders, []), people: many, without: many.map((id) => OpenId.parse(`${id}x`)) }],
      [],
    );
    expect(settled.map((each) => FollowedDepartment.safeParse(each).success)).toEqual([true]);
  });
});
