import { type Answer, type Problem, problem } from '../../../contract/advice/problem';
import type { Chat } from '../../../contract/model/chat';
import type { DirectoryView } from '../../../contract/model/directory';
import type { ChatId } from '../../../contract/model/ids';
import type { Person } from '../../../contract/model/person';
import { createLimiter } from '../../feishu/client/limiter';
import { type Clock, dayMs } from '../../ports/clock';
import type { ClosedChat, DirectoryCache, DirectoryRecord, KeptPerson } from './directory-record';
import type { PeopleBook } from './people-book';
import type { ContactsSource } from './read-contacts';
import { readContacts } from './read-contacts';
import { isTooMuch, type Reading } from './reading';

/** The company's contacts, and when they may be read. */
export interface Contacts {
  feishu: ContactsSource;
  /** Resolves once no buzz is being sent. */
  quiet: (signal: AbortSignal) => Promise<void>;
}

export interface PeopleReaderDeps {
  book: PeopleBook;
  clock: Clock;
  cache: DirectoryCache;
  /** null: people come from chats and look-ups only. */
  contacts: Contacts | null;
  chats: (fresh: boolean) => Promise<Answer<readonly Chat[]>>;
  members: (chatId: ChatId, fresh: boolean) => Promise<Answer<readonly Person[]>>;
  /** People were added, or reading has started, advanced or ended. */
  onChanged: () => void;
}

/** Age at which contacts are read again (ms); a person who joined today is found by e-mail or in their chats. */
const contactsAgeMs = dayMs;
/** Pause after a failure (ms), unless a person asks for a refresh. */
const restMs = 5 * 60_000;

/**
 * Pace of reading: five calls a second of the fifty that Feishu allows (feishu-api 7.6). No person waits for it, and other
 * programs may share the app. A small company is read at once.
 */
const slowly = [{ max: 25, windowMs: 5_000 }];

const keptPeopleOf = (people: readonly Person[]): KeptPerson[] =>
  people.flatMap(({ name, openId }) => (openId ? [{ name, openId }] : []));

/** Why the contacts were incomplete. An empty range is a reason of its own. */
const gapsOf = (reading: Reading): Problem[] => {
  const { users, roots, problems } = reading;
  if (isTooMuch(reading)) return [...problems, problem('contacts-too-many', { count: String(reading.entries) })];
  const empty = users.length + roots.length === 0 && problems.every(({ advice }) => advice === 'contacts-partial');
  return empty ? [problem('contacts-empty')] : problems;
};

/** Fills a book of people: from the cache at once, from chats and contacts when that is due or asked for. */
export class PeopleReader {
  readonly #deps: PeopleReaderDeps;
  readonly #pace;
  readonly #refused = new Map<ChatId, { until: number; problem: Problem }>();
  #loading: Promise<void> | null = null;
  #run: { stop: AbortController; done: Promise<void> } | null = null;
  #stopped: Problem | null = null;
  #chatsProblem: Problem | null = null;
  #restUntil = 0;
  #canceled = false;
  #closed = false;

  constructor(deps: PeopleReaderDeps) {
    this.#deps = deps;
    this.#pace = createLimiter({ clock: deps.clock, limits: () => slowly, doubtMs: 0 });
  }

  /** Reads the cache, once. */
  load(): Promise<void> {
    const { book, cache, onChanged } = this.#deps;
    this.#loading ??= cache
      .load((record) => book.fold(record))
      .then(() => {
        if (book.publish()) onChanged();
      });
    return this.#loading;
  }

