import { expect, it } from 'vitest';
import { aGroup, aPerson } from '../../../../test/support/samples';
import type { Chat } from '../../../contract/model/chat';
import type { Suggestion } from '../../../contract/model/directory';
import type { Group } from '../../../contract/model/group';
import { ChatId, DepartmentId } from '../../../contract/model/ids';
import type { Person } from '../../../contract/model/person';
import { search } from './search';

const named = (...names: string[]): Person[] => names.map((name, index) => aPerson(name, `ou_${index + 1}`));
const chat = (name: string): Chat => ({ chatId: ChatId.parse('oc_1'), name, external: false, memberCount: null });

const find = (query: string, people: Person[], groups: Group[] = [], chats: Chat[] = []) =>
  search(query, { groups, people, chats });
const labels = (rows: readonly Suggestion[]) => rows.map((row) => row.label);
/** The marked parts of a text. */
const marked = (row: Suggestion | undefined) => ({
  label: row?.labelHits.map(([from, to]) => row.label.slice(from, to)).join('') ?? '',
  hint: row?.hintHits.map(([from, to]) => row.hint.slice(from, to)).join('') ?? '',
});

it.each([
  ['单小雨', 'shan xiao yu', 'sxy'],
  ['仇远', 'qiu yuan', 'qy'],
  ['曾一鸣', 'zeng yi ming', 'zym'],
  ['解放', 'xie fang', 'xf'],
  ['尉迟敬', 'yu chi jing', 'ycj'],
  ['乐嘉', 'yue jia', 'yj'],
  ['朴志勇', 'piao zhi yong', 'pzy'],
  ['欧阳娜娜', 'ou yang na na', 'oynn'],
])('finds %s as it is said, by initials, and as it is written', (name, said, initials) => {
  const people = named('王五', name);
  for (const query of [said, said.replaceAll(' ', ''), said.toUpperCase(), initials, name]) {
    const [first, ...others] = find(query, people);
    expect(first?.label, query).toBe(name);
    expect(others).toEqual([]);
    expect(marked(first).label).toBe(name);
  }
  expect(find(said, people)[0]?.hint).toBe(said);
});

it.each([
  ['zh伟', '张伟', 'zhwei'],
  ['张w', '张伟', 'zhangw'],
  ['zhw', '张伟', 'zhw'],
  ['wei', '张伟', 'wei'],
  ['lv', '吕布', 'lv'],
  ["xi'an", '西安', 'xian'],
])('marks for "%s" the right characters and letters of %s', (query, name, letters) => {
  const [row] = find(query, named(name));
  expect(marked(row)).toEqual({ label: query === 'wei' ? '伟' : query === 'lv' ? '吕' : name, hint: letters });
});

it.each([
  ['吕布', ['lu', 'lü', 'lyu', 'lv']],
  ['女娲', ['nu', 'nü', 'nyu', 'nv']],
  ['略明', ['lue', 'lve', 'lüe']],
  ['贠明', ['yun']],
  ['佴明', ['nai']],
  ['秘明', ['bi']],
  ['郇明', ['xun']],
  ['么明', ['yao']],
  ['甄嬛', ['zhenhuan']],
  ['率明', ['shuai']],
  ['都明', ['du']],
  ['査良', ['zha', '查良']],
  ['單小雨', ['shan', '单小雨']],
  ['區明', ['ou', '区明']],
  ['樂嘉', ['yue', '乐嘉']],
  ['蓋明', ['ge', '盖明']],
  ['萬俟明', ['moqi', '万俟明']],
  ['繆明', ['miao', '缪明']],
  ['種明', ['chong', '种明']],
  ['員明', ['yun', '员明']],
  ['单小雨', ['單小雨']],
  ['张乾', ['zhangqian']],
  ['Álvaro', ['alvaro']],
])('finds %s by each of %j', (name, queries) => {
  for (const query of queries) expect(labels(find(query, named('王五', name))), query).toEqual([name]);
});

it('finds words of other writing at their beginnings, and mixed with Chinese', () => {
  const people = named('Alice Zhang', 'Bob', '上海Oncall值班', '');
  people[3] = aPerson('仓库-DB_2', 'ou_9');
  expect(labels(find('ali', people))).toEqual(['Alice Zhang']);
  expect(labels(find('zhang', people))).toEqual(['Alice Zhang']);
  expect(labels(find('alice z', people))).toEqual(['Alice Zhang']);
  expect(labels(find('az', people))).toEqual(['Alice Zhang']);
  expect(labels(find('oncall', people))).toEqual(['上海Oncall值班']);
  expect(labels(find('shoncallzb', people))).toEqual(['上海Oncall值班']);
  expect(labels(find('db', people))).toEqual(['仓库-DB_2']);
  expect(labels(find('ck-db_2', people))).toEqual(['仓库-DB_2']);
  expect(marked(find('alice z', people)[0])).toEqual({ label: 'AliceZ', hint: '' });
  expect(marked(find('oncall', people)[0])).toEqual({ label: 'Oncall', hint: 'oncall' });
});

it('puts names that begin with the query first, and whole syllables before parts', () => {
  expect(labels(find('wei', named('张伟', '魏明', '魏')))).toEqual(['魏', '魏明', '张伟']);
  expect(labels(find('zha', named('张三', '查良')))).toEqual(['查良', '张三']);
});

