import type { Chat } from '../../contract/chat';
import type { ChatId } from '../../contract/ids';
import { callableId, type Person, personKey, type UserIdType } from '../../contract/person';
import { type Answer, failed, ok, type Problem, problem } from '../../contract/problem';
import type { ReadLine } from '../../contract/search';
import type { Clock } from '../clock';
import type { ChatDetail, Feishu } from '../feishu/feishu';
import { linesOf, readLine } from './read-line';

/** Chats and members are asked for again after this, ms: people join and leave. */
const freshMs = 5 * 60_000;

interface Kept<T> {
  at: number;
  answer: Promise<Answer<T>>;
}

/**
 * The people and chats of one workspace, as far as its bot can see them: the chats it is in and their members, and
 * whoever an e-mail or mobile leads to. Kept in memory, asked for once at a time, and again when no longer fresh.
 */
export class Directory {
  readonly #feishu: () => Answer<Feishu>;
  readonly #clock: Clock;
  readonly #members = new Map<string, Kept<readonly Person[]>>();
  readonly #details = new Map<ChatId, Kept<ChatDetail>>();
  readonly #found = new Map<string, Person>();
  #chats: Kept<readonly Chat[]> | null = null;

  constructor(deps: { feishu: () => Answer<Feishu>; clock: Clock }) {
    this.#feishu = deps.feishu;
    this.#clock = deps.clock;
  }

  /** The chats the bot is in; `fresh` asks again at once. */
  chats(fresh = false): Promise<Answer<readonly Chat[]>> {
    if (!fresh && this.#chats && this.#isFresh(this.#chats)) return this.#chats.answer;
    this.#chats = this.#keep(
      (feishu) => feishu.chats(),
      () => {
        this.#chats = null;
      },
    );
    return this.#chats.answer;
  }

  /** Whether a chat may be buzzed in, and by whom. */
  chat(chatId: ChatId): Promise<Answer<ChatDetail>> {
    const kept = this.#details.get(chatId);
    if (kept && this.#isFresh(kept)) return kept.answer;
    const asked = this.#keep(
      (feishu) => feishu.chat({ chatId }),
      () => this.#details.delete(chatId),
    );
    this.#details.set(chatId, asked);
    return asked.answer;
  }

  members(chatId: ChatId, idType: UserIdType = 'open_id'): Promise<Answer<readonly Person[]>> {
    const key = `${chatId} ${idType}`;
    const kept = this.#members.get(key);
    if (kept && this.#isFresh(kept)) return kept.answer;
    const asked = this.#keep(
      (feishu) => feishu.members({ chatId, idType }),
      () => this.#members.delete(key),
    );
    this.#members.set(key, asked);
    return asked.answer;
  }

  /** Everybody in any internal chat of the bot, once each, and why some may be missing. */
  async people(): Promise<{ people: readonly Person[]; problem: Problem | null }> {
    const chats = await this.chats();
    if (!chats.ok) return { people: [...this.#found.values()], problem: chats.problem };
    const lists = await Promise.all(
      chats.value.filter((chat) => !chat.external).map((chat) => this.members(chat.chatId)),
    );
    const people = new Map<string, Person>(this.#found);
    for (const list of lists) if (list.ok) for (const person of list.value) people.set(personKey(person), person);
    const refused = lists.find((list) => !list.ok);
    return { people: [...people.values()], problem: refused && !refused.ok ? refused.problem : null };
  }

  /** Turns e-mails and mobiles into open ids; a person nobody answers to comes back as they were. */
  async resolve(people: readonly Person[]): Promise<Answer<readonly Person[]>> {
    const open = people.filter((person) => !callableId(person) && !this.#found.has(personKey(person)));
    const emails = open.flatMap((person) => person.email ?? []);
    const mobiles = open.flatMap((person) => (person.email ? [] : (person.mobile ?? [])));
    if (emails.length + mobiles.length > 0) {
      const feishu = this.#feishu();
      if (!feishu.ok) return feishu;
      const answer = await feishu.value.lookUp({ emails, mobiles });
      if (!answer.ok) return failed(answer.failure.problem);
      const openIds = new Map(answer.value.map((found) => [found.query, found.openId]));
      const known = new Map((await this.people()).people.map((person) => [person.openId, person.name]));
      for (const person of open) {
        const openId = openIds.get(person.email ?? person.mobile ?? '');
        if (!openId) continue;
        const wrote = person.name === person.email || person.name === person.mobile;
        const name = wrote ? (known.get(openId) ?? person.name) : person.name;
        // A mobile has done its work once it has become an id: it is not kept.
        const { mobile: _, ...rest } = person;
        this.#found.set(personKey(person), { ...rest, name, openId });
      }
    }
    return ok(people.map((person) => this.#found.get(personKey(person)) ?? person));
  }

  /** Reads pasted text; nothing is dropped. Names are looked for among the people the bot can see. */
  async readLines(text: string): Promise<readonly ReadLine[]> {
    const readings = linesOf(text).map(readLine);
    const resolved = await this.resolve(readings.map((reading) => reading.person));
    const { people } = readings.length > 0 ? await this.people() : { people: [] };
    return readings.map(({ line, person, problem: reason }, index): ReadLine => {
      if (reason) return { line, person, problem: reason };
      const found = resolved.ok ? (resolved.value[index] ?? person) : person;
      if (callableId(found)) {
        const known = people.find((other) => other.openId !== undefined && other.openId === found.openId);
        return { line, person: found.name === line && known ? { ...found, name: known.name } : found, problem: null };
      }
      if (!resolved.ok && (person.email || person.mobile)) return { line, person, problem: resolved.problem };
      if (person.email || person.mobile) return { line, person, problem: problem('person-unresolved', { name: line }) };
      const namesakes = people.filter((other) => other.name === person.name);
      const [only] = namesakes;
      if (only && namesakes.length === 1) return { line, person: only, problem: null };
      const advice = namesakes.length > 1 ? 'person-ambiguous' : 'person-unresolved';
      return { line, person, problem: problem(advice, { name: person.name }) };
    });
  }

  #isFresh(kept: Kept<unknown>): boolean {
    return this.#clock.now() - kept.at < freshMs;
  }

  /** Asks once and keeps the answer for everybody who asks meanwhile; a failure is not kept. */
  #keep<T>(
    ask: (feishu: Feishu) => Promise<{ ok: true; value: T } | { ok: false; failure: { problem: Problem } }>,
    forget: () => void,
  ): Kept<T> {
    const asked = async (): Promise<Answer<T>> => {
      const feishu = this.#feishu();
      const answer = feishu.ok ? await ask(feishu.value) : { ok: false as const, failure: feishu };
      if (answer.ok) return ok(answer.value);
      forget();
      return failed(answer.failure.problem);
    };
    return { at: this.#clock.now(), answer: Promise.resolve().then(asked) };
  }
}
