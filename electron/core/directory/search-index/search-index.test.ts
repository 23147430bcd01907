import fc from 'fast-check';
import { expect, it } from 'vitest';
import { aGroup, aPerson } from '../../../../test/support/samples';
import type { Chat } from '../../../contract/model/chat';
import { ChatId, DepartmentId, GroupId, OpenId } from '../../../contract/model/ids';
import { personKey } from '../../../contract/rules/person-key';
import type { KnownPerson } from '../people/directory-record';
import type { SearchSources } from '../search/candidate';
import { search } from '../search/search';
import { SearchIndex } from './search-index';

const atOnce = { now: () => 0, pause: async () => undefined };
const nothing: SearchSources = { groups: [], people: [], chats: [] };

const chars = [...'单仇曾解乐尉迟朴欧阳张王伟微娜小西安先鲜一茜行长𠮷'];
const words = ['alice', 'Bob', 'DB_2', 'o', 'oo', 'an', 'xi', 'Zhang', '值班', '7'];
const name = fc
  .array(fc.oneof(fc.constantFrom(...chars), fc.constantFrom(...words), fc.constantFrom(' ', '-', '·')), {
    minLength: 1,
    maxLength: 5,
  })
  .map((parts) => parts.join(''));
const mail = fc
  .tuple(fc.constantFrom('le.jia', 'xian', 'a', 'Zhang_3', 'wei-x'), fc.constantFrom('x.cn', 'example.com'))
  .map(([user, host]) => `${user}@${host}`);
const optional = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined, freq: 2 });
const person: fc.Arbitrary<KnownPerson> = fc
  .record({
    id: fc.integer({ min: 1, max: 40 }),
    name,
    email: optional(mail),
    enName: optional(fc.constantFrom('Alice', 'Xian', 'Wayne Oo')),
    nickname: optional(name),
    departments: optional(fc.array(fc.constantFrom('技术部', '西安研发', 'SRE 值班', '客服'), { maxLength: 3 })),
  })
  .map(({ id, ...rest }) => ({ ...rest, openId: OpenId.parse(`ou_${id}`) }));
const knownWorld: fc.Arbitrary<SearchSources> = fc.record({
  people: fc.array(person, { maxLength: 25 }),
  groups: fc
    .array(fc.tuple(name, fc.array(person, { maxLength: 4 })), { maxLength: 4 })
    .map((groups) =>
      groups.map(([title, members], index) => aGroup(members, { id: GroupId.parse(`grp_${index}`), name: title })),
    ),
  chats: fc.array(name, { maxLength: 4 }).map((names) =>
    names.map(
      (title, index): Chat => ({
        chatId: ChatId.parse(`oc_${index}`),
        name: title,
        external: false,
        memberCount: null,
      }),
    ),
  ),
  departments: fc
    .array(fc.tuple(name, fc.array(fc.constantFrom('技术部', '西安研发'), { maxLength: 2 })), { maxLength: 4 })
    .map((all) =>
      all.map(([title, above], index) => ({
        id: DepartmentId.parse(`od-${index}`),
        name: title,
        above,
        people: index,
      })),
    ),
});
/** A word that may stand in a name, a department or an e-mail. */
const word = fc.constantFrom(
  '张',
  'zh',
  'wei',
  '研发',
  'yf',
  'sre',
  'xi',
  'x',
  'le.jia',
  'exam',
  'a@',
  '值班',
  'kf',
  '-',
  'oo',
);
const letters = [...'abcdeghijlnoqstuwxyz27'];
const oneText = fc
  .array(fc.oneof(fc.constantFrom(...letters), fc.constantFrom(...chars), fc.constantFrom(' ', '.', '@', '_', "'")), {
    maxLength: 7,
  })
  .map((parts) => parts.join(''));
const query = fc.oneof(
  oneText,
  fc.array(word, { minLength: 2, maxLength: 6 }).map((words) => words.join(' ')),
);
const recent = fc.array(
  fc.oneof(
    fc.integer({ min: 1, max: 40 }).map((id) => `ou_${id}`),
    fc.constantFrom('grp_0', 'grp_1', 'oc_0'),
  ),
  { maxLength: 6 },
);

it('finds the rows that looking at each entry finds, in the same order, with the same marks', () => {
  fc.assert(
    fc.property(knownWorld, fc.array(query, { minLength: 1, maxLength: 4 }), recent, (known, queries, used) => {
      const keys = [...new Set(used)];
      const index = new SearchIndex(atOnce);
      index.use(known, keys);
      for (const typed of queries) {
        // Every beginning is searched, as while typing: each may build on the one before.
        for (let end = 0; end <= typed.length; end += 1) {
          const asked = typed.slice(0, end);
          expect(index.search(asked), asked).toEqual(search(asked, known, keys));
        }
      }
    }),
    { numRuns: 150 },
  );
}, 30_000);

