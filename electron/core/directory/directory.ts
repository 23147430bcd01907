import { type Answer, failed, ok, type Problem } from '../../contract/advice/problem';
import type { Chat } from '../../contract/model/chat';
import type { DirectoryView, ReadLine } from '../../contract/model/directory';
import type { ChatId, MessageId } from '../../contract/model/ids';
import { type Person, UserIdType } from '../../contract/model/person';
import { callableId, personKey } from '../../contract/rules/person-key';
import type { Result } from '../feishu/failure';
import type { ChatDetail, Feishu, OldMessage } from '../feishu/feishu';
import type { Clock } from '../ports/clock';
import { KeptAnswers } from './kept-answers';
import { type DirectoryCache, noCache } from './people/directory-cache';
import type { KnownPerson } from './people/known-person';
import { asPerson } from './people/known-person';
import { type Known, PeopleBook } from './people/people-book';
import { type Contacts, PeopleReader } from './people/people-reader';
import { readLine } from './who/read-line';
import { readLines } from './who/read-lines';

/** Chats and members are asked for again after this, ms: people join and leave. */
const freshMs = 5 * 60_000;
/** How long pasted names wait for the contacts, which may hold a second person of that name; then they are left open. */
const namesWaitMs = 5_000;

/** People as written, in order, with open ids where they could be had. `problem`: why the others could not be looked up. */
export interface Resolved {
  people: readonly Person[];
  problem: Problem | null;
}

/** `138****8000`: enough to recognise a number by, once it is no longer needed. */
const masked = (mobile: string): string => `${mobile.slice(0, -8)}****${mobile.slice(-4)}`;

/** What somebody found by e-mail or mobile is called: as it was written, else as the directory knows them. */
const nameOf = (person: Person, known: string | undefined): string => {
  const { email, mobile } = readLine(person.name).person;
  if (email === undefined && mobile === undefined) return person.name;
  return known ?? (mobile === undefined ? person.name : masked(mobile));
};

export interface DirectoryDeps {
  feishu: () => Answer<Feishu>;
  clock: Clock;
  /** The company's contacts; absent: people come from chats and look-ups alone. */
  contacts?: Contacts;
  cache?: DirectoryCache;
  onChanged?: () => void;
}

/**
 * The people and chats of one workspace, as far as its bot can see them: the company's contacts, the chats it is in and
 * their members, and whoever an e-mail or mobile leads to. People are kept on disk and at hand at once; what concerns one
 * chat is kept in memory, asked for once at a time, and again when no longer fresh.
 */
export class Directory {
  readonly #feishu: () => Answer<Feishu>;
  readonly #chats: KeptAnswers<readonly Chat[]>;
  readonly #details: KeptAnswers<ChatDetail>;
  readonly #members: KeptAnswers<readonly Person[]>;
  readonly #messages: KeptAnswers<OldMessage>;
  /** Who answered to an e-mail or mobile in this run. */
  readonly #found = new Map<string, Person>();
  /** Who answered to nobody, and when: a plan is made at every pause in typing. */
  readonly #missed = new Map<string, number>();
  readonly #clock: Clock;
  readonly #book = new PeopleBook();
  readonly #reader: PeopleReader;
  #plain: { of: Known; people: readonly Person[] } | null = null;

