import type { ActivityRow } from '../../../electron/contract/model/board';
import type { Channel } from '../../../electron/contract/model/channel';
import type { BuzzId, WorkspaceId } from '../../../electron/contract/model/ids';
import type { PictureId } from '../../../electron/contract/model/message/picture';
import { isPaid } from '../../../electron/contract/rules/consent';
import type { Entry } from '../../../electron/core/buzz/record/entry';
import type { ClockNotes } from '../../../electron/core/buzz/record/ledger';
import {
  type ActivityQuery,
  disarming,
  type Ledger,
  type PaidCall,
  type Summary,
} from '../../../electron/core/buzz/record/ledger';
import {
  endsByReading,
  type Setback,
  setbackIn,
  type UsedUp,
  usedUpIn,
} from '../../../electron/core/buzz/record/setback';

/** Ledger in memory whose disk a test can watch (`onWrite`), slow down, or make fail. */
export class MemoryLedger implements Ledger {
  readonly entries = new Map<BuzzId, Entry[]>();
  readonly rows = new Map<BuzzId, ActivityRow>();
  readonly paid: (PaidCall & { call: string })[] = [];
  /** Called when entries are on the disk. */
  onWrite: (entry: Entry) => void = () => undefined;
  /** Error message to fail with; null to write. */
  refuses: (entry: Entry) => string | null = () => null;
  readonly #armed = new Set<BuzzId>();
  readonly #reminding = new Set<BuzzId>();
  /** All entries as they were written, whatever their buzz. */
  #order: { id: BuzzId; entry: Entry }[] = [];
  readonly #usedUp = new Map<WorkspaceId, Map<Channel, UsedUp>>();
  readonly #calls = new Map<string, Extract<Entry, { kind: 'calling' }>>();
  #clock: ClockNotes | null = null;
  #closed = false;

