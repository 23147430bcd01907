import { problem } from '../../../electron/contract/advice/problem';
import type { Channel } from '../../../electron/contract/model/channel';
import type { Chat } from '../../../electron/contract/model/chat';
import { ChatId, MessageId, OpenId } from '../../../electron/contract/model/ids';
import type { Person, UserIdType } from '../../../electron/contract/model/person';
import { isPaid } from '../../../electron/contract/rules/consent';
import { callableId } from '../../../electron/contract/rules/person-key';
import type { Failure, Result } from '../../../electron/core/feishu/failure';
import type { ChatDetail, Feishu, Guard, OldMessage, Post } from '../../../electron/core/feishu/feishu';
import type { AccountStanding } from '../../../electron/core/feishu/feishu-contacts';
import type { Clock } from '../../../electron/core/ports/clock';
import { aPerson } from '../samples';
import { busy, failure, faulty, lost, lostPaid, offline } from './failures';
import type { SeenCall, SeenCallOf } from './seen-call';

export { busy, failure, faulty, offline };

/**
 * Fate of one call. `lost-after`: the server carries it out, but its answer is lost. `lost-before`: it leaves and never
 * arrives. A failure: the server or the network answers with it, and nothing is carried out unless `done`.
 */
export type Fate = 'ok' | 'lost-after' | 'lost-before' | { failure: Failure; done?: boolean };

type EffectApi = 'react' | 'bubbles' | 'remind' | 'send' | 'upload' | 'buzz' | 'recall' | 'create-chat' | 'add-members';

export interface ScriptedChat extends Chat {
  urgentSetting: ChatDetail['urgentSetting'];
  canBuzz: boolean;
  direct?: boolean;
  members: readonly Person[];
}

/** The bot's direct chat with a person; a chat's own id stays. */
const directChat = (to: string): ChatId => ChatId.parse(to.startsWith('oc_') ? to : `oc_${to.slice(3)}`);

const idIn = (person: Person, idType: UserIdType): string | undefined =>
  ({ open_id: person.openId, union_id: person.unionId, user_id: person.userId })[idType];

/**
 * A small Feishu behind the port: chats with members, messages by `uuid`, buzzes by membership, receipts. `fate` decides the
 * fate of each call with an effect. Feishu fails a whole list because of `culprits` without naming them, and names `unknown`
 * ids.
 */
export class ScriptedFeishu implements Feishu {
  readonly seen: SeenCall[] = [];
  readonly chatList: ScriptedChat[] = [];
  readonly culprits = new Map<string, number>();
  readonly unknown = new Set<string>();
  /** Ids of a list that are not in its chat: `invalid` of a buzz. */
  readonly outsiders = new Set<string>();
  readonly readAt = new Map<string, number>();
  readonly directory = new Map<string, OpenId>();
  /** States of accounts that a look-up tells. */
  readonly standings = new Map<OpenId, AccountStanding>();
  fate: (call: { api: EffectApi; nth: number; ids: readonly string[] }) => Fate = () => 'ok';
  /** Messages that exist already; history lists them in this order. */
  readonly old: OldMessage[] = [];
  /** Ids that cannot be added to a room, and ids that wait for approval. */
  readonly unusable = new Set<string>();
  readonly awaiting = new Set<string>();
  /** Reactions that people give, and take back, at a time. */
  readonly reacted: { by: string; emoji: string; at: number; takenAt?: number; byApp?: boolean }[] = [];
  /** Texts that people write in their direct chat, or with a parent in any chat, at a time. */
  readonly wrote: { by: string; text: string; at: number; parent?: MessageId }[] = [];
  /** Tells the chats of direct messages, which Feishu may leave out. */
  tellsChats = false;
  readersFail: Failure | null = null;
  reactionsFail: Failure | null = null;
  repliesFail: Failure | null = null;
  /** People whom a reminder does not reach, and chats that are pinned with the person for whom. */
  readonly unreminded = new Set<string>();
  readonly pinned = new Set<string>();
  lookUpFails: Failure | null = null;
  chatsFail: Failure | null = null;
  membersFail: Failure | null = null;
  detailFails: Failure | null = null;
  asked = { chats: 0, chat: 0, members: 0, lookUp: 0 };
  /** Delays every answer until it resolves. */
  answerAfter: () => Promise<void> = async () => undefined;

