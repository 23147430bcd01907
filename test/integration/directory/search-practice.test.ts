import { expect, it } from 'vitest';
import type { Chat } from '../../../electron/contract/model/chat';
import { ChatId, GroupId, OpenId, WorkspaceId } from '../../../electron/contract/model/ids';
import { personKey } from '../../../electron/contract/rules/person-key';
import type { KnownPerson } from '../../../electron/core/directory/people/directory-record';
import { search } from '../../../electron/core/directory/search/search';
import { SearchIndex } from '../../../electron/core/directory/search-index/search-index';
import { buildChats } from '../../../electron/practice/company/build-chats';
import { buildDepartments, buildPeople } from '../../../electron/practice/company/build-people';
import { practiceGroups } from '../../../electron/practice/company/practice-groups';
import { defaultSeed } from '../../../electron/practice/world/defaults';
import { createIds } from '../../../electron/practice/world/make-ids';

// Compares the index with looking at each person, over the whole practice company: rare surnames, namesakes, English names.

const id = createIds(defaultSeed);
const departments = new Map(buildDepartments(id, 400).map((each) => [each.openDepartmentId, each]));
const pathTo = (departmentId: string): string[] => {
  const department = departments.get(departmentId);
  return department ? [...pathTo(department.parentId), department.name] : [];
};
const people = buildPeople(id, 400).map(
  ({ name, openId, email, enName, nickname, departmentId }): KnownPerson => ({
    name,
    openId: OpenId.parse(openId),
    email,
    ...(enName ? { enName } : {}),
    ...(nickname ? { nickname } : {}),
    departments: pathTo(departmentId),
  }),
);
const chats = buildChats(id, 0).chats.map(
  ({ chatId, name }): Chat => ({ chatId: ChatId.parse(chatId), name, external: false, memberCount: null }),
);
const groups = practiceGroups().map((group, index) => ({
  ...group,
  id: GroupId.parse(`grp_${index}`),
  workspaceId: WorkspaceId.parse('ws_practice'),
}));
const known = { groups, people, chats };
const index = new SearchIndex({ now: () => 0, pause: async () => undefined });
index.use(known, []);

/** Queries that find this person, as they are while being typed. */
const waysTo = ({ name, email, enName, nickname, departments: path }: KnownPerson): string[] => {
  const [row] = index.search(name);
  const reading = row?.hint.split(' · ')[0] ?? '';
  const ways = [name, reading, reading.replaceAll(' ', ''), reading.replace(/(\w)\w* ?/g, '$1'), email?.split('@')[0]];
  return [...ways, enName, nickname, path?.at(-1), name.slice(0, 1) + reading.split(' ').slice(1).join('')].flatMap(
    (way) => way || [],
  );
};

it('gives the same rows as looking at each person, for every query of every person', () => {
  const queries = new Set(
    people.slice(0, 90).flatMap((person) => waysTo(person).flatMap((way) => [way.slice(0, 1), way.slice(0, 3), way])),
  );
  expect(queries.size).toBeGreaterThan(300);
  for (const query of queries) expect(index.search(query), query).toEqual(search(query, known));
}, 30_000);

it('finds every person by name, pinyin and initials, among the first rows', () => {
  for (const person of people.slice(0, 60)) {
    for (const way of waysTo(person).slice(0, 3)) {
      const found = index
        .search(way)
        .map(({ recipient }) => recipient.kind === 'person' && personKey(recipient.person));
      expect(found, `${person.name}: ${way}`).toContain(personKey(person));
    }
  }
});

it.each([
  ['单小雨', ['shanxiaoyu', 'danxiaoyu', 'sxy', 'dxy']],
  ['解晓东', ['xiexiaodong', 'jiexiaodong']],
  ['乐嘉', ['yuejia', 'lejia']],
  ['尉迟敬', ['yuchijing', 'weichijing']],
  ['朴志勋', ['piaozhixun', 'puzhixun']],
  ['盖宇', ['geyu', 'gaiyu']],
  ['区小兵', ['ouxiaobing', 'quxiaobing']],
  ['查理', ['zhali', 'chali']],
  ['曾一鸣', ['zengyiming', 'cengyiming']],
])('finds %s by the reading of the surname and by the common one', (name, ways) => {
  for (const way of ways) expect(index.search(way)[0]?.label, way).toBe(name);
});

it('shows the reading that was typed', () => {
  expect(index.search('shanx')[0]?.hint).toMatch(/^shan xiao yu/);
  expect(index.search('danx')[0]).toMatchObject({
    hintHits: [
      [0, 3],
      [4, 5],
    ],
    hint: expect.stringMatching(/^dan xiao yu/),
  });
});
