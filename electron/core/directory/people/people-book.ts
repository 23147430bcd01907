import type { Problem } from '../../../contract/advice/problem';
import type { ChatId, DepartmentId, OpenId } from '../../../contract/model/ids';
import type { Person } from '../../../contract/model/person';
import { canonicalEmail } from '../../text/email';
import { DepartmentTree, type KnownDepartment } from './department-tree';
import type { ClosedChat, DirectoryRecord, KeptPerson, KnownPerson } from './directory-record';
import { type Reading, readOn, startReading } from './reading';

/** All known people; the same object until they change. */
export interface KnownPeople {
  people: readonly KnownPerson[];
  version: number;
}

const same = (a: KnownPerson, b: KnownPerson): boolean =>
  a.name === b.name &&
  a.unionId === b.unionId &&
  a.userId === b.userId &&
  a.email === b.email &&
  a.enName === b.enName &&
  a.nickname === b.nickname &&
  a.status === b.status &&
  a.departments?.join('\n') === b.departments?.join('\n') &&
  a.departmentIds?.join('\n') === b.departmentIds?.join('\n');

/** At least this many people, and a quarter of all, change between two versions: preparing a version for the search is work. */
const fewest = 200;
const share = 0.25;

/**
 * The people of one workspace, from its contacts, its chats and look-ups, once each: the fold of the records. An unchanged
 * person is the same object from version to version.
 */
export class PeopleBook {
  /** The unfinished reading of the contacts; null: there is none. */
  reading: Reading | null = null;
  /** When the contacts were last read to the end (ms since the epoch); null: never. */
  readAt: number | null = null;
  /** Why that reading was incomplete. */
  problems: readonly Problem[] = [];
  /** True if the chats were listed at least once. */
  chatsRead = false;

  readonly #contacts = new Map<OpenId, KeptPerson>();
  readonly #chats = new Map<ChatId, readonly KeptPerson[]>();
  /** Each person's name, by chat. */
  readonly #chatNames = new Map<OpenId, Map<ChatId, string>>();
  readonly #closed = new Map<ChatId, ClosedChat>();
  /** When people left the company, after the contacts were read (ms since the epoch). */
  readonly #left = new Map<OpenId, number>();
  readonly #found = new Map<OpenId, KeptPerson>();
  readonly #people = new Map<OpenId, KnownPerson>();
  readonly #byOther = new Map<string, OpenId>();
  /** People whom this reading of the contacts has met. */
  #met = new Set<OpenId>();
  #known: KnownPeople = { people: [], version: 0 };
  #departments = new DepartmentTree([]);
  #knownDepartments: { of: KnownPeople; tree: DepartmentTree; list: readonly KnownDepartment[] } | null = null;
  #changes = 0;

  /** All people, as of the last published version. */
  knownPeople(): KnownPeople {
    return this.#known;
  }