  readonly #clock: Clock;
  readonly #byUuid = new Map<string, { messageId: MessageId; at: number }>();
  #messages = 0;
  readonly #rooms = new Map<string, ChatId>();
  readonly #sentTo = new Map<MessageId, string>();
  readonly #counts = {
    bubbles: 0,
    react: 0,
    remind: 0,
    send: 0,
    upload: 0,
    buzz: 0,
    recall: 0,
    'create-chat': 0,
    'add-members': 0,
  };

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  of<Api extends SeenCall['api']>(api: Api): SeenCallOf<Api>[] {
    return this.seen.filter((seen): seen is SeenCallOf<Api> => seen.api === api);
  }

  /** Ids that Feishu buzzed, once for each buzz. */
  buzzed(channel?: Channel): string[] {
    return this.of('buzz').flatMap((call) => (channel && call.channel !== channel ? [] : call.buzzed));
  }

  /** Messages that exist. */
  messages(): SeenCallOf<'send'>[] {
    return this.of('send').filter((call) => call.messageId !== null && !call.replay);
  }

  async send({ to, post, uuid }: Parameters<Feishu['send']>[0], guard: Guard) {
    return this.#post({ to: to.id, parent: null, post, uuid }, guard);
  }

  async reply({ messageId, chatId, post, uuid }: Parameters<Feishu['reply']>[0], guard: Guard) {
    return this.#post({ to: chatId, parent: messageId, post, uuid }, guard);
  }

  async uploadPicture({ bytes }: Parameters<Feishu['uploadPicture']>[0], guard: Guard) {
    return this.#leave('upload', [], guard, () => {
      const key = `img_${this.of('upload').length + 1}`;
      this.seen.push({ api: 'upload', at: this.#clock.now(), key, bytes: bytes.byteLength });
      return { ok: true as const, value: { key }, logId: 'log-upload' };
    });
  }

  async #post(
    { to, parent, post, uuid }: { to: string; parent: MessageId | null; post: Post; uuid: string },
    guard: Guard,
  ) {
    return this.#leave('send', [to], guard, () => {
      const at = this.#clock.now();
      const named = post.zh_cn.content.flat().flatMap((node) => (node.tag === 'at' ? [node.user_id] : []));
      const bad = [to, ...named].filter((id) => this.unknown.has(id));
      const known = this.#byUuid.get(uuid);
      // Feishu recognizes a used uuid for an hour (feishu-api 3.2); after that it creates another message.
      const before = known && at - known.at < 3_600_000 ? known : undefined;
      if (bad.length > 0 && !before) {
        this.seen.push({ api: 'send', at, to, parent, uuid, post, messageId: null, replay: false });
        return { ok: false as const, failure: failure({ code: 99992351, namedIds: bad }) };
      }
      const messageId = before?.messageId ?? MessageId.parse(`om_${++this.#messages}x${to.slice(3)}`);
      if (!before) this.#byUuid.set(uuid, { messageId, at });
      this.#sentTo.set(messageId, to);
      this.seen.push({ api: 'send', at, to, parent, uuid, post, messageId, replay: before !== undefined });
      return {
        ok: true as const,
        value: { messageId, chatId: this.tellsChats ? directChat(to) : null, sentAt: at },
        logId: 'log-send',
      };
    });
  }

  async createChat({ name, uuid }: Parameters<Feishu['createChat']>[0], guard: Guard) {
    return this.#leave('create-chat', [], guard, (): Result<{ chatId: ChatId }> => {
      const known = this.#rooms.get(uuid);
      const chatId = known ?? ChatId.parse(`oc_room${this.#rooms.size + 1}`);
      this.#rooms.set(uuid, chatId);
      if (!known) {
        const empty = { external: false, memberCount: 0, urgentSetting: 'all_members', members: [] } as const;
        this.chatList.push({ chatId, name, ...empty, canBuzz: true });
      }
      this.seen.push({ api: 'create-chat', at: this.#clock.now(), name, uuid, chatId, replay: known !== undefined });
      return { ok: true, value: { chatId }, logId: 'log-room' };
    });
  }

  async addMembers({ chatId, idType, ids }: Parameters<Feishu['addMembers']>[0], guard: Guard) {
    return this.#leave('add-members', ids, guard, () => {
      const chat = this.chatList.find((each) => each.chatId === chatId);
      const culprit = ids.find((id) => this.culprits.has(id));
      const unusable = ids.filter((id) => this.unusable.has(id));
      const pending = ids.filter((id) => this.awaiting.has(id));
      const left = culprit === undefined ? ids.filter((id) => !unusable.includes(id) && !pending.includes(id)) : [];
      this.seen.push({ api: 'add-members', at: this.#clock.now(), chatId, ids, added: left });
      if (!chat) return { ok: false as const, failure: failure({ code: 232006 }) };
      if (culprit !== undefined)
        return { ok: false as const, failure: failure({ code: this.culprits.get(culprit) ?? 232028 }) };
      const field = ({ open_id: 'openId', union_id: 'unionId', user_id: 'userId' } as const)[idType];
      const inside = new Set(chat.members.flatMap((person) => idIn(person, idType) ?? []));
      const joined = left.filter((id) => !inside.has(id)).map((id) => ({ name: id, [field]: id }) as Person);
      chat.members = [...chat.members, ...joined];
      return { ok: true as const, value: { unusable, pending }, logId: 'log-add' };
    });
  }

  async readMessage({ messageId }: Parameters<Feishu['readMessage']>[0]): Promise<Result<OldMessage>> {
    const found = this.old.find((each) => each.messageId === messageId);
    if (!found) return { ok: false, failure: failure({ code: 99992354 }) };
    return { ok: true, value: found, logId: null };
  }

  async readHistory({ chatId }: Parameters<Feishu['readHistory']>[0]) {
    const messages = this.old.filter((each) => each.chatId === chatId);
    return { ok: true as const, value: { messages, next: null }, logId: null };
  }

  async buzz({ messageId, channel, ids }: Parameters<Feishu['buzz']>[0], guard: Guard) {
    const buzz = (): Result<{ invalid: readonly string[] }> => {
      const saw = (buzzed: readonly string[]) =>
        this.seen.push({ api: 'buzz', at: this.#clock.now(), channel, messageId, ids, buzzed });
      const named = ids.filter((id) => this.unknown.has(id));
      const culprit = ids.find((id) => this.culprits.has(id));
      const invalid = ids.filter((id) => this.outsiders.has(id));
      if (named.length > 0) {
        saw([]);
        return { ok: false, failure: failure({ code: 99992351, namedIds: named }) };
      }
      if (invalid.length === ids.length) {
        saw([]);
        const refusal = failure({ code: 230001 });
        return { ok: false, failure: { ...refusal, problem: { ...refusal.problem, advice: 'person-not-in-chat' } } };
      }
      if (culprit !== undefined) {
        saw([]);
        return { ok: false, failure: failure({ code: this.culprits.get(culprit) ?? 230023 }) };
      }
      saw(ids.filter((id) => !invalid.includes(id)));
      return { ok: true, value: { invalid }, logId: 'log-buzz' };
    };
    return this.#leave('buzz', ids, guard, buzz, isPaid(channel) ? lostPaid : lost);
  }

  async readReceipts({ messageId }: Parameters<Feishu['readReceipts']>[0]) {
    this.seen.push({ api: 'readers', at: this.#clock.now(), messageId });
    await this.answerAfter();
    if (this.readersFail) return { ok: false as const, failure: this.readersFail };
    return { ok: true as const, value: [...this.readAt].map(([id, readAt]) => ({ id, readAt })), logId: 'log-read' };
  }

  async readReactions({ messageIds }: Parameters<Feishu['readReactions']>[0]) {
    const now = this.#clock.now();
    this.seen.push({ api: 'reactions', at: now, messageIds });
    await this.answerAfter();
    if (this.reactionsFail) return { ok: false as const, failure: this.reactionsFail };
    const there = this.reacted.filter(({ at, takenAt }) => at <= now && (takenAt === undefined || takenAt > now));
    const value = new Map(
      messageIds.map((id) => {
        const to = this.#sentTo.get(id) ?? '';
        const under = there.filter(({ by }) => !to.startsWith('ou_') || by === to);
        return [id, under.map(({ by, emoji, at, byApp = false }) => ({ by, emoji, at, byApp }))] as const;
      }),
    );
    return { ok: true as const, value, logId: 'log-reactions' };
  }

  async readSince({ chatId, since }: Parameters<Feishu['readSince']>[0]) {
    const now = this.#clock.now();
    this.seen.push({ api: 'replies', at: now, chatId });
    await this.answerAfter();
    if (this.repliesFail) return { ok: false as const, failure: this.repliesFail };
    const base = { chatId, type: 'text', deleted: false, mentions: [], parentId: null, rootId: null };
    const own = this.messages().flatMap(({ messageId, to, at }) =>
      messageId && (to === chatId || directChat(to) === chatId)
        ? [{ ...base, messageId, sentAt: at, own: true, senderId: null, content: '{}' }]
        : [],
    );
    const theirs = this.wrote.flatMap(({ by, text, at, parent }, index) =>
      parent !== undefined || directChat(by) === chatId
        ? [
            {
              ...base,
              messageId: MessageId.parse(`om_said${index}`),
              sentAt: at,
              own: false,
              senderId: by,
              content: JSON.stringify({ text }),
              parentId: parent ?? null,
            },
          ]
        : [],
    );
    const value = [...own, ...theirs]
      .filter(({ sentAt }) => sentAt >= Math.floor(since / 1000) * 1000 && sentAt <= now)
      .sort((a, b) => a.sentAt - b.sentAt);
    return { ok: true as const, value, logId: 'log-replies' };
  }

  async showBubbles({ messageId, bubbles }: Parameters<Feishu['showBubbles']>[0], guard: Guard) {
    return this.#leave('bubbles', [], guard, (): Result<void> => {
      const texts = bubbles.map((bubble) => bubble['zh-CN']);
      this.seen.push({ api: 'bubbles', at: this.#clock.now(), messageId, bubbles: texts });
      return { ok: true, value: undefined, logId: 'log-bubbles' };
    });
  }

  async remind({ chatId, ids, on }: Parameters<Feishu['remind']>[0], guard: Guard) {
    return this.#leave('remind', ids, guard, () => {
      this.seen.push({ api: 'remind', at: this.#clock.now(), chatId, ids, on });
      const reached = ids.filter((id) => !this.unreminded.has(id)).map((id) => `${chatId ?? 'direct'} ${id}`);
      for (const pin of reached) this.pinned[on ? 'add' : 'delete'](pin);
      const reason = problem('reminder-failed', { reason: '' });
      const failed = ids.filter((id) => this.unreminded.has(id)).map((id) => ({ id, problem: reason }));
      return { ok: true as const, value: { failed }, logId: 'log-remind' };
    });
  }

  async react({ messageId, emoji }: Parameters<Feishu['react']>[0], guard: Guard) {
    return this.#leave('react', [messageId], guard, (): Result<void> => {
      this.seen.push({ api: 'react', at: this.#clock.now(), messageId, emoji });
      return { ok: true, value: undefined, logId: 'log-react' };
    });
  }

  async recall({ messageId }: Parameters<Feishu['recall']>[0]): Promise<Result<void>> {
    const fate = this.fate({ api: 'recall', nth: ++this.#counts.recall, ids: [] });
    this.seen.push({ api: 'recall', at: this.#clock.now(), messageId });
    if (fate === 'ok') return { ok: true, value: undefined, logId: 'log-recall' };
    return { ok: false, failure: typeof fate === 'object' ? fate.failure : lost };
  }

  async readChats() {
    this.asked.chats += 1;
    await this.answerAfter();
    if (this.chatsFail) return { ok: false as const, failure: this.chatsFail };
    return { ok: true as const, value: this.chatList, logId: null };
  }

  async readChat({ chatId }: Parameters<Feishu['readChat']>[0]): Promise<Result<ChatDetail>> {
    this.asked.chat += 1;
    const chat = this.chatList.find((each) => each.chatId === chatId);
    if (this.detailFails || !chat) return { ok: false, failure: this.detailFails ?? failure({ code: 232006 }) };
    return { ok: true, value: { ...chat, direct: chat.direct ?? false }, logId: null };
  }

  async readMembers({ chatId, idType }: Parameters<Feishu['readMembers']>[0]): Promise<Result<readonly Person[]>> {
    this.asked.members += 1;
    if (this.membersFail) return { ok: false, failure: this.membersFail };
    const chat = this.chatList.find((each) => each.chatId === chatId);
    if (!chat) return { ok: false, failure: failure({ code: 232006 }) };
    const value = chat.members.flatMap((person): Person[] => {
      if (!idIn(person, idType)) return [];
      const { name, openId, unionId, userId } = person;
      if (idType === 'open_id') return [{ name, openId }];
      return [idType === 'union_id' ? { name, unionId } : { name, userId }];
    });
    return { ok: true, value, logId: null };
  }

  async lookUp({ emails, mobiles }: Parameters<Feishu['lookUp']>[0]) {
    this.asked.lookUp += 1;
    if (this.lookUpFails) return { ok: false as const, failure: this.lookUpFails };
    const value = [...emails, ...mobiles].map((query) => {
      const openId = this.directory.get(query) ?? null;
      return { query, openId, standing: (openId && this.standings.get(openId)) ?? null };
    });
    return { ok: true as const, value, logId: null };
  }

  async readBot() {
    return { ok: true as const, value: { name: '值班提醒', status: 2, openId: OpenId.parse('ou_bot') }, logId: null };
  }

  async #leave<T>(
    api: Exclude<EffectApi, 'recall'>,
    ids: readonly string[],
    guard: Guard,
    arrive: () => Result<T>,
    whenLost = lost,
  ): Promise<Result<T>> {
    const nth = ++this.#counts[api];
    const stopped = failure({ stage: 'not-sent', problem: problem('stopped-before-call') });
    if (guard.signal.aborted) return { ok: false, failure: stopped };
    const fate = this.fate({ api, nth, ids });
    // Without a network there is no token either, so the call never reaches the gate.
    if (typeof fate === 'object' && fate.failure.stage === 'not-sent') return { ok: false, failure: fate.failure };
    if (!(await guard.gate())) return { ok: false, failure: stopped };
    if (fate === 'lost-before') {
      await this.answerAfter();
      return { ok: false, failure: whenLost };
    }
    const refused = typeof fate === 'object';
    const result: Result<T> = refused && !fate.done ? { ok: false, failure: fate.failure } : arrive();
    await this.answerAfter();
    if (refused) return { ok: false, failure: fate.failure };
    return fate === 'lost-after' ? { ok: false, failure: whenLost } : result;
  }
}

/** A person the bot can call. */
export const someone = (number: number, change: Partial<Person> = {}): Person =>
  aPerson(`同事${number}`, `ou_p${number}`, change);

/** `count` people, numbered from 1. */
export const crowd = (count: number): Person[] => Array.from({ length: count }, (_, index) => someone(index + 1));

export const idsOf = (people: readonly Person[]): string[] => people.flatMap((person) => callableId(person)?.id ?? []);
