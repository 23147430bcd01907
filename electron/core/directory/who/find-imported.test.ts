import { expect, it } from 'vitest';
import { aGroup, aPerson } from '../../../../test/support/samples';
import type { Group } from '../../../contract/model/group';
import { GroupId, OpenId } from '../../../contract/model/ids';
import type { Person } from '../../../contract/model/person';
import { findImported } from './find-imported';

const id = GroupId.parse('grp_1');
const group = (members: Person[]): Group => aGroup(members, { id });
const mail = { name: '李雷', email: 'lilei@x.test' };

/** A company of which only one chat is known, until the test calls `read` with all people. */
const company = (members: Person[], chat: Person[]) => {
  let world = { people: chat, complete: false };
  let groups: readonly Group[] = [group(members)];
  let read: (people: Person[], complete: boolean) => void = () => undefined;
  const reading = new Promise<boolean>((resolve) => {
    read = (people, complete) => {
      world = { people, complete };
      resolve(complete);
    };
  });
  let first: () => void = () => undefined;
  const foundFirst = new Promise<void>((resolve) => {
    first = resolve;
  });
  const done = findImported([id], {
    directory: {
      resolve: async (people) => ({
        people: people.map((each) => (each.email ? { ...each, openId: OpenId.parse('ou_lilei') } : each)),
      }),
      listPeople: async () => world,
      completed: () => {
        first();
        return reading;
      },
    },
    groups: () => groups,
    keep: (now) => {
      groups = now;
    },
  });
  return {
    read,
    done,
    foundFirst,
    ids: () => groups[0]?.members.map(({ name, openId }) => [name, openId ?? null]),
    edit: (change: (members: readonly Person[]) => Person[]) => {
      groups = groups.map((each) => group(change(each.members)));
    },
  };
};

it('does not take the only known person of a name while the contacts are unread', async () => {
  const inChat = aPerson('张伟', 'ou_chat');
  const { read, done, foundFirst, ids } = company([{ name: '张伟' }, { name: '韩梅梅' }, mail], [inChat]);
  await foundFirst;
  // An e-mail leads to one person, even while the contacts are unread.
  expect(ids()).toEqual([
    ['张伟', null],
    ['韩梅梅', null],
    ['李雷', 'ou_lilei'],
  ]);
  read([inChat, aPerson('张伟', 'ou_other'), aPerson('韩梅梅', 'ou_mei')], true);
  await done;
  expect(ids()).toEqual([
    ['张伟', null],
    ['韩梅梅', 'ou_mei'],
    ['李雷', 'ou_lilei'],
  ]);
});

it('leaves names as names when the contacts cannot be read to the end', async () => {
  const { read, done, ids } = company([{ name: '张伟' }], [aPerson('张伟', 'ou_chat')]);
  read([aPerson('张伟', 'ou_chat')], false);
  await done;
  expect(ids()).toEqual([['张伟', null]]);
});

it('finds the names in the group as it is after a change meanwhile', async () => {
  const { read, done, foundFirst, ids, edit } = company([{ name: '张伟' }, { name: '韩梅梅' }], []);
  await foundFirst;
  edit((members) => [...members.slice(1), aPerson('乐嘉', 'ou_le')]);
  read([aPerson('张伟', 'ou_zhang'), aPerson('韩梅梅', 'ou_mei')], true);
  await done;
  expect(ids()).toEqual([
    ['韩梅梅', 'ou_mei'],
    ['乐嘉', 'ou_le'],
  ]);
});

it('does not wait for the contacts if no name is open', async () => {
  const { done, ids } = company([mail], []);
  await done;
  expect(ids()).toEqual([['李雷', 'ou_lilei']]);
});
