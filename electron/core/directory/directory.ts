import { type Answer, failed, ok, type Problem, problem } from '../../contract/advice/problem';
import { mostMembers } from '../../contract/limits';
import type { Chat } from '../../contract/model/chat';
import type { DirectoryView, ReadLine } from '../../contract/model/directory';
import type { ChatId, DepartmentId, MessageId, OpenId } from '../../contract/model/ids';
import { type Person, UserIdType } from '../../contract/model/person';
import { callableId } from '../../contract/rules/person-key';
import type { Result } from '../feishu/failure';
import type { ChatDetail, Feishu, LookedUp, OldMessage } from '../feishu/feishu';
import type { AccountStanding } from '../feishu/feishu-contacts';
import type { Heard } from '../feishu/heard';
import { type Clock, dayMs } from '../ports/clock';
import { canonicalMobile } from '../text/mobile';
import { KeptAnswers } from './kept-answers';
import type { KnownDepartment } from './people/department-tree';
import type { KnownPerson } from './people/directory-record';
import { asPerson, type DirectoryCache, noCache } from './people/directory-record';
import { type KnownPeople, PeopleBook } from './people/people-book';
import { type Contacts, PeopleReader } from './people/people-reader';
import { noteChatBy, takeHeard } from './people/take-heard';
import { findById } from './who/find-by-id';
import { FindOpenIds, type FoundOpenIds, masked } from './who/find-open-ids';
import { isNameless, type NameSource } from './who/known-names';
import { isAddress } from './who/read-line';
import { readLines } from './who/read-lines';

/** Age at which chats and members are asked for again (ms): people join and leave. */
const freshMs = 5 * 60_000;
/** Time for which a look-up's word about an account counts (ms): as long as that of the contacts. */
const standingMs = dayMs;
/** Time that pasted names wait for the contacts, which may hold a second person of that name (ms); then they stay names. */
const namesWaitMs = 5_000;

/** People in their order, with open ids as far as they were found. */
export interface ResolvedPeople extends Pick<FoundOpenIds, 'disagreeing'> {
  people: readonly Person[];
  /** Why the others could not be looked up; null: they could. */
  problem: Problem | null;
}

export interface DirectoryDeps {
  feishu: () => Answer<Feishu>;
  clock: Clock;
  /** The company's contacts; absent: people come from chats and look-ups only. */
  contacts?: Contacts;
  cache?: DirectoryCache;
  /** Names of people whom neither contacts nor chats name: those of saved groups and earlier buzzes. */
  alsoNamed?: NameSource;
  onChanged?: () => void;
}

/**
 * The people and chats of one workspace, as far as its bot can see them: the company's contacts, the bot's chats and
 * their members, and people found by e-mail or mobile. People are kept on disk and known at once. Facts about one chat are
 * kept in memory for five minutes and asked for by one call at a time.
 */
export class Directory {
  readonly #feishu: () => Answer<Feishu>;
  readonly #chats: KeptAnswers<readonly Chat[]>;
  readonly #details: KeptAnswers<ChatDetail>;
  readonly #members: KeptAnswers<readonly Person[]>;
  readonly #messages: KeptAnswers<OldMessage>;
  readonly #openIds: FindOpenIds;
  /** States of accounts as look-ups told them, and when. */
  readonly #standings = new Map<OpenId, { standing: AccountStanding; at: number }>();
  readonly #clock: Clock;
  readonly #book = new PeopleBook();
  readonly #reader: PeopleReader;
  readonly #alsoNamed: NameSource;
  readonly #onChanged: () => void;
  #plain: { of: KnownPeople; people: readonly Person[] } | null = null;