  learn(record: DirectoryRecord): void {
    if (this.#closed) return;
    this.#deps.book.fold(record);
    this.#deps.cache.append(record);
  }

  /**
   * Asks for the chats, and for the members of new ones or (`all`) of every one. Answers with why some could not be
   * read.
   */
  async readChats(all = false, turn: () => Promise<void> = async () => undefined): Promise<Problem | null> {
    const { book, chats, members, clock, onChanged } = this.#deps;
    const listed = await chats(false);
    if (!listed.ok) return listed.problem;
    const there = listed.value.filter((chat) => !chat.external).map(({ chatId }) => chatId);
    const gone = [...book.chats().keys()].some((id) => !there.includes(id));
    if (gone || !book.chatsRead) this.learn({ kind: 'chats', ids: there });
    const now = clock.now();
    const due = there.filter((id) => all || !(book.chats().has(id) || (this.#refused.get(id)?.until ?? 0) > now));
    await Promise.all(
      due.map(async (id) => {
        await turn();
        const list = await members(id, all);
        if (list.ok) this.#refused.delete(id);
        else this.#refused.set(id, { until: now + restMs, problem: list.problem });
      }),
    );
    if (book.publish()) onChanged();
    return there.map((id) => this.#refused.get(id)?.problem).find((reason) => reason !== undefined) ?? null;
  }

  /** Reads new chats. Waits for them only until chats were read once; later it answers with the last known problem at once. */
  async freshChats(): Promise<Problem | null> {
    const { book } = this.#deps;
    const asked = this.readChats().then((problem) => {
      this.#chatsProblem = problem;
      return problem;
    });
    return book.chatsRead ? this.#chatsProblem : asked;
  }

  /** Takes in who came into a chat and who left it. Of a chat whose members were never read nothing is known by that. */
  moveMembers(chatId: ChatId, moved: { joined: readonly KeptPerson[]; left: ReadonlySet<string> }): void {
    const before = this.#deps.book.chats().get(chatId);
    if (!before) return;
    const there = new Set<string>(before.map(({ openId }) => openId));
    const stay = before.filter(({ openId }) => !moved.left.has(openId));
    this.learnMembers(chatId, [...stay, ...moved.joined.filter(({ openId }) => !there.has(openId))]);
  }

  /** Takes in whether a chat is closed to the bot; null: it is not. */
  noteChat(chatId: ChatId, why: ClosedChat | null): void {
    if (this.#deps.book.closedChat(chatId) !== why) this.learn({ kind: 'closed', chatId, why });
  }

  /** Takes in the members of a chat that were asked for anyway. */
  learnMembers(chatId: ChatId, people: readonly Person[]): void {
    const now = keptPeopleOf(people);
    const before = this.#deps.book.chats().get(chatId);
    const line = ({ openId, name }: KeptPerson) => `${openId} ${name}`;
    if (before && before.map(line).join('\n') === now.map(line).join('\n')) return;
    this.learn({ kind: 'chat', chatId, people: now });
  }

  /** Reads the contacts if they are a day old, or continues an interrupted reading, unless a person canceled it. */
  refreshIfDue(): void {
    const { book, clock, contacts } = this.#deps;
    if (!contacts || this.#run || this.#canceled || this.#closed) return;
    const now = clock.now();
    // A clock that was set back must not lengthen the pause.
    if (now < this.#restUntil && this.#restUntil - now <= restMs) return;
    const age = book.readAt === null ? Number.POSITIVE_INFINITY : now - book.readAt;
    // A clock that was set back makes it read again rather than never.
    if (book.reading || age > contactsAgeMs || age < 0) this.#start(false);
  }

  /** Reads everything anew, or continues an interrupted reading. */
  refresh(): void {
    this.#canceled = false;
    if (!this.#run && !this.#closed) this.#start(true);
  }

  /** Ends reading after the current call; the people read so far stay, and so does the place. */
  cancel(): void {
    if (!this.#run) return;
    this.#canceled = true;
    this.#run.stop.abort();
  }

  /** Ends reading for good: nothing is learned any more. */
  close(): void {
    this.#closed = true;
    this.#run?.stop.abort();
  }

  /** Waits for the first reading of the contacts, after which a name met once is unique. */
  async firstRead(patienceMs: number): Promise<void> {
    const { book, clock } = this.#deps;
    if (book.readAt !== null || !this.#run) return;
    const enough = new AbortController();
    const over = clock.sleep(patienceMs, enough.signal).catch(() => undefined);
    await Promise.race([this.#run.done, over]);
    enough.abort();
  }

  /** True if the contacts were read once, or are never read: more people cannot be known. */
  get complete(): boolean {
    return this.#deps.contacts === null || this.#deps.book.readAt !== null;
  }

  /** True if the contacts are being read for the first time: more people may come. */
  get firstReading(): boolean {
    return this.#run !== null && !this.complete;
  }

  /** True if the contacts were read once, after waiting for the current reading to end. */
  async completed(): Promise<boolean> {
    if (!this.complete) await this.#run?.done;
    return this.complete;
  }

  view(): Omit<DirectoryView, 'workspaceId'> {
    const { book } = this.#deps;
    const { reading } = book;
    const total = reading?.departments.size ?? 0;
    return {
      people: book.count(),
      at: book.readAt,
      reading: this.#run
        ? {
            done: reading?.place.stage === 'people' ? Math.min(reading.place.index, total) : 0,
            total: total > 0 ? total : null,
          }
        : null,
      unfinished: reading !== null && !this.#run,
      problems: [...(this.#stopped ? [this.#stopped] : []), ...(reading?.problems ?? book.problems)],
    };
  }

  #start(all: boolean): void {
    const stop = new AbortController();
    // Starts in the next turn, so that the caller is answered first.
    const done = Promise.resolve()
      .then(() => this.#read(all, stop.signal))
      .catch(() => undefined)
      .finally(() => {
        this.#run = null;
        this.#deps.book.publish();
        if (!this.#closed) this.#deps.onChanged();
      });
    this.#run = { stop, done };
    this.#stopped = null;
    this.#deps.onChanged();
  }

  async #read(all: boolean, signal: AbortSignal): Promise<void> {
    const { book, clock, cache, contacts, onChanged } = this.#deps;
    const turn = async () => {
      await this.#pace.take(['directory'], signal);
      await contacts?.quiet(signal);
    };
    await this.load();
    await this.readChats(all, turn);
    if (!contacts) return;
    const { reading } = book;
    // People met a day ago may be gone by now.
    if (!reading || clock.now() - reading.startedAt > contactsAgeMs)
      this.learn({ kind: 'started', departments: true, at: clock.now() });
    const learn = (record: DirectoryRecord) => {
      this.learn(record);
      if (book.worthPublishing()) book.publish();
      onChanged();
    };
    this.#stopped = await readContacts({ book, feishu: contacts.feishu, turn, learn }, signal);
    if (this.#stopped || this.#closed) {
      this.#restUntil = clock.now() + restMs;
      return;
    }
    this.learn({ kind: 'done', at: clock.now(), problems: book.reading ? gapsOf(book.reading) : [] });
    book.publish();
    cache.replace(book.records());
  }
}
