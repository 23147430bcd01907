import type { ActivityRow } from '../../contract/model/board';
import type { Channel } from '../../contract/model/channel';
import type { BuzzId, ChatId, WorkspaceId } from '../../contract/model/ids';
import type { PictureId } from '../../contract/model/message/picture';
import { isPaid } from '../../contract/rules/consent';
import type { Confirmed, Entry } from '../../core/buzz/record/entry';
import { type ActivityQuery, disarming, type PaidCall, type Summary } from '../../core/buzz/record/ledger';
import { endsByReading, type Setback, setbackIn, type UsedUp, usedUpIn } from '../../core/buzz/record/setback';
import { isNameless } from '../../core/directory/who/known-names';

/** A paid call with the name of its call, by which later entries speak of it. */
export interface ImagePaid extends PaidCall {
  call: string;
}

/** A buzz as the image has it. */
export interface ImageBuzz {
  row: ActivityRow;
  armed: boolean;
  reminding: boolean;
  entries: readonly Entry[];
}

/**
 * What the entries of one commit change beside themselves: the new value of each row, null where it goes. Collected entry by
 * entry, so that a later one sees what an earlier one did.
 */
export class Changes {
  readonly paid = new Map<string, { call: string; person: string; row: ImagePaid | null }>();
  readonly setbacks = new Map<string, Setback | null>();
  readonly usedUp = new Map<Channel, UsedUp | null>();
  readonly names = new Map<string, { name: string; at: number }>();
  readonly armed = new Map<BuzzId, boolean>();
  readonly answered: string[] = [];
}

/** The people whom a buzz calls by a name. */
const namedIn = ({ people }: Confirmed): readonly { key: string; name: string }[] =>
  people.flatMap(({ id, key, name }) => (id !== null && name !== id && !isNameless({ name }) ? [{ key, name }] : []));

/**
 * What the owner of a workspace knows of its ledger: the read side, in memory, in step with what is committed. The one place
 * that derives the other tables from entries, so that memory and database cannot disagree.
 */
export class LedgerImage {
  readonly #workspaceId: WorkspaceId;
  readonly #buzzes = new Map<BuzzId, ImageBuzz>();
  readonly #paid = new Map<string, ImagePaid>();
  readonly #setbacks = new Map<string, Setback>();
  readonly #usedUp = new Map<Channel, UsedUp>();
  readonly #names = new Map<string, string>();
  /** Calls under way: an answer names only the people who were refused. */
  readonly #calls = new Map<string, { people: readonly string[]; channel: Channel }>();

  constructor(workspaceId: WorkspaceId) {
    this.#workspaceId = workspaceId;
  }

  /** Takes in what was stored before. */
  load(stored: {
    buzzes: readonly ImageBuzz[];
    paid: readonly ImagePaid[];
    setbacks: readonly Setback[];
    usedUp: readonly UsedUp[];
    names: readonly { key: string; name: string }[];
  }): void {
    for (const buzz of stored.buzzes) this.#keep(buzz);
    for (const paid of stored.paid) this.#paid.set(paidKey(paid.call, paid.personKey), paid);
    for (const setback of stored.setbacks) this.#setbacks.set(setback.personKey, setback);
    for (const usedUp of stored.usedUp) this.#usedUp.set(usedUp.channel, usedUp);
    for (const { key, name } of stored.names) this.#names.set(key, name);
  }

  has(id: BuzzId): boolean {
    return this.#buzzes.has(id);
  }

  read(id: BuzzId): readonly Entry[] {
    return this.#buzzes.get(id)?.entries ?? [];
  }