  constructor(deps: DirectoryDeps) {
    this.#feishu = deps.feishu;
    this.#clock = deps.clock;
    this.#chats = new KeptAnswers(deps.clock, freshMs);
    this.#details = new KeptAnswers(deps.clock, freshMs);
    this.#members = new KeptAnswers(deps.clock, freshMs);
    this.#messages = new KeptAnswers(deps.clock, freshMs);
    this.#reader = new PeopleReader({
      book: this.#book,
      clock: deps.clock,
      cache: deps.cache ?? noCache,
      contacts: deps.contacts ?? null,
      chats: (fresh) => this.chats(fresh),
      members: (chatId, fresh) => this.members(chatId, 'open_id', fresh),
      onChanged: deps.onChanged ?? (() => undefined),
    });
  }

  /** Everybody who is known now, without asking anybody; the same object until that changes. */
  known(): Known {
    return this.#book.known();
  }

  /** Resolves once what is kept on disk is known. */
  ready(): Promise<void> {
    return this.#reader.load();
  }

  /** What is known of somebody, by any of their ids or their e-mail; nobody is asked. */
  about(person: Person): KnownPerson | undefined {
    return this.#book.find(person);
  }

  view(): Omit<DirectoryView, 'workspaceId'> {
    return this.#reader.view();
  }

  /** The contacts are being read for the first time: somebody of the same name may be to come. */
  firstReading(): boolean {
    return this.#reader.firstReading;
  }

  /** Whether a name that is known once is there only once; waits for the first reading of the contacts to end. */
  async completed(): Promise<boolean> {
    await this.look();
    return this.#reader.completed();
  }

  /** Reads the contacts and all chats anew, or goes on where that ended. */
  refresh(): void {
    this.#reader.refresh();
  }

  cancelRefresh(): void {
    this.#reader.cancel();
  }

  /** Its workspace is gone or another app's: nothing is asked or kept any more. */
  close(): void {
    this.#reader.close();
  }

  /** The chats the bot is in; `fresh` asks again at once. */
  chats(fresh = false): Promise<Answer<readonly Chat[]>> {
    return this.#chats.get('all', () => this.#ask((feishu) => feishu.readChats()), fresh);
  }

  /** Whether a chat may be buzzed in, and by whom. */
  chat(chatId: ChatId): Promise<Answer<ChatDetail>> {
    return this.#details.get(chatId, () => this.#ask((feishu) => feishu.readChat({ chatId })));
  }

  members(chatId: ChatId, idType: UserIdType = 'open_id', fresh = false): Promise<Answer<readonly Person[]>> {
    const ask = async () => {
      const list = await this.#ask((feishu) => feishu.readMembers({ chatId, idType }));
      if (list.ok && idType === 'open_id') {
        await this.#reader.load();
        this.#reader.learnMembers(chatId, list.value);
      }
      return list;
    };
    return this.#members.get(`${chatId} ${idType}`, ask, fresh);
  }

  /** Who was in the chat when it was last looked at, in this run or before it; null: it never was. Asks nobody. */
  async seenMembers(chatId: ChatId, idType: UserIdType = 'open_id'): Promise<readonly Person[] | null> {
    const seen = this.#members.last(`${chatId} ${idType}`);
    if (seen || idType !== 'open_id') return seen;
    await this.#reader.load();
    return this.#book.chats().get(chatId)?.map(asPerson) ?? null;
  }

  /** A message that is there already. */
  message(messageId: MessageId): Promise<Answer<OldMessage>> {
    return this.#messages.get(messageId, () => this.#ask((feishu) => feishu.readMessage({ messageId })));
  }

  /** This chat has changed, or is new: it is asked about again. */
  forget(chatId: ChatId): void {
    this.#chats.forget('all');
    this.#details.forget(chatId);
    for (const idType of UserIdType.options) this.#members.forget(`${chatId} ${idType}`);
  }

  /** Sees to it that `known` is worth looking at, and goes on reading what may be due; answers why some may be missing. */
  async look(): Promise<Problem | null> {
    await this.#reader.load();
    const problem = await this.#reader.freshChats();
    this.#reader.refreshIfDue();
    return problem;
  }

  /**
   * Everybody in the contacts, in any internal chat of the bot, and whoever was looked up, once each; and why some may be
   * missing. Who is known already is there at once; the rest is read meanwhile, and until then they are not `complete`.
   * `patienceMs`: how long to wait for the contacts where they have never been read to the end.
   */
  async people(patienceMs = 0): Promise<{ people: readonly Person[]; problem: Problem | null; complete: boolean }> {
    const problem = await this.look();
    if (patienceMs > 0) await this.#reader.firstRead(patienceMs);
    const known = this.#book.known();
    if (this.#plain?.of !== known) this.#plain = { of: known, people: known.people.map(asPerson) };
    return { people: this.#plain.people, problem, complete: this.#reader.complete };
  }

  /**
   * Turns e-mails and mobiles into open ids; a person nobody answers to comes back as they were, and is not asked for
   * again for a while, unless `fresh`.
   */
  async resolve(people: readonly Person[], fresh = false): Promise<Resolved> {
    await this.#reader.load();
    const now = this.#clock.now();
    const isOpen = (person: Person) => {
      const missedAt = this.#missed.get(personKey(person));
      if (callableId(person) || this.#found.has(personKey(person))) return false;
      return fresh || missedAt === undefined || now - missedAt >= freshMs;
    };
    const open = people.filter(isOpen);
    const emails = open.flatMap((person) => person.email ?? []);
    const mobiles = open.flatMap((person) => (person.email ? [] : (person.mobile ?? [])));
    const missed = emails.length + mobiles.length > 0 ? await this.#lookUp(open, { emails, mobiles }) : null;
    return {
      people: people.map((person) => this.#found.get(personKey(person)) ?? this.#known(person)),
      problem: missed,
    };
  }

  /** Reads pasted text; nothing is dropped. */
  readLines(text: string): Promise<readonly ReadLine[]> {
    return readLines(text, {
      resolve: (people) => this.resolve(people, true),
      people: async () => ({
        people: (await this.people(namesWaitMs)).people,
        firstReading: this.#reader.firstReading,
      }),
    });
  }

  /** Somebody of whom another id or the e-mail is known, with the open id the directory has for it. */
  #known(person: Person): Person {
    if (person.openId) return person;
    const openId = this.#book.find(person)?.openId;
    if (!openId) return person;
    const { mobile: _, ...rest } = person;
    return { ...rest, name: nameOf(person, this.#book.nameOf(openId)), openId };
  }

  async #lookUp(
    open: readonly Person[],
    queries: { emails: readonly string[]; mobiles: readonly string[] },
  ): Promise<Problem | null> {
    const answer = await this.#ask((feishu) => feishu.lookUp(queries));
    if (!answer.ok) return answer.problem;
    const openIds = new Map(answer.value.map((found) => [found.query, found.openId]));
    if (answer.value.some((found) => found.openId && this.#book.nameOf(found.openId) === undefined))
      await this.people();
    for (const person of open) {
      const openId = openIds.get(person.email ?? person.mobile ?? '');
      if (!openId) {
        this.#missed.set(personKey(person), this.#clock.now());
        continue;
      }
      // A mobile has done its work once it has become an id: it is not kept.
      const { mobile: _, ...rest } = person;
      const found = { ...rest, name: nameOf(person, this.#book.nameOf(openId)), openId };
      this.#found.set(personKey(person), found);
      this.#reader.learn({ kind: 'found', people: [found] });
    }
    this.#book.publish();
    return null;
  }

  async #ask<T>(ask: (feishu: Feishu) => Promise<Result<T>>): Promise<Answer<T>> {
    const feishu = this.#feishu();
    if (!feishu.ok) return feishu;
    const answer = await ask(feishu.value);
    return answer.ok ? ok(answer.value) : failed(answer.failure.problem);
  }
}