  constructor(deps: DirectoryDeps) {
    this.#feishu = deps.feishu;
    this.#chats = new KeptAnswers(deps.clock, freshMs);
    this.#details = new KeptAnswers(deps.clock, freshMs);
    this.#members = new KeptAnswers(deps.clock, freshMs);
    this.#messages = new KeptAnswers(deps.clock, freshMs);
    this.#clock = deps.clock;
    this.#alsoNamed = deps.alsoNamed ?? (() => undefined);
    this.#onChanged = deps.onChanged ?? (() => undefined);
    const { contacts } = deps;
    this.#openIds = new FindOpenIds({
      clock: deps.clock,
      known: (by) => this.#book.find(by)?.openId,
      lookUp: (queries) => this.#lookUp(queries),
      findById: contacts ? (idType, ids) => findById(contacts.feishu, idType, ids) : null,
      meet: async (openIds) => {
        if (openIds.some((openId) => this.#book.nameOf(openId) === undefined)) await this.listPeople();
      },
      nameOf: (openId) => this.named({ name: openId, openId }).name,
    });
    this.#reader = new PeopleReader({
      book: this.#book,
      clock: deps.clock,
      cache: deps.cache ?? noCache,
      contacts: contacts ?? null,
      chats: (fresh) => this.listChats(fresh),
      members: (chatId, fresh) => this.listMembers(chatId, 'open_id', fresh),
      onChanged: this.#onChanged,
    });
  }

  /** All people known now, without a call; the same object until they change. */
  knownPeople(): KnownPeople {
    return this.#book.knownPeople();
  }

  /** Resolves once the people kept on disk are known. */
  ready(): Promise<void> {
    return this.#reader.load();
  }

  /** The known person of one of these ids or this e-mail, without a call. */
  knownPerson(person: Person): KnownPerson | undefined {
    const known = this.#book.find(person);
    const openId = known?.openId ?? person.openId;
    if (openId && this.#book.hasLeft(openId)) return { ...person, ...known, openId, status: 'resigned' };
    const told = known?.openId && this.#standings.get(known.openId);
    // The newer of the two knows better: an account may have been frozen or activated since the contacts were read.
    if (!told || told.at < (this.#book.readAt ?? 0) || this.#clock.now() - told.at > standingMs) return known;
    const { status: _, ...rest } = known;
    return told.standing === 'active' ? rest : { ...rest, status: told.standing };
  }

  /**
   * The person under their name, where only an id or address of theirs was written and a name is known: in the contacts or
   * chats, in a saved group or of an earlier buzz. Without a call.
   */
  named(person: Person): Person {
    if (!isNameless(person) || !callableId(person)) return person;
    const known = this.#book.find(person);
    const name = known && !isNameless(known) ? known.name : this.#alsoNamed({ ...known, ...person });
    return name === undefined ? person : { ...person, name };
  }

  /** The departments that a message can go to as a whole, without a call; the same object until they change. */
  knownDepartments(): readonly KnownDepartment[] {
    return this.#book.knownDepartments();
  }

  /**
   * People of a department and of those below it, as the contacts were last read; no one who left the company. Waits for a first
   * reading for as long as pasted names do. Problems: contacts that are still being read, a department that is not there, or one with more
   * people than a group can have.
   */
  async listDepartment(departmentId: DepartmentId, name: string): Promise<Answer<readonly Person[]>> {
    await this.look();
    await this.#reader.firstRead(namesWaitMs);
    return this.departmentNow(departmentId, name);
  }

  /** The same as far as it is known at this moment. */
  departmentNow(departmentId: DepartmentId, name: string): Answer<readonly Person[]> {
    const people = this.#book.peopleOf(departmentId);
    const count = people?.length ?? 0;
    if (count > mostMembers)
      return failed(problem('department-too-many', { name, count: String(count), most: String(mostMembers) }));
    if (people && count > 0) return ok(people.map(asPerson));
    return failed(problem(this.#reader.firstReading ? 'department-being-read' : 'department-gone', { name }));
  }

  /**
   * The people of followed departments, by department, as the contacts were last read to the end; without a department that is not
   * there. null: the contacts are being read, or were not read to the end, so that a person in two departments may seem to be in one.
   */
  followedNow(departmentIds: Iterable<DepartmentId>): ReadonlyMap<DepartmentId, readonly Person[]> | null {
    if (this.#book.reading || this.#book.readAt === null) return null;
    const now = new Map<DepartmentId, readonly Person[]>();
    for (const id of departmentIds) {
      const people = this.departmentNow(id, '');
      if (people.ok) now.set(id, people.value);
    }
    return now;
  }

  view(): Omit<DirectoryView, 'workspaceId'> {
    return this.#reader.view();
  }

  /** True if the contacts are being read for the first time: a second person of the same name may still come. */
  firstReading(): boolean {
    return this.#reader.firstReading;
  }

  /** True if all people are known, so that a name known once is unique; waits for the first reading of the contacts. */
  async completed(): Promise<boolean> {
    await this.look();
    return this.#reader.completed();
  }

  /** Reads the contacts and all chats anew, or continues an interrupted reading. */
  refresh(): void {
    this.#reader.refresh();
  }

  cancelRefresh(): void {
    this.#reader.cancel();
  }

  /** Ends all reading and keeping: the workspace was removed, or has another app now. */
  close(): void {
    this.#reader.close();
  }

  /** The bot's chats; `fresh` asks again now. */
  listChats(fresh = false): Promise<Answer<readonly Chat[]>> {
    return this.#chats.get('all', () => this.#ask((feishu) => feishu.readChats()), fresh);
  }

  /** A chat's details, such as who may buzz in it. */
  findChat(chatId: ChatId): Promise<Answer<ChatDetail>> {
    return this.#details.get(chatId, async () =>
      this.#noted(chatId, await this.#ask((feishu) => feishu.readChat({ chatId }))),
    );
  }

  listMembers(chatId: ChatId, idType: UserIdType = 'open_id', fresh = false): Promise<Answer<readonly Person[]>> {
    const ask = async () => {
      const list = this.#noted(chatId, await this.#ask((feishu) => feishu.readMembers({ chatId, idType })));
      if (list.ok && idType === 'open_id') {
        await this.#reader.load();
        this.#reader.learnMembers(chatId, list.value);
      }
      return list;
    };
    return this.#members.get(`${chatId} ${idType}`, ask, fresh);
  }

  /** Last known members of a chat, from this run or an earlier one, without a call; null: it was never read. */
  async seenMembers(chatId: ChatId, idType: UserIdType = 'open_id'): Promise<readonly Person[] | null> {
    const seen = this.#members.last(`${chatId} ${idType}`);
    if (seen || idType !== 'open_id') return seen;
    await this.#reader.load();
    return this.#book.chats().get(chatId)?.map(asPerson) ?? null;
  }

  /** An existing message. */
  findMessage(messageId: MessageId): Promise<Answer<OldMessage>> {
    return this.#messages.get(messageId, () => this.#ask((feishu) => feishu.readMessage({ messageId })));
  }

  /** Forgets what is kept about a chat that is new or has changed. */
  forget(chatId: ChatId): void {
    this.#chats.forget('all');
    this.#details.forget(chatId);
    for (const idType of UserIdType.options) this.#members.forget(`${chatId} ${idType}`);
  }

  /** Why nothing can be sent to a chat any more, as far as that is known without a call; null: nothing is known of that. */
  closedChat(chatId: ChatId): Problem | null {
    const why = this.#book.closedChat(chatId);
    if (why === 'disbanded') return problem('chat-dissolved');
    return why && problem('bot-not-in-chat');
  }

  /** Takes what Feishu told by itself about chats and people. Marks of groups and the next plan go by it. */
  async hear(events: readonly Heard[]): Promise<void> {
    await this.#reader.load();
    const forget = (chatId: ChatId, what: 'answers' | 'members') => {
      this.forget(chatId);
      if (what === 'members') for (const idType of UserIdType.options) this.#members.drop(`${chatId} ${idType}`);
    };
    const taken = events.filter((event) => takeHeard(event, this.#reader, forget));
    if (taken.length === 0) return;
    this.#book.publish();
    this.#onChanged();
  }

  /** Notes what an answer says about a chat beside its value. */
  #noted<T>(chatId: ChatId, answer: Answer<T>): Answer<T> {
    noteChatBy(this.#reader, chatId, answer);
    return answer;
  }

  /** Updates `knownPeople` as far as that is quick, and starts reading that is due. Answers with why people may be missing. */
  async look(): Promise<Problem | null> {
    await this.#reader.load();
    const problem = await this.#reader.freshChats();
    this.#reader.refreshIfDue();
    return problem;
  }

  /**
   * All people of the contacts, of the bot's internal chats and of look-ups, once each, and why some may be missing. People
   * known already are there at once; the others are read meanwhile, and until then they are not `complete`.
   * `patienceMs`: how long to wait for contacts that have never been read to the end.
   */
  async listPeople(patienceMs = 0): Promise<{ people: readonly Person[]; problem: Problem | null; complete: boolean }> {
    const problem = await this.look();
    if (patienceMs > 0) await this.#reader.firstRead(patienceMs);
    const known = this.#book.knownPeople();
    if (this.#plain?.of !== known) this.#plain = { of: known, people: known.people.map(asPerson) };
    return { people: this.#plain.people, problem, complete: this.#reader.complete };
  }

  /**
   * Finds the open ids of people by all that is known of them. A person who is not found, or of whom two things lead to two
   * people, comes back unchanged. What led to no person is not asked for again for five minutes, unless `fresh`.
   */
  async resolve(people: readonly Person[], fresh = false): Promise<ResolvedPeople> {
    await this.#reader.load();
    const { openIds, ...rest } = await this.#openIds.find(people, fresh);
    const resolved = people.map((person, at) => {
      const openId = openIds[at];
      return this.named(openId ? this.#found(person, openId) : person);
    });
    this.#book.publish();
    return { people: resolved, ...rest };
  }

  /** Reads pasted text; no line is dropped. */
  readLines(text: string): Promise<readonly ReadLine[]> {
    return readLines(text, {
      resolve: (people) => this.resolve(people, true),
      people: async () => ({
        people: (await this.listPeople(namesWaitMs)).people,
        firstReading: this.#reader.firstReading,
      }),
    });
  }

  /** A person with their open id, and with their name in the directory instead of another or of an address. */
  #found(person: Person, openId: OpenId): Person {
    const name = this.#nameOf(person, openId);
    if (person.openId) return name === person.name ? person : { ...person, name };
    // A mobile is not kept once the id is known.
    const { mobile: _, ...known } = person;
    const found = { ...known, name, openId };
    if (this.#book.isNews(found)) this.#reader.learn({ kind: 'found', people: [found] });
    return found;
  }

  /**
   * The name to show for a person who has this open id. A name that was written beside an address says who was meant, but
   * the directory knows who it is; a name that was picked or saved with the id stays.
   */
  #nameOf(person: Person, openId: OpenId): string {
    const { name, openId: given, mobile } = person;
    const written = isNameless(person) ? undefined : name;
    if (given && written) return written;
    const known = this.#book.ownNameOf(openId) ?? written ?? this.#book.nameOf(openId);
    if (known !== undefined && !isAddress(known)) return known;
    return mobile === undefined || canonicalMobile(name) === null ? name : masked(canonicalMobile(name) ?? '');
  }

  async #lookUp(queries: Parameters<Feishu['lookUp']>[0]): Promise<Answer<readonly LookedUp[]>> {
    const answer = await this.#ask((feishu) => feishu.lookUp(queries));
    for (const { openId, standing } of answer.ok ? answer.value : [])
      if (openId && standing) this.#standings.set(openId, { standing, at: this.#clock.now() });
    return answer;
  }

  async #ask<T>(ask: (feishu: Feishu) => Promise<Result<T>>): Promise<Answer<T>> {
    const feishu = this.#feishu();
    if (!feishu.ok) return feishu;
    const answer = await ask(feishu.value);
    return answer.ok ? ok(answer.value) : failed(answer.failure.problem);
  }
}