  /** The departments that a message can go to as a whole; the same object until people or departments change. */
  knownDepartments(): readonly KnownDepartment[] {
    const [of, tree] = [this.#known, this.#departments];
    if (this.#knownDepartments?.of !== of || this.#knownDepartments.tree !== tree)
      this.#knownDepartments = { of, tree, list: tree.known(of.people) };
    return this.#knownDepartments.list;
  }

  /** People of a department and of those below it, as of the last published version; null: there is no such department. */
  peopleOf(id: DepartmentId): readonly KnownPerson[] | null {
    return this.#departments.peopleOf(id, this.#known.people);
  }

  count(): number {
    return this.#people.size;
  }

  chats(): ReadonlyMap<ChatId, readonly KeptPerson[]> {
    return this.#chats;
  }

  /** Why a chat is closed to the bot; null: nothing is known of that. */
  closedChat(chatId: ChatId): ClosedChat | null {
    return this.#closed.get(chatId) ?? null;
  }

  /** True for a person who left the company since the contacts were read. */
  hasLeft(openId: OpenId): boolean {
    return this.#left.has(openId);
  }

  /** Name of the person with this open id. */
  nameOf(openId: string): string | undefined {
    return this.#people.get(openId as OpenId)?.name;
  }

  /** Name of this person in the contacts or, if these hide it, in chats: their own, whatever a pasted line called them. */
  ownNameOf(openId: OpenId): string | undefined {
    const contact = this.#contacts.get(openId);
    return contact && contact.name !== contact.email ? contact.name : this.chatNameOf(openId);
  }

  chatNameOf(openId: OpenId): string | undefined {
    return nameIn(this.#chatNames.get(openId));
  }

  /** True if a look-up says more of a person than is kept of look-ups. */
  isNews(found: KeptPerson): boolean {
    const before = this.#found.get(found.openId);
    return !before || !same(before, { ...before, ...found });
  }

  /** The person to whom one of these ids or this e-mail belongs. */
  find(person: Person): KnownPerson | undefined {
    if (person.openId) return this.#people.get(person.openId);
    for (const key of otherKeys(person)) {
      const openId = this.#byOther.get(key);
      const known = openId && this.#people.get(openId);
      if (known && otherKeys(known).includes(key)) return known;
    }
    return undefined;
  }

  /** Takes in a record. */
  fold(record: DirectoryRecord): void {
    switch (record.kind) {
      case 'chat':
        this.#foldChat(record.chatId, record.people);
        return;
      case 'chats': {
        const there = new Set(record.ids);
        this.chatsRead = true;
        for (const id of record.ids) this.#closed.delete(id);
        for (const id of [...this.#chats.keys()]) {
          if (there.has(id)) continue;
          this.#foldChat(id, []);
          this.#chats.delete(id);
        }
        return;
      }
      case 'closed':
        if (record.why) this.#closed.set(record.chatId, record.why);
        else this.#closed.delete(record.chatId);
        return;
      case 'left':
        this.#left.set(record.openId, record.at);
        return;
      case 'found':
        for (const person of record.people) {
          this.#found.set(person.openId, { ...this.#found.get(person.openId), ...person });
          this.#settle(person.openId);
        }
        return;
      case 'people':
        for (const person of record.people) this.#meet(person);
        return;
      case 'departments':
        this.#departments = new DepartmentTree(record.list);
        return;
      case 'started':
        this.reading = startReading(record.at, record.departments);
        this.#met = new Set();
        return;
      case 'page': {
        if (!this.reading) return;
        readOn(this.reading, record);
        // A person in several departments goes by the first, and belongs to all.
        for (const person of record.people) this.#meet(this.#met.has(person.openId) ? this.#inBoth(person) : person);
        return;
      }
      case 'done':
        for (const [openId, at] of [...this.#left])
          if (at < (this.reading?.startedAt ?? record.at)) this.#left.delete(openId);
        if (this.reading) this.#forgetUnmet();
        if (this.reading?.tellsDepartments) this.#departments = new DepartmentTree(this.reading.departments.values());
        this.reading = null;
        this.readAt = record.at;
        this.problems = record.problems;
        return;
    }
  }

  /** True if enough has changed for a new version. */
  worthPublishing(): boolean {
    return this.#changes >= Math.max(fewest, this.#known.people.length * share);
  }

  /** Publishes a new version if there were changes, and tells whether there were. */
  publish(): boolean {
    if (this.#changes === 0) return false;
    this.#changes = 0;
    this.#known = { people: [...this.#people.values()], version: this.#known.version + 1 };
    return true;
  }

  /** The fewest records that lead to this state, in portions small enough to write and read without a noticeable pause. */
  *records(): Iterable<DirectoryRecord> {
    if (this.chatsRead) yield { kind: 'chats', ids: [...this.#chats.keys()] };
    for (const [chatId, people] of this.#chats) yield { kind: 'chat', chatId, people: [...people] };
    yield* inPortions('found', this.#found.values());
    yield* inPortions('people', this.#contacts.values());
    const departments = this.#departments.list();
    if (departments.length > 0) yield { kind: 'departments', list: [...departments] };
    if (this.readAt !== null) yield { kind: 'done', at: this.readAt, problems: [...this.problems] };
    for (const [chatId, why] of this.#closed) yield { kind: 'closed', chatId, why };
    for (const [openId, at] of this.#left) yield { kind: 'left', openId, at };
  }

  #foldChat(chatId: ChatId, people: readonly KeptPerson[]): void {
    const before = this.#chats.get(chatId) ?? [];
    for (const { openId } of before) this.#chatNames.get(openId)?.delete(chatId);
    this.#chats.set(chatId, people);
    for (const { openId, name } of people) {
      const chats = this.#chatNames.get(openId);
      if (chats) chats.set(chatId, name);
      else this.#chatNames.set(openId, new Map([[chatId, name]]));
      this.#settle(openId);
    }
    for (const { openId } of before) this.#settle(openId);
  }

  /** A person who was met before, with the departments of both places. */
  #inBoth(person: KeptPerson): KeptPerson {
    const before = this.#contacts.get(person.openId) ?? person;
    const ids = new Set([...(before.departmentIds ?? []), ...(person.departmentIds ?? [])]);
    return ids.size === 0 ? before : { ...before, departmentIds: [...ids] };
  }

  #meet(person: KeptPerson): void {
    this.#met.add(person.openId);
    this.#contacts.set(person.openId, person);
    this.#settle(person.openId);
  }

  #forgetUnmet(): void {
    for (const openId of [...this.#contacts.keys()]) {
      if (this.#met.has(openId)) continue;
      this.#contacts.delete(openId);
      this.#settle(openId);
    }
    this.#met = new Set();
  }

  /** Merges what contacts, chats and look-ups say about a person. */
  #settle(openId: OpenId): void {
    const contact = this.#contacts.get(openId);
    const found = this.#found.get(openId);
    const own = this.ownNameOf(openId);
    const before = this.#people.get(openId);
    if (!contact && !found && own === undefined) {
      if (this.#people.delete(openId)) this.#changes += 1;
      return;
    }
    // A contact whose name is hidden has the e-mail as name: the name that was written beside it is better.
    const name = own ?? found?.name ?? contact?.name;
    const now: KnownPerson = { ...found, ...contact, name: name ?? openId, openId };
    if (before && same(before, now)) return;
    this.#people.set(openId, now);
    this.#changes += 1;
    for (const key of otherKeys(now)) this.#byOther.set(key, openId);
  }
}

/** A name that does not depend on the order in which the chats were read. */
const nameIn = (chats: ReadonlyMap<ChatId, string> | undefined): string | undefined => {
  const [first] = [...(chats?.keys() ?? [])].sort();
  return first && chats?.get(first);
};

const otherKeys = ({ unionId, userId, email }: Person): string[] => [
  ...(unionId ? [unionId] : []),
  ...(userId ? [`user:${userId}`] : []),
  ...(email ? [`email:${canonicalEmail(email) ?? email.trim().toLowerCase()}`] : []),
];

const perRecord = 100;

function* inPortions(kind: 'found' | 'people', people: Iterable<KeptPerson>): Iterable<DirectoryRecord> {
  let portion: KeptPerson[] = [];
  for (const person of people) {
    portion.push(person);
    if (portion.length < perRecord) continue;
    yield { kind, people: portion };
    portion = [];
  }
  if (portion.length > 0) yield { kind, people: portion };
}