it('follows changes: new people are found, former ones are not, and each is found once', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(knownWorld, { minLength: 2, maxLength: 3 }), query, async (worlds, typed) => {
      const index = new SearchIndex(atOnce);
      for (const known of worlds) {
        index.use(known, []);
        await index.ready;
        expect(index.search(typed)).toEqual(search(typed, known));
      }
      const last = worlds.at(-1) ?? nothing;
      const regrouped = { ...last, groups: worlds[0]?.groups ?? [] };
      index.use(regrouped, ['ou_3']);
      expect(index.search(typed)).toEqual(search(typed, regrouped, ['ou_3']));
    }),
    { numRuns: 60 },
  );
}, 30_000);

const crowd = (count: number, family: string): KnownPerson[] =>
  Array.from({ length: count }, (_, at) => ({
    name: `${family}${at}`,
    openId: OpenId.parse(`ou_${family === '张' ? 'z' : 'w'}${at}`),
  }));

/** An index whose clock moves with every look, and whose pauses the test ends. */
const slowly = () => {
  let at = 0;
  const turns: (() => void)[] = [];
  const index = new SearchIndex({
    now: () => {
      at += 3;
      return at;
    },
    pause: () => new Promise((resolve) => turns.push(resolve)),
  });
  const settle = async () => {
    while (turns.length > 0) {
      turns.shift()?.();
      await Promise.resolve();
      await Promise.resolve();
    }
    await index.ready;
  };
  return { index, turns, settle };
};

it('lets other work in while it reads names, and finds those read so far', async () => {
  const { index, turns, settle } = slowly();
  index.use({ ...nothing, people: crowd(1_000, '张') }, []);
  expect(turns).toHaveLength(1);
  expect(index.search('zhang0')).toHaveLength(1);
  expect(index.search('zhang999')).toEqual([]);
  await settle();
  expect(index.search('zhang999')).toHaveLength(1);
});

it('finds the previous people until the new ones are read, and stops reading an outdated list', async () => {
  const { index, turns, settle } = slowly();
  index.use({ ...nothing, people: crowd(500, '张') }, []);
  await settle();
  index.use({ ...nothing, people: crowd(500, '王') }, []);
  expect(turns).toHaveLength(1);
  expect(index.search('zhang1')[0]?.label).toBe('张1');
  const last = { ...nothing, people: [...crowd(500, '张'), ...crowd(1, '王')] };
  index.use(last, []);
  await settle();
  expect(index.search('wang')).toHaveLength(1);
  expect(index.search('zhang499')[0]?.label).toBe('张499');
});

it('puts groups first among equal matches, then recent recipients, before shorter names', () => {
  const people = ['张伟', '张微微', '王伟'].map((each, at): KnownPerson => aPerson(each, `ou_${at}`));
  const [, used, inside] = people.map(personKey);
  const known = { ...nothing, people, groups: [aGroup([], { name: '张家' })] };
  const labels = (typed: string, recents: string[]) => search(typed, known, recents).map((row) => row.label);
  expect(labels('zhang', [])).toEqual(['张家', '张伟', '张微微']);
  expect(labels('zhang', [used!])).toEqual(['张家', '张微微', '张伟']);
  expect(labels('wei', [inside!])).toEqual(['王伟', '张伟', '张微微']);
  expect(labels('', [inside!, used!]).slice(0, 3)).toEqual(['张家', '王伟', '张微微']);
  // A name that begins with the query still stands before a group that only contains it.
  expect(labels('wangwei', [])).toEqual(['王伟']);
  expect(labels('jia', [])).toEqual(['张家']);
});

it('says how many people a group and a chat have', () => {
  const chat = { chatId: ChatId.parse('oc_1'), name: '张家群', external: false, memberCount: 18 };
  const known = { groups: [aGroup(crowd(3, '王'), { name: '张家' })], people: crowd(1, '张'), chats: [chat] };
  const index = new SearchIndex({ now: () => 0, pause: async () => undefined });
  index.use(known, []);
  const sizes = [
    ['张家', 3],
    ['张0', null],
    ['张家群', 18],
  ];
  expect(search('zhang', known, []).map((row) => [row.label, row.members])).toEqual(sizes);
  expect(index.search('zhang').map((row) => [row.label, row.members])).toEqual(sizes);
});
