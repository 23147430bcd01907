import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ChatId, OpenId, UnionId } from '../../../contract/model/ids';
import { DirectoryRecord, type KeptPerson, type PageRecord } from './directory-record';
import { PeopleBook } from './people-book';

const chat = (n: number) => ChatId.parse(`oc_${n}`);
const someone = (n: number, change: Partial<KeptPerson> = {}): KeptPerson => ({
  name: `同事${n}`,
  openId: OpenId.parse(`ou_${n}`),
  ...change,
});
const page = (people: KeptPerson[], change: Partial<PageRecord> = {}): PageRecord => ({
  kind: 'page',
  people,
  users: [],
  roots: [],
  departments: [],
  shown: [],
  problems: [],
  go: { stage: 'people', index: 1, after: null },
  ...change,
});
const bookOf = (...records: DirectoryRecord[]) => {
  const book = new PeopleBook();
  for (const record of records) book.fold(record);
  book.publish();
  return book;
};
const names = (book: PeopleBook) => book.knownPeople().people.map((person) => person.name);

describe('one person from several sources', () => {
  it('is there once, with the fields of each source', () => {
    const book = bookOf(
      { kind: 'found', people: [someone(1, { name: 'a@x.example', email: 'a@x.example' })] },
      { kind: 'chat', chatId: chat(1), people: [someone(1, { name: '群里的名字' })] },
      { kind: 'started', at: 0 },
      page([
        someone(1, { name: '单小雨', unionId: UnionId.parse('on_1'), department: '订单组', departments: ['订单组'] }),
      ]),
    );
    expect(book.knownPeople().people).toEqual([
      {
        name: '单小雨',
        openId: 'ou_1',
        unionId: 'on_1',
        email: 'a@x.example',
        department: '订单组',
        departments: ['订单组'],
      },
    ]);
  });

  it('has the name of the chats if the contacts show an e-mail instead of a name', () => {
    const hidden = someone(1, { name: 'a@x.example', email: 'a@x.example' });
    expect(names(bookOf({ kind: 'people', people: [hidden] }))).toEqual(['a@x.example']);
    const chats: DirectoryRecord = { kind: 'chat', chatId: chat(1), people: [someone(1, { name: '单小雨' })] };
    expect(names(bookOf({ kind: 'people', people: [hidden] }, chats))).toEqual(['单小雨']);
  });

  it('stays in the first of their departments', () => {
    const first = someone(1, { departments: ['甲'], department: '甲' });
    const second = someone(1, { departments: ['乙'], department: '乙' });
    const book = bookOf({ kind: 'started', at: 0 }, page([first]), page([second]));
    expect(book.knownPeople().people).toMatchObject([{ department: '甲' }]);
  });

  it('is found by union id, user id and e-mail, and no longer by former ones', () => {
    const book = bookOf({ kind: 'people', people: [someone(1, { email: 'Old@x.example' })] });
    expect(book.find({ name: '', email: 'old@X.example' })?.openId).toBe('ou_1');
    book.fold({ kind: 'people', people: [someone(1, { email: 'new@x.example' })] });
    expect(book.find({ name: '', email: 'old@x.example' })).toBeUndefined();
    expect(book.find({ name: '', email: 'new@x.example' })?.openId).toBe('ou_1');
  });
});

describe('a person who is gone', () => {
  it('leaves with the last chat that named them', () => {
    const both: DirectoryRecord[] = [
      { kind: 'chat', chatId: chat(1), people: [someone(1), someone(2)] },
      { kind: 'chat', chatId: chat(2), people: [someone(1)] },
    ];
    expect(names(bookOf(...both, { kind: 'chats', ids: [chat(2)] }))).toEqual(['同事1']);
    expect(names(bookOf(...both, { kind: 'chats', ids: [] }))).toEqual([]);
  });

  it('leaves the contacts at the end of a reading that did not meet them, and not before', () => {
    const book = bookOf(
      { kind: 'people', people: [someone(1), someone(2)] },
      { kind: 'started', at: 5 },
      page([someone(2)]),
    );
    expect(names(book)).toEqual(['同事1', '同事2']);
    book.fold({ kind: 'done', at: 9, problems: [] });
    book.publish();
    expect(names(book)).toEqual(['同事2']);
    expect(book.readAt).toBe(9);
  });
});

