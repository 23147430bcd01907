import type { Problem } from '../../../contract/advice/problem';
import type { ChatId, OpenId } from '../../../contract/model/ids';
import type { Person } from '../../../contract/model/person';
import type { DirectoryRecord, KeptPerson } from './directory-record';
import type { KnownPerson } from './known-person';
import { type Reading, readOn, startReading } from './reading';

/** Everybody who is known; the same object until that changes. */
export interface Known {
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
  a.departments?.join('\n') === b.departments?.join('\n');

/** Between two versions at least so many people change, and a quarter of all: who prepares them does so a few times. */
const fewest = 200;
const share = 0.25;

/**
 * The people of one workspace, from its contacts, its chats and look-ups, once each: the fold of the records. Somebody
 * who stays the same stays the same object from version to version.
 */
export class PeopleBook {
  /** The contacts while they are read. */
  reading: Reading | null = null;
  /** When they were last read to the end; null: never. */
  readAt: number | null = null;
  /** What kept that from being everything. */
  problems: readonly Problem[] = [];
  /** The chats were listed at least once. */
  chatsRead = false;

  readonly #contacts = new Map<OpenId, KeptPerson>();
  readonly #chats = new Map<ChatId, readonly KeptPerson[]>();
  /** What each chat calls somebody. */
  readonly #chatNames = new Map<OpenId, Map<ChatId, string>>();
  readonly #found = new Map<OpenId, KeptPerson>();
  readonly #everybody = new Map<OpenId, KnownPerson>();
  readonly #byOther = new Map<string, OpenId>();
  /** Whom this reading of the contacts has met. */
  #met = new Set<OpenId>();
  #known: Known = { people: [], version: 0 };
  #changes = 0;

  /** As of the last version. */
  known(): Known {
    return this.#known;
  }

  count(): number {
    return this.#everybody.size;
  }

  chats(): ReadonlyMap<ChatId, readonly KeptPerson[]> {
    return this.#chats;
  }

  /** What an open id is called. */
  nameOf(openId: string): string | undefined {
    return this.#everybody.get(openId as OpenId)?.name;
  }

  /** The one this id or e-mail belongs to. */
  find(person: Person): KnownPerson | undefined {
    if (person.openId) return this.#everybody.get(person.openId);
    for (const key of otherKeys(person)) {
      const openId = this.#byOther.get(key);
      const known = openId && this.#everybody.get(openId);
      if (known && otherKeys(known).includes(key)) return known;
    }
    return undefined;
  }

  /** Takes in one thing learnt. */
  fold(record: DirectoryRecord): void {
    switch (record.kind) {
      case 'chat':
        this.#foldChat(record.chatId, record.people);
        return;
      case 'chats': {
        const there = new Set(record.ids);
        this.chatsRead = true;
        for (const id of [...this.#chats.keys()]) {
          if (there.has(id)) continue;
          this.#foldChat(id, []);
          this.#chats.delete(id);
        }
        return;
      }
      case 'found':
        for (const person of record.people) {
          this.#found.set(person.openId, person);
          this.#settle(person.openId);
        }
        return;
      case 'people':
        for (const person of record.people) this.#meet(person);
        return;
      case 'started':
        this.reading = startReading(record.at);
        this.#met = new Set();
        return;
      case 'page': {
        if (!this.reading) return;
        readOn(this.reading, record);
        // Somebody in several departments stays in the first.
        for (const person of record.people) if (!this.#met.has(person.openId)) this.#meet(person);
        return;
      }
      case 'done':
        if (this.reading) this.#forgetUnmet();
        this.reading = null;
        this.readAt = record.at;
        this.problems = record.problems;
        return;
    }
  }

  /** Whether enough has changed to be worth a new version. */
  worthPublishing(): boolean {
    return this.#changes >= Math.max(fewest, this.#known.people.length * share);
  }

  /** Makes what changed known. True when there was something. */
  publish(): boolean {
    if (this.#changes === 0) return false;
    this.#changes = 0;
    this.#known = { people: [...this.#everybody.values()], version: this.#known.version + 1 };
    return true;
  }

  /** The fewest records that lead here, in portions small enough to be written and read without a pause being felt. */
  *records(): Iterable<DirectoryRecord> {
    if (this.chatsRead) yield { kind: 'chats', ids: [...this.#chats.keys()] };
    for (const [chatId, people] of this.#chats) yield { kind: 'chat', chatId, people: [...people] };
    yield* inPortions('found', this.#found.values());
    yield* inPortions('people', this.#contacts.values());
    if (this.readAt !== null) yield { kind: 'done', at: this.readAt, problems: [...this.problems] };
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

  /** Puts together what the sources say of one person. */
  #settle(openId: OpenId): void {
    const contact = this.#contacts.get(openId);
    const found = this.#found.get(openId);
    const chatName = nameIn(this.#chatNames.get(openId));
    const before = this.#everybody.get(openId);
    if (!contact && !found && chatName === undefined) {
      if (this.#everybody.delete(openId)) this.#changes += 1;
      return;
    }
    // A contact whose name is hidden goes by their e-mail: what the chats call them is better.
    const name = contact && contact.name !== contact.email ? contact.name : (chatName ?? contact?.name ?? found?.name);
    const now: KnownPerson = { ...found, ...contact, name: name ?? openId, openId };
    if (before && same(before, now)) return;
    this.#everybody.set(openId, now);
    this.#changes += 1;
    for (const key of otherKeys(now)) this.#byOther.set(key, openId);
  }
}

/** The same name whatever the order in which the chats were read. */
const nameIn = (chats: ReadonlyMap<ChatId, string> | undefined): string | undefined => {
  const [first] = [...(chats?.keys() ?? [])].sort();
  return first && chats?.get(first);
};

const otherKeys = ({ unionId, userId, email }: Person): string[] => [
  ...(unionId ? [unionId] : []),
  ...(userId ? [`user:${userId}`] : []),
  ...(email ? [`email:${email.trim().toLowerCase()}`] : []),
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
