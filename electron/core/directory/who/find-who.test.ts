import { describe, expect, it } from 'vitest';
import { aGroup, aPerson } from '../../../../test/support/samples';
import { DepartmentId, GroupId, UserId } from '../../../contract/model/ids';
import type { Person } from '../../../contract/model/person';
import { findWho, needsPeople, whoSourcesOf } from './find-who';

const person = (name: string, id: string, more: Partial<Person> = {}): Person => aPerson(name, `ou_${id}`, more);
const rain = person('单小雨', 'rain');
const zhang = person('张伟', 'zhang1', { department: '测试组' });
const otherZhang = person('张伟', 'zhang2', { department: '客服部' });
const onCall = aGroup([rain]);
const known = whoSourcesOf(
  [onCall, aGroup([], { id: GroupId.parse('grp_2'), name: '单小雨' })],
  [rain, zhang, otherZhang],
);

const found = (who: string) => {
  const answer = findWho(who, known);
  return answer.kind === 'found' ? answer.recipient : answer;
};

describe('a <who>', () => {
  it('a group by its name, and a person by a name that only one has', () => {
    expect(found('值班组')).toEqual({ kind: 'group', groupId: onCall.id });
    expect(found(' group:值班组 ')).toEqual({ kind: 'group', groupId: onCall.id });
    expect(found('person:单小雨')).toEqual({ kind: 'person', person: rain });
  });

  it('is ambiguous if a group and a person, or two people, have the name', () => {
    expect(found('单小雨')).toMatchObject({ kind: 'ambiguous', candidates: ['group:单小雨', 'ou_rain (单小雨)'] });
    expect(found('张伟')).toMatchObject({
      kind: 'ambiguous',
      candidates: ['ou_zhang1 (张伟, 测试组)', 'ou_zhang2 (张伟, 客服部)'],
    });
  });

  it('every candidate can be given instead', () => {
    const ambiguous = findWho('单小雨', known);
    if (ambiguous.kind !== 'ambiguous') throw new Error('not ambiguous');
    for (const candidate of ambiguous.candidates) {
      expect(findWho(candidate.replace(/ \(.*$/, ''), known).kind).toBe('found');
    }
  });

  it('offers similar names for an unknown one, also by pinyin', () => {
    expect(found('单小')).toMatchObject({ kind: 'unknown', candidates: ['group:单小雨', 'person:单小雨'] });
    expect(found('person:shanxiaoyu')).toMatchObject({ kind: 'unknown', candidates: ['person:单小雨'] });
    expect(found('group:没有')).toMatchObject({ kind: 'unknown', candidates: ['group:值班组', 'group:单小雨'] });
    expect(found('没有这个人')).toMatchObject({ kind: 'unknown', candidates: [] });
  });

  it('is a whole department only where that is said, by its path if several have the name', () => {
    const department = (id: string, name: string, above: readonly string[]) => ({
      id: DepartmentId.parse(id),
      name,
      above,
      people: 3,
    });
    const departments = [
      department('od-1', '平台组', ['技术中心']),
      department('od-2', '平台组', ['海外']),
      department('od-3', '数据库组', ['技术中心']),
    ];
    const meant = (who: string) => findWho(who, { ...known, departments });
    const recipient = (departmentId: string, name: string) => ({
      kind: 'found',
      recipient: { kind: 'department', departmentId, name },
    });
    expect(meant('department:数据库组')).toEqual(recipient('od-3', '数据库组'));
    expect(meant('department: 海外/平台组')).toEqual(recipient('od-2', '平台组'));
    expect(meant('department:平台组')).toEqual({
      kind: 'ambiguous',
      name: '平台组',
      candidates: ['department:技术中心/平台组', 'department:海外/平台组'],
    });
    expect(meant('department:shujuku')).toMatchObject({ kind: 'unknown', candidates: ['department:数据库组'] });
    expect(meant('数据库组')).toMatchObject({ kind: 'unknown', candidates: ['department:数据库组'] });
  });

  it('an id, e-mail or mobile is taken as it is, known or not', () => {
    expect(found('ou_nobody')).toEqual({ kind: 'person', person: { name: 'ou_nobody', openId: 'ou_nobody' } });
    expect(found('user:li.lei')).toMatchObject({ person: { userId: UserId.parse('li.lei') } });
    expect(found('a@company.test')).toMatchObject({ person: { email: 'a@company.test' } });
    expect(found('+8613800138000')).toMatchObject({ person: { mobile: '13800138000' } });
    expect(found('ou_!!')).toMatchObject({ kind: 'person', person: { name: 'ou_!!' } });
  });

  it('a group called like a mobile is still that group', () => {
    const hotline = aGroup([rain], { name: '4008001234' });
    expect(findWho('4008001234', whoSourcesOf([hotline], []))).toMatchObject({ recipient: { kind: 'group' } });
  });

  it('is one person in a chat and in a group', () => {
    expect(whoSourcesOf([onCall], [rain]).people).toEqual([rain]);
  });

  it('never means a saved line that was not found', () => {
    expect(findWho('某人', whoSourcesOf([aGroup([{ name: '某人' }])], [])).kind).toBe('unknown');
  });

  it('people are listed only where a name may mean one', () => {
    expect(needsPeople('值班组', [onCall])).toBe(true);
    expect(needsPeople('group:值班组', [onCall])).toBe(false);
    expect(needsPeople('ou_rain', [onCall])).toBe(false);
    expect(needsPeople('a@company.test', [onCall])).toBe(false);
  });
});