describe('versions', () => {
  it('are the same object until a person changes, and unchanged people stay the same objects', () => {
    const book = bookOf({ kind: 'people', people: [someone(1), someone(2)] });
    const before = book.knownPeople();
    book.fold({ kind: 'people', people: [someone(1), someone(2)] });
    expect(book.publish()).toBe(false);
    expect(book.knownPeople()).toBe(before);
    book.fold({ kind: 'people', people: [someone(2, { name: '新名字' })] });
    expect(book.knownPeople()).toBe(before);
    expect(book.publish()).toBe(true);
    expect(book.knownPeople().version).toBe(before.version + 1);
    expect(book.knownPeople().people[0]).toBe(before.people[0]);
    expect(book.knownPeople().people[1]).not.toBe(before.people[1]);
  });

  it('come a few times while a large company is read', () => {
    const book = new PeopleBook();
    book.fold({ kind: 'started', at: 0 });
    let versions = 0;
    for (let from = 0; from < 50_000; from += 50) {
      book.fold(page(Array.from({ length: 50 }, (_, index) => someone(from + index))));
      if (book.worthPublishing() && book.publish()) versions += 1;
    }
    expect(versions).toBeGreaterThan(5);
    expect(versions).toBeLessThan(40);
  });
});

const anyPerson = fc.integer({ min: 1, max: 9 }).chain((n) =>
  fc.record({
    name: fc.constantFrom('甲', '乙', 'e@x.example'),
    openId: fc.constant(OpenId.parse(`ou_${n}`)),
    email: fc.constantFrom('e@x.example', 'f@x.example'),
  }),
);
const anyPeople = fc.array(anyPerson, { maxLength: 5 });
const anyRecord: fc.Arbitrary<DirectoryRecord> = fc.oneof(
  fc.record({
    kind: fc.constant('chat' as const),
    chatId: fc.integer({ min: 1, max: 3 }).map(chat),
    people: anyPeople,
  }),
  fc.record({ kind: fc.constant('chats' as const), ids: fc.subarray([chat(1), chat(2), chat(3)]) }),
  fc.record({ kind: fc.constant('found' as const), people: anyPeople }),
  fc.constant<DirectoryRecord>({ kind: 'started', at: 1 }),
  anyPeople.map((people) => page(people)),
  fc.constant<DirectoryRecord>({ kind: 'done', at: 2, problems: [] }),
);
const sorted = (book: PeopleBook) =>
  [...book.knownPeople().people].sort((a, b) => String(a.openId).localeCompare(String(b.openId)));

it('is the same again from the fewest records, whatever happened, and each of those can be read back', () => {
  fc.assert(
    fc.property(fc.array(anyRecord, { maxLength: 30 }), (records) => {
      const book = bookOf(...records, { kind: 'started', at: 1 }, { kind: 'done', at: 3, problems: [] });
      const kept = [...book.records()].map((record) => DirectoryRecord.parse(JSON.parse(JSON.stringify(record))));
      const again = bookOf(...kept);
      expect(sorted(again)).toEqual(sorted(book));
      expect([...again.chats().keys()].sort()).toEqual([...book.chats().keys()].sort());
      expect(again.readAt).toBe(book.readAt);
    }),
    { numRuns: 500 },
  );
});

it('forgets that a person has left once the contacts were read from the beginning later, as they may be back', () => {
  const left: DirectoryRecord = { kind: 'left', openId: OpenId.parse('ou_1'), at: 10 };
  const reading = (at: number): DirectoryRecord[] => [
    { kind: 'started', at },
    page([someone(1)]),
    { kind: 'done', at: at + 5, problems: [] },
  ];
  const hasLeft = (...records: DirectoryRecord[]) => bookOf(...records).hasLeft(OpenId.parse('ou_1'));
  // A reading that had begun before may have met them before they left.
  expect([hasLeft(left), hasLeft(left, ...reading(8)), hasLeft(left, ...reading(11))]).toEqual([true, true, false]);
});