it('puts groups before people and people before chats when they match alike', () => {
  const rows = find('zhiban', named('值班'), [aGroup([], { name: '值班' })], [chat('值班')]);
  expect(rows.map((row) => row.recipient.kind)).toEqual(['group', 'person', 'chat']);
});

it('finds a department by its name, with its people counted, and tells two of one name apart by those above them', () => {
  const department = (name: string, above: string[]) => ({
    id: DepartmentId.parse(`od-${above.length}`),
    name,
    above,
    people: 7,
  });
  const sources = {
    groups: [],
    people: [{ name: '张明', departments: ['技术中心', '平台组'] }],
    chats: [],
    departments: [department('平台组', ['技术中心']), department('平台组', ['海外', '研发'])],
  };
  const rows = search('pingtai', sources);
  expect(rows.map(({ label, members, hint }) => [label, members, hint])).toEqual([
    ['平台组', 7, '技术中心'],
    ['平台组', 7, '研发'],
    ['张明', null, 'zhang ming · 平台组'],
  ]);
  expect(rows[0]?.recipient).toEqual({ kind: 'department', departmentId: 'od-1', name: '平台组' });
});

it('offers groups first for an empty query, fifty rows at most', () => {
  const rows = find('', named(...Array.from({ length: 130 }, (_, index) => `同事${index}`)), [aGroup([])]);
  expect(rows).toHaveLength(50);
  expect(rows[0]?.recipient.kind).toBe('group');
  expect(rows[0]?.labelHits).toEqual([]);
});

it('finds by e-mail, and shows where', () => {
  const people: Person[] = [aPerson('乐嘉', 'ou_1', { email: 'le.jia@example.com' })];
  const [row] = find('LE.JIA@', people);
  expect(row?.label).toBe('乐嘉');
  expect(marked(row)).toEqual({ label: '', hint: 'le.jia@' });
  expect(find('q', people)).toEqual([]);
});

it('takes words apart when they stand in different places: name, department, e-mail, in any order', () => {
  const [first, second, third] = named('张伟', '张伟', '李研发');
  const people = [
    { ...first!, departments: ['技术中心', '研发部'] },
    { ...second!, departments: ['客服部'], email: 'wei.zhang@example.com' },
    third!,
  ];
  for (const query of ['张伟 研发', 'zhangwei yanfa', 'zw yf', '研发 张伟', ' 张  yf ', '伟 技术 研发']) {
    const rows = find(query, people);
    expect(labels(rows), query).toEqual(['张伟']);
    expect(rows[0]?.hint, query).toContain('研发部');
  }
  expect(marked(find('张伟 研发', people)[0])).toEqual({ label: '张伟', hint: 'zhangwei研发' });
  expect(marked(find('张 客服 wei.z', people)[0])).toEqual({ label: '张', hint: 'zhang客服wei.z' });
  expect(find('张伟 财务', people)).toEqual([]);
  expect(find('李 张', people)).toEqual([]);
});

it('puts names that match all words before matches in several fields', () => {
  const [alice, other] = named('Alice Henry', 'Alice Ng');
  const people = [{ ...other!, departments: ['Hardware'] }, alice!];
  expect(labels(find('alice h', people))).toEqual(['Alice Henry', 'Alice Ng']);
  expect(labels(find('alice ha', people))).toEqual(['Alice Ng']);
  expect(labels(find('alice he', people))).toEqual(['Alice Henry']);
});

it('takes a single letter at the end for a word that is being typed', () => {
  const [zhang, wang] = named('张伟', '王芳');
  const people = [
    { ...zhang!, departments: ['研发部'] },
    { ...wang!, departments: ['支付部'] },
  ];
  expect(labels(find('zw y', people))).toEqual(['张伟']);
  expect(labels(find('zw z', people))).toEqual(['张伟']);
  expect(labels(find('zw zf', people))).toEqual([]);
  // Elsewhere it is an initial, and a character is a word.
  expect(labels(find('w zf', people))).toEqual(['王芳']);
  expect(labels(find('王 支', people))).toEqual(['王芳']);
  expect(labels(find('张 支', people))).toEqual([]);
});

it('finds nothing among nothing', () => {
  const people = named('张伟');
  for (const query of ['weizhang', 'zx', '伟张', '@', '李']) expect(find(query, people)).toEqual([]);
});

it('offers people of saved groups as well, each once', () => {
  const [known] = named('张伟');
  const stranger: Person = { name: '张薇', email: 'w@example.com' };
  const rows = find('zhangwei', [known!], [aGroup([known!, stranger])]);
  expect(labels(rows)).toEqual(['张伟', '张薇']);
});

it('is not lost in names made of many equal beginnings', () => {
  const people = named('aaaa '.repeat(40).trim(), '安'.repeat(60));
  expect(find(`${'a'.repeat(100)}b`, people)).toEqual([]);
});

it('looks through more than ten thousand names', () => {
  const family = [...'赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许'];
  const given = [...'伟芳娜敏静秀英丽强磊军洋勇艳杰涛明超兰霞平刚桂华'];
  const many = family.flatMap((a) => given.flatMap((b) => given.map((c) => a + b + c)));
  const people = named(...many);
  expect(people.length).toBeGreaterThan(11_000);
  expect(labels(find('hanmm', people))).toContain('韩敏明');
  expect(find('hmm', people).every((row) => row.label.startsWith('韩'))).toBe(true);
});
