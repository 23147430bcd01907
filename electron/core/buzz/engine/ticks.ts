import { type Answer, type Problem, problem } from '../../../contract/advice/problem';
import { MessageId, type WorkspaceId } from '../../../contract/model/ids';
import type { Feishu } from '../../feishu/feishu';
import { type Clock, dayMs } from '../../ports/clock';
import { acknowledgingReply } from '../record/answer-record';
import type { BuzzRecord } from '../record/buzz-record';
import { isOfRelay } from '../record/climbers';
import type { LaterEntry, NewEntry } from '../record/entry';
import type { Records } from '../record/records';
import { ledgerGuard } from '../send/ledger-guard';

/** The reaction that says "done" (feishu-api 11.2). */
const emoji = 'DONE';
/** Age of a reply above which it is not ticked any more (ms): it would only puzzle whoever wrote it. */
const tooOldMs = dayMs;
/** Waits before the second attempt and the third (ms); only attempts that provably did nothing are followed by another. */
const waitsMs = [2_000, 20_000] as const;
/** Number of replies that are remembered, as one may answer several buzzes. */
const kept = 1_000;

export interface TicksDeps {
  records: Records;
  clock: Clock;
  /** Feishu for a buzz, whose calls are held back while it is out of reach. */
  feishuOver: (record: BuzzRecord) => Answer<Feishu>;
  /** The reason for which nothing may leave for a buzz from here; null: it may. */
  elsewhere: (record: BuzzRecord) => Problem | null;
  /** Tells whether the person wants replies to be ticked. */
  isWanted: (workspaceId: WorkspaceId) => boolean;
  /** Tells whether the app has the scope for it, asked sparingly. */
  isAllowed: (workspaceId: WorkspaceId) => Promise<boolean>;
}

/**
 * Ticks the reply by which a person acknowledges with a reaction of the bot, so that they know it was seen: at most once,
 * also after a crash, for all buzzes that it answers; never at the cost of a buzz.
 */
export class Ticks {
  readonly #deps: TicksDeps;
  /** Ids of replies that were ticked, or are about to be. */
  readonly #known = new Set<string>();

  constructor(deps: TicksDeps) {
    this.#deps = deps;
  }

  /** An entry was applied to a buzz: ticks the replies of people who have acknowledged by it. */
  look(record: BuzzRecord, entry: LaterEntry): void {
    if (entry.kind !== 'answers' || !record.confirmed.ask || !this.#deps.isWanted(record.confirmed.workspaceId)) return;
    if (isOfRelay(record)) return;
    const keys = new Set(entry.found.flatMap((fact) => (fact.by === 'reply' ? [fact.key] : [])));
    for (const key of keys) {
      const answers = record.people.get(key)?.answers;
      const reply = answers && acknowledgingReply(answers);
      const id = MessageId.safeParse(reply?.messageId).data;
      if (!reply || !id || this.#known.has(id) || record.ticks.has(id)) continue;
      if (Math.abs(this.#deps.clock.now() - reply.at) > tooOldMs) continue;
      this.#remember(id);
      void this.#tick(record, id);
    }
  }

  async #tick(record: BuzzRecord, reply: MessageId): Promise<void> {
    const { records, clock, isAllowed, feishuOver, elsewhere } = this.#deps;
    const release = records.hold(record.confirmed.id);
    try {
      if (!(await isAllowed(record.confirmed.workspaceId))) return;
      for (const wait of [...waitsMs, null]) {
        const feishu = feishuOver(record);
        if (!feishu.ok) return;
        const announce = (entry: NewEntry) => records.announce(record, { ...entry, at: clock.now() });
        const run = { stop: new AbortController().signal, announce };
        const guard = ledgerGuard(run, { kind: 'ticking', reply }, () => elsewhere(record));
        const result = await feishu.value.react({ messageId: reply, emoji }, guard);
        if (result.ok) return await records.report(record, { kind: 'ticked', at: clock.now(), reply, problem: null });
        const { failure } = result;
        const harmless = failure.stage === 'not-sent' || failure.stage === 'rejected';
        if (wait !== null && harmless && failure.passing) {
          await clock.sleep(Math.max(wait, failure.retryAfterMs ?? 0));
          continue;
        }
        const reason = guard.withheld ?? failure.problem ?? problem('lost-answer');
        if (guard.announced) await records.report(record, { kind: 'ticked', at: clock.now(), reply, problem: reason });
        return;
      }
    } finally {
      release();
    }
  }

  #remember(id: string): void {
    this.#known.add(id);
    for (const old of this.#known) {
      if (this.#known.size <= kept) break;
      this.#known.delete(old);
    }
  }
}