  /** Applies what was committed. */
  apply(
    written: readonly { id: BuzzId; entries: readonly Entry[] }[],
    summaries: readonly Summary[],
    changes: Changes,
  ): void {
    const newest = new Map(summaries.map((summary) => [summary.row.id, summary]));
    for (const { id, entries } of written) {
      const before = this.#buzzes.get(id);
      const { row, reminding } = newest.get(id) ?? before ?? {};
      if (!row) continue;
      const armed = changes.armed.get(id) ?? before?.armed ?? false;
      this.#buzzes.set(id, {
        row,
        armed,
        reminding: reminding ?? false,
        entries: [...(before?.entries ?? []), ...entries],
      });
    }
    for (const [key, { row }] of changes.paid) {
      if (row) this.#paid.set(key, row);
      else this.#paid.delete(key);
    }
    for (const [key, setback] of changes.setbacks) {
      if (setback) this.#setbacks.set(key, setback);
      else this.#setbacks.delete(key);
    }
    for (const [channel, usedUp] of changes.usedUp) {
      if (usedUp) this.#usedUp.set(channel, usedUp);
      else this.#usedUp.delete(channel);
    }
    for (const [key, { name }] of changes.names) this.#names.set(key, name);
    for (const call of changes.answered) this.#calls.delete(call);
  }

  /** Notes what an entry changes beside itself, seen from what was stored and what was noted before it. */
  note(changes: Changes, id: BuzzId, entry: Entry): void {
    switch (entry.kind) {
      case 'confirmed':
        for (const { key, name } of namedIn(entry)) changes.names.set(key, { name, at: entry.at });
        if (entry.ladder) changes.armed.set(id, true);
        break;
      case 'calling':
        this.#noteCalling(changes, entry);
        break;
      case 'called':
        this.#noteCalled(changes, entry);
        break;
      case 'call-failed':
        if (entry.final !== 'unknown') {
          for (const person of entry.people) this.#unpaid(changes, entry.call, person);
        }
        changes.answered.push(entry.call);
        break;
      case 'receipts':
        for (const { key, at } of entry.read) {
          const known = changes.setbacks.has(key) ? changes.setbacks.get(key) : this.#setbacks.get(key);
          if (known && known.at <= at && endsByReading(known.problem)) changes.setbacks.set(key, null);
        }
        break;
    }
    if (disarming.has(entry.kind)) changes.armed.set(id, false);
    const usedUp = usedUpIn(entry);
    if (usedUp) changes.usedUp.set(usedUp.channel, usedUp);
    const setback = setbackIn(entry);
    for (const personKey of setback?.people ?? []) {
      if (setback) changes.setbacks.set(personKey, { personKey, at: entry.at, problem: setback.problem });
    }
  }

  #noteCalling(changes: Changes, { call, channel, at, people }: Extract<Entry, { kind: 'calling' }>): void {
    this.#calls.set(call, { people, channel });
    if (!isPaid(channel)) return;
    // Announced paid calls count until an answer proves that they were not made.
    const workspaceId = this.#workspaceId;
    for (const person of people) {
      const row = { call, personKey: person, channel, at, workspaceId };
      changes.paid.set(paidKey(call, person), { call, person, row });
    }
  }

  #noteCalled(changes: Changes, { call: name, invalid }: Extract<Entry, { kind: 'called' }>): void {
    const call = this.#calls.get(name);
    const reached = (call?.people ?? []).filter((person) => !invalid.includes(person));
    for (const key of reached) changes.setbacks.set(key, null);
    if (call && reached.length > 0) changes.usedUp.set(call.channel, null);
    for (const person of invalid) this.#unpaid(changes, name, person);
    changes.answered.push(name);
  }

  #unpaid(changes: Changes, call: string, person: string): void {
    changes.paid.set(paidKey(call, person), { call, person, row: null });
  }

  unsettled(): readonly BuzzId[] {
    return this.#oldestFirst(({ row }) => row.state === 'running');
  }

  armed(): readonly BuzzId[] {
    return this.#oldestFirst(({ armed }) => armed);
  }

  reminding(): readonly BuzzId[] {
    return this.#oldestFirst(({ reminding }) => reminding);
  }

  buzzesOf(where: { messageId: string } | { chatId: ChatId }): readonly BuzzId[] {
    const isIts = ({ messageId, chatId }: { messageId: string; chatId: string | null }) =>
      'messageId' in where ? messageId === where.messageId : chatId === where.chatId;
    const has = (entry: Entry) =>
      (entry.kind === 'sent' && isIts(entry)) ||
      (entry.kind === 'confirmed' && entry.about?.kind === 'message' && isIts(entry.about));
    return this.#oldestFirst(({ entries }) => entries.some(has)).toReversed();
  }

  /** The buzzes that are at hand, newest first. Others are listed from the database. */
  list({ before, limit }: ActivityQuery): readonly ActivityRow[] {
    const rows = this.#oldestFirst(() => true)
      .toReversed()
      .flatMap((id) => this.#buzzes.get(id)?.row ?? []);
    const from = before === null ? 0 : rows.findIndex(({ id }) => id === before) + 1;
    return before !== null && from === 0 ? [] : rows.slice(from, from + limit);
  }

  paidCalls(since: number): readonly PaidCall[] {
    return [...this.#paid.values()]
      .flatMap(({ call: _, ...paid }) => (paid.at >= since ? [paid] : []))
      .sort((a, b) => a.at - b.at);
  }

  setbacks(since: number): readonly Setback[] {
    return [...this.#setbacks.values()].filter(({ at }) => at >= since);
  }

  usedUp(since: number): readonly UsedUp[] {
    return [...this.#usedUp.values()].filter(({ at }) => at >= since);
  }

  nameOf(keys: readonly string[]): string | undefined {
    for (const key of keys) {
      const name = this.#names.get(key);
      if (name !== undefined) return name;
    }
    return undefined;
  }

  pictureKey(app: string, id: PictureId): string | null {
    const all = [...this.#buzzes.values()].flatMap(({ entries }) => {
      const refused = entries.some((entry) => entry.kind === 'picture-failed' && entry.picture === id);
      return refused ? [] : entries;
    });
    const uploaded = all.flatMap((entry) =>
      entry.kind === 'picture-uploaded' && entry.picture === id && entry.app === app ? [entry] : [],
    );
    return uploaded.toSorted((a, b) => a.at - b.at).at(-1)?.key ?? null;
  }

  pictures(): ReadonlySet<PictureId> {
    const confirmed = [...this.#buzzes.values()].flatMap(({ entries }) => entries.slice(0, 1));
    return new Set(
      confirmed.flatMap((entry) => (entry.kind === 'confirmed' ? (entry.pictures ?? []).map(({ id }) => id) : [])),
    );
  }

  #keep(buzz: ImageBuzz): void {
    this.#buzzes.set(buzz.row.id, buzz);
    for (const entry of buzz.entries) {
      if (entry.kind === 'calling') this.#calls.set(entry.call, entry);
      if (entry.kind === 'called' || entry.kind === 'call-failed') this.#calls.delete(entry.call);
    }
  }

  #oldestFirst(which: (buzz: ImageBuzz) => boolean): readonly BuzzId[] {
    return [...this.#buzzes.values()]
      .filter(which)
      .map(({ row }) => row)
      .sort((a, b) => a.createdAt - b.createdAt || (a.id < b.id ? -1 : 1))
      .map(({ id }) => id);
  }
}

const paidKey = (call: string, person: string): string => `${call} ${person}`;
