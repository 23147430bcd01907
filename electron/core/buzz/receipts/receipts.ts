import { type Answer, failed, problem } from '../../../contract/advice/problem';
import type { Board } from '../../../contract/model/board';
import type { BuzzId } from '../../../contract/model/ids';
import type { Feishu } from '../../feishu/feishu';
import type { Clock } from '../../ports/clock';
import type { BuzzRecord } from '../record/buzz-record';
import type { Records } from '../record/records';
import { askReaders, type ReceiptsAnswer } from './ask-readers';
import { firstQuestionMs, receiptsDue } from './receipts-due';

interface ReceiptsDeps {
  records: Records;
  clock: Clock;
  feishuFor: (record: BuzzRecord) => Answer<Feishu>;
  /** Feishu was asked about a buzz for its board. */
  onAsked: (id: BuzzId) => void;
}

/** Asks who has read: when a person or a rung wants to know, and by itself while a board can be seen. */
export class Receipts {
  readonly #deps: ReceiptsDeps;
  readonly #asking = new Map<BuzzId, Promise<ReceiptsAnswer>>();
  /** The boards that can be seen, and the controllers that end asking about them. */
  readonly #watched = new Map<BuzzId, AbortController>();

  constructor(deps: ReceiptsDeps) {
    this.#deps = deps;
  }

  /** Asks once who has read; the board says when, and why not if it could not be asked. */
  async ask(id: BuzzId): Promise<Answer<Board>> {
    const { records, feishuFor, onAsked } = this.#deps;
    const record = records.get(id);
    if (!record) return failed(problem('buzz-gone'));
    const feishu = feishuFor(record);
    if (!feishu.ok && feishu.problem.advice !== 'practice-restarted') return feishu;
    // One question at a time, whose answer is shared: every receipt counts against a monthly quota.
    await (this.#asking.get(id) ?? this.#askNow(record));
    onAsked(id);
    return records.board(id);
  }

  /** Asks anew, after the question that is under way: that one may be too early, and a rung would ring people it misses. */
  async askAnew(record: BuzzRecord): Promise<ReceiptsAnswer> {
    await this.#asking.get(record.confirmed.id);
    return this.#askNow(record);
  }

  /** Asks by itself about these boards and no others. One that was watched already goes on: two windows ask as often as one. */
  watch(ids: readonly BuzzId[]): void {
    for (const id of [...this.#watched.keys()]) if (!ids.includes(id)) this.#leave(id);
    for (const id of ids) if (!this.#watched.has(id)) void this.#follow(id);
  }

  /** Begins anew with a board that is watched: people were called, however long ago asking ended. */
  watchAnew(id: BuzzId): void {
    if (!this.#watched.has(id)) return;
    this.#leave(id);
    void this.#follow(id);
  }

  #leave(id: BuzzId): void {
    this.#watched.get(id)?.abort();
    this.#watched.delete(id);
  }

  /** Asks about a watched buzz whenever that is due, until nothing is worth asking or the board is left. */
  async #follow(id: BuzzId): Promise<void> {
    const { records, clock } = this.#deps;
    const record = records.get(id);
    if (!record) return;
    const end = new AbortController();
    this.#watched.set(id, end);
    const release = records.hold(id);
    try {
      let earliest = 0;
      while (!end.signal.aborted) {
        const due = receiptsDue(record, clock.now());
        if (due === null) return;
        const wait = Math.max(due, earliest) - clock.now();
        if (wait > 0) await clock.sleep(wait, end.signal);
        else {
          // If Feishu cannot be asked (no secret, no network), it is not tried again at once.
          earliest = clock.now() + firstQuestionMs;
          await this.ask(id);
        }
      }
    } catch (reason) {
      if (!end.signal.aborted) throw reason;
    } finally {
      release();
    }
  }

  #askNow(record: BuzzRecord): Promise<ReceiptsAnswer> {
    const { id } = record.confirmed;
    const asked = this.#ask(record).finally(() => this.#asking.delete(id));
    this.#asking.set(id, asked);
    return asked;
  }

  async #ask(record: BuzzRecord): Promise<ReceiptsAnswer> {
    const { records, clock, feishuFor } = this.#deps;
    const release = records.hold(record.confirmed.id);
    try {
      const feishu = feishuFor(record);
      if (!feishu.ok) {
        const { problem: reason } = feishu;
        // It stays so: once it is written down there are no more questions, and the board says why.
        if (reason.advice === 'practice-restarted' && record.receipts.problem?.advice !== reason.advice) {
          await records.report(record, { kind: 'receipts', at: clock.now(), read: [], problem: reason });
        }
        return { unanswered: new Set(record.people.keys()), problem: reason };
      }
      const asked = await askReaders(feishu.value, record, clock.now());
      if (!asked) return { unanswered: new Set(), problem: null };
      await records.report(record, { ...asked.entry, at: clock.now() });
      return asked.answer;
    } finally {
      release();
    }
  }
}
