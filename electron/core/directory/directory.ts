import type { Chat } from '../../contract/chat';
import type { ChatId, MessageId } from '../../contract/ids';
import { callableId, type Person, personKey, UserIdType } from '../../contract/person';
import { type Answer, failed, ok, type Problem } from '../../contract/problem';
import type { ReadLine } from '../../contract/search';
import type { Clock } from '../clock';
import type { Result } from '../feishu/failure';
import type { ChatDetail, Feishu, OldMessage } from '../feishu/feishu';
import { KeptAnswers } from './kept-answers';
import { readLine } from './read-line';
import { readLines } from './read-lines';

/** Chats and members are asked for again after this, ms: people join and leave. */
const freshMs = 5 * 60_000;

/** People as written, in order, with open ids where they could be had. `problem`: why the others could not be looked up. */
export interface Resolved {
  people: readonly Person[];
  problem: Problem | null;
}

/** `138****8000`: enough to recognise a number by, once it is no longer needed. */
const masked = (mobile: string): string => `${mobile.slice(0, -8)}****${mobile.slice(-4)}`;

/** What somebody found by e-mail or mobile is called: as it was written, else as the chats know them. */
const nameOf = (person: Person, known: string | undefined): string => {
  const { email, mobile } = readLine(person.name).person;
  if (email === undefined && mobile === undefined) return person.name;
  return known ?? (mobile === undefined ? person.name : masked(mobile));
};

/**
 * The people and chats of one workspace, as far as its bot can see them: the chats it is in and their members, and
 * whoever an e-mail or mobile leads to. Kept in memory, asked for once at a time, and again when no longer fresh.
 */
export class Directory {
  readonly #feishu: () => Answer<Feishu>;
  readonly #chats: KeptAnswers<readonly Chat[]>;
  readonly #details: KeptAnswers<ChatDetail>;
  readonly #members: KeptAnswers<readonly Person[]>;
  readonly #messages: KeptAnswers<OldMessage>;
  readonly #found = new Map<string, Person>();

  constructor(deps: { feishu: () => Answer<Feishu>; clock: Clock }) {
    this.#feishu = deps.feishu;
    this.#chats = new KeptAnswers(deps.clock, freshMs);
    this.#details = new KeptAnswers(deps.clock, freshMs);
    this.#members = new KeptAnswers(deps.clock, freshMs);
    this.#messages = new KeptAnswers(deps.clock, freshMs);
  }

  /** The chats the bot is in; `fresh` asks again at once. */
  chats(fresh = false): Promise<Answer<readonly Chat[]>> {
    return this.#chats.get('all', () => this.#ask((feishu) => feishu.chats()), fresh);
  }

  /** Whether a chat may be buzzed in, and by whom. */
  chat(chatId: ChatId): Promise<Answer<ChatDetail>> {
    return this.#details.get(chatId, () => this.#ask((feishu) => feishu.chat({ chatId })));
  }

  members(chatId: ChatId, idType: UserIdType = 'open_id'): Promise<Answer<readonly Person[]>> {
    return this.#members.get(`${chatId} ${idType}`, () => this.#ask((feishu) => feishu.members({ chatId, idType })));
  }

  /** A message that is there already. */
  message(messageId: MessageId): Promise<Answer<OldMessage>> {
    return this.#messages.get(messageId, () => this.#ask((feishu) => feishu.message({ messageId })));
  }

  /** This chat has changed, or is new: it is asked about again. */
  forget(chatId: ChatId): void {
    this.#chats.forget('all');
    this.#details.forget(chatId);
    for (const idType of UserIdType.options) this.#members.forget(`${chatId} ${idType}`);
  }

  /** Everybody in any internal chat of the bot, and whoever was looked up, once each; and why some may be missing. */
  async people(): Promise<{ people: readonly Person[]; problem: Problem | null }> {
    const people = new Map([...this.#found.values()].map((person) => [personKey(person), person]));
    const chats = await this.chats();
    if (!chats.ok) return { people: [...people.values()], problem: chats.problem };
    const lists = await Promise.all(
      chats.value.filter((chat) => !chat.external).map((chat) => this.members(chat.chatId)),
    );
    for (const list of lists) {
      if (!list.ok) continue;
      for (const person of list.value) {
        const key = personKey(person);
        // Who was looked up by e-mail stays findable by it, under the name the chat knows.
        people.set(key, { ...people.get(key), ...person });
      }
    }
    const refused = lists.find((list) => !list.ok);
    return { people: [...people.values()], problem: refused && !refused.ok ? refused.problem : null };
  }

  /** Turns e-mails and mobiles into open ids; a person nobody answers to comes back as they were. */
  async resolve(people: readonly Person[]): Promise<Resolved> {
    const open = people.filter((person) => !callableId(person) && !this.#found.has(personKey(person)));
    const emails = open.flatMap((person) => person.email ?? []);
    const mobiles = open.flatMap((person) => (person.email ? [] : (person.mobile ?? [])));
    const missed = emails.length + mobiles.length > 0 ? await this.#lookUp(open, { emails, mobiles }) : null;
    return { people: people.map((person) => this.#found.get(personKey(person)) ?? person), problem: missed };
  }

  /** Reads pasted text; nothing is dropped. */
  readLines(text: string): Promise<readonly ReadLine[]> {
    return readLines(text, {
      resolve: (people) => this.resolve(people),
      people: async () => (await this.people()).people,
    });
  }

  async #lookUp(
    open: readonly Person[],
    queries: { emails: readonly string[]; mobiles: readonly string[] },
  ): Promise<Problem | null> {
    const answer = await this.#ask((feishu) => feishu.lookUp(queries));
    if (!answer.ok) return answer.problem;
    const openIds = new Map(answer.value.map((found) => [found.query, found.openId]));
    const known = new Map((await this.people()).people.map((person) => [person.openId, person.name]));
    for (const person of open) {
      const openId = openIds.get(person.email ?? person.mobile ?? '');
      if (!openId) continue;
      // A mobile has done its work once it has become an id: it is not kept.
      const { mobile: _, ...rest } = person;
      this.#found.set(personKey(person), { ...rest, name: nameOf(person, known.get(openId)), openId });
    }
    return null;
  }

  async #ask<T>(ask: (feishu: Feishu) => Promise<Result<T>>): Promise<Answer<T>> {
    const feishu = this.#feishu();
    if (!feishu.ok) return feishu;
    const answer = await ask(feishu.value);
    return answer.ok ? ok(answer.value) : failed(answer.failure.problem);
  }
}
