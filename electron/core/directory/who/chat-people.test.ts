import { expect, it } from 'vitest';
import { aPerson } from '../../../../test/support/samples';
import { OpenId, UnionId } from '../../../contract/model/ids';
import type { Person } from '../../../contract/model/person';
import { chatDifference, kindsOf, peopleOfChat } from './chat-people';
import { findMembers } from './find-imported';

const byOpen = (name: string): Person => aPerson(name, `ou_${name}`);
const byUnion = (name: string): Person => ({ name, unionId: UnionId.parse(`on_${name}`) });
const names = (people: readonly Person[]) => people.map(({ name }) => name);

it('tells the people in the chat but not in the group, and the other way round, without people who have no id', () => {
  const { missing, extra } = chatDifference(
    [byOpen('a'), byOpen('b'), { name: 'c@x.test' }],
    [byOpen('b'), byOpen('d')],
  );
  expect(names(missing)).toEqual(['d']);
  expect(names(extra)).toEqual(['a']);
});

it('recognizes a person by another kind of id, unless two people of the chat have that name', () => {
  const members = [byUnion('a'), byUnion('twin')];
  expect(kindsOf(members)).toEqual(['open_id', 'union_id']);
  const twin = { ...byOpen('twin2'), name: 'twin' };
  const people = peopleOfChat([
    [byOpen('a'), byOpen('b'), byOpen('twin'), twin],
    [byUnion('a'), byUnion('b'), byUnion('twin'), { ...byUnion('twin2'), name: 'twin' }],
  ]);
  const { missing, extra } = chatDifference(members, people);
  expect(names(missing)).toEqual(['b', 'twin', 'twin']);
  expect(names(extra)).toEqual(['twin']);
});

it('finds imported people by e-mail, else by a name that only one person has, each once', async () => {
  const mail = { name: '李雷', email: 'lilei@x.test' };
  const finder = {
    resolve: async (people: readonly Person[]) => ({
      people: people.map((person) => (person.email ? { ...person, openId: OpenId.parse('ou_lilei') } : person)),
    }),
    listPeople: async () => ({
      people: [byOpen('a'), byOpen('twin'), { ...byOpen('twin2'), name: 'twin' }],
      complete: true,
    }),
  };
  const found = await findMembers([mail, { name: 'a' }, { name: 'twin' }, { name: 'nobody' }, byOpen('a')], finder);
  expect(found.map(({ openId }) => openId ?? null)).toEqual(['ou_lilei', 'ou_a', null, null]);
  const whole = [byOpen('a')];
  expect(await findMembers(whole, finder)).toBe(whole);
});