  async append(id: BuzzId, entries: readonly Entry[], summary: () => Summary): Promise<void> {
    await Promise.resolve();
    if (this.#closed) throw new Error('the ledger is closed');
    for (const entry of entries) {
      const refusal = this.refuses(entry);
      if (refusal !== null) throw new Error(refusal);
    }
    const { row, reminding } = summary();
    this.rows.set(id, row);
    if (reminding) this.#reminding.add(id);
    else this.#reminding.delete(id);
    // Serialized like on a disk, so that nothing is shared with the record in memory.
    const stored = structuredClone(entries);
    this.entries.set(id, [...(this.entries.get(id) ?? []), ...stored]);
    for (const entry of stored) {
      this.#order.push({ id, entry });
      this.#noteUse(row.workspaceId, entry);
      this.#count(row, entry);
      if (entry.kind === 'confirmed' && entry.ladder) this.#armed.add(id);
      if (disarming.has(entry.kind)) this.#armed.delete(id);
      this.onWrite(entry);
    }
  }

  read(id: BuzzId): readonly Entry[] {
    return this.entries.get(id) ?? [];
  }

  unsettled(): readonly BuzzId[] {
    return [...this.rows.values()].flatMap((row) => (row.state === 'running' ? [row.id] : []));
  }

  buzzesOf(where: Parameters<Ledger['buzzesOf']>[0]): readonly BuzzId[] {
    const isIts = ({ messageId, chatId }: { messageId: string; chatId: string | null }) =>
      'messageId' in where ? messageId === where.messageId : chatId === where.chatId;
    const has = (entry: Entry) =>
      (entry.kind === 'sent' && isIts(entry)) ||
      (entry.kind === 'confirmed' && entry.about?.kind === 'message' && isIts(entry.about));
    return [...this.entries].flatMap(([id, entries]) => (entries.some(has) ? [id] : [])).reverse();
  }

  armed(): readonly BuzzId[] {
    return [...this.#armed];
  }

  reminding(): readonly BuzzId[] {
    return [...this.#reminding];
  }

  /** Lists buzzes without searching, which only the real ledger can do. */
  list({ before, limit }: ActivityQuery): readonly ActivityRow[] {
    const rows = [...this.rows.values()].reverse();
    const from = before === null ? 0 : rows.findIndex((row) => row.id === before) + 1;
    return rows.slice(from, from + limit);
  }

  setbacks(workspaceId: WorkspaceId, since: number): readonly Setback[] {
    const last = new Map<string, Setback>();
    const calls = new Map<string, readonly string[]>();
    for (const entry of this.#inTheirOrder(workspaceId)) {
      if (entry.kind === 'calling') calls.set(entry.call, entry.people);
      if (entry.kind === 'called') {
        for (const key of calls.get(entry.call) ?? []) if (!entry.invalid.includes(key)) last.delete(key);
      }
      if (entry.kind === 'receipts') {
        for (const { key, at } of entry.read) {
          const known = last.get(key);
          if (known && known.at <= at && endsByReading(known.problem)) last.delete(key);
        }
      }
      const setback = setbackIn(entry);
      for (const personKey of setback?.people ?? []) {
        if (setback) last.set(personKey, { personKey, at: entry.at, problem: setback.problem });
      }
    }
    return [...last.values()].filter(({ at }) => at >= since);
  }

  nameOf(workspaceId: WorkspaceId, keys: readonly string[]): string | undefined {
    for (let at = this.#order.length - 1; at >= 0; at -= 1) {
      const entry = this.#order[at]?.entry;
      if (entry?.kind !== 'confirmed' || entry.workspaceId !== workspaceId) continue;
      const found = entry.people.find(({ key, name, id }) => keys.includes(key) && name !== id);
      if (found) return found.name;
    }
    return undefined;
  }

  pictureKey(app: string, id: PictureId): string | null {
    const refused = new Set<string>();
    for (let at = this.#order.length - 1; at >= 0; at -= 1) {
      const { id: buzz, entry } = this.#order[at] ?? {};
      if (entry?.kind === 'picture-failed' && entry.picture === id && buzz) refused.add(buzz);
      if (entry?.kind !== 'picture-uploaded' || entry.picture !== id || entry.app !== app) continue;
      if (buzz && !refused.has(buzz)) return entry.key;
    }
    return null;
  }

  pictures(): ReadonlySet<PictureId> {
    const confirmed = this.#order.flatMap(({ entry }) => (entry.kind === 'confirmed' ? (entry.pictures ?? []) : []));
    return new Set(confirmed.map(({ id }) => id));
  }

  usedUp(workspaceId: WorkspaceId, since: number): readonly UsedUp[] {
    return [...(this.#usedUp.get(workspaceId)?.values() ?? [])].filter(({ at }) => at >= since);
  }

  paidCalls(since: number): readonly PaidCall[] {
    return this.paid.flatMap(({ call: _, ...paid }) => (paid.at >= since ? [paid] : []));
  }

  /** Tells nothing: only the real ledger can sum. */
  readingTimes(): ReturnType<Ledger['readingTimes']> {
    return { groups: [], channels: [], answers: { groups: [], channels: [] }, cutAt: null };
  }

  forget(before: number, kept: ReadonlySet<BuzzId>): readonly BuzzId[] {
    const old = [...this.rows.values()].filter(
      (row) =>
        row.createdAt < before && row.state !== 'running' && !this.#armed.has(row.id) && !this.#reminding.has(row.id),
    );
    const gone = old.flatMap((row) => (kept.has(row.id) ? [] : [row.id]));
    for (const id of gone) {
      this.rows.delete(id);
      this.entries.delete(id);
    }
    this.#order = this.#order.filter(({ id }) => this.entries.has(id));
    return gone;
  }

  clockNotes(): ClockNotes {
    const newest = [...this.entries.values()].flat().reduce((at, entry) => Math.max(at, entry.at), 0);
    return this.#clock ?? { trustedAt: newest || null, doubtedAt: null };
  }

  noteClock(notes: ClockNotes): void {
    this.#clock = notes;
  }

  isCopy = false;

  adopt(): void {
    this.isCopy = false;
  }

  close(): void {
    this.#closed = true;
  }

  /** All entries of a workspace by their time, as a disk has them in the order in which they were written. */
  *#inTheirOrder(workspaceId: WorkspaceId): Iterable<Entry> {
    for (const { id, entry } of this.#order) if (this.rows.get(id)?.workspaceId === workspaceId) yield entry;
  }

  /** Notes what an entry says of a channel's quota. */
  #noteUse(workspaceId: WorkspaceId, entry: Entry): void {
    if (entry.kind === 'calling') this.#calls.set(entry.call, entry);
    const known = this.#usedUp.get(workspaceId) ?? new Map<Channel, UsedUp>();
    const call = entry.kind === 'called' ? this.#calls.get(entry.call) : undefined;
    if (entry.kind === 'called' && call?.people.some((key) => !entry.invalid.includes(key))) known.delete(call.channel);
    const usedUp = usedUpIn(entry);
    if (usedUp) known.set(usedUp.channel, usedUp);
    this.#usedUp.set(workspaceId, known);
  }

  #count(row: ActivityRow, entry: Entry): void {
    if (entry.kind === 'calling' && isPaid(entry.channel)) {
      const { call, channel, at } = entry;
      for (const personKey of entry.people) {
        this.paid.push({ call, workspaceId: row.workspaceId, channel, personKey, at });
      }
    }
    if (entry.kind === 'call-failed' && entry.final !== 'unknown') {
      const kept = this.paid.filter((paid) => paid.call !== entry.call);
      this.paid.splice(0, this.paid.length, ...kept);
    }
    if (entry.kind === 'called') {
      const kept = this.paid.filter(({ call, personKey }) => call !== entry.call || !entry.invalid.includes(personKey));
      this.paid.splice(0, this.paid.length, ...kept);
    }
  }
}
