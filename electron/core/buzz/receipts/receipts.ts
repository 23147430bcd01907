import { type Answer, failed, type Problem, problem } from '../../../contract/advice/problem';
import type { Board } from '../../../contract/model/board';
import type { Channel } from '../../../contract/model/channel';
import type { BuzzId, WorkspaceId } from '../../../contract/model/ids';
import { isPaid } from '../../../contract/rules/consent';
import type { Feishu } from '../../feishu/feishu';
import type { Clock } from '../../ports/clock';
import { type AnswersWanted, askAnswers, openForAnswers } from '../answers/ask-answers';
import type { BuzzRecord } from '../record/buzz-record';
import type { Records } from '../record/records';
import { askWithin, type ReceiptsAnswer } from './ask-readers';
import { areAnswersTold, areReadersTold, type Hearing, shouldHaveHeard, type ToldOf, tellsReaders } from './hearing';
import { QuestionBudget } from './question-budget';
import { firstQuestionMs, isAnswerable, questionsOf, receiptsDue } from './receipts-due';

/**
 * Why Feishu is asked. `rhythm`: by itself, sparingly. `by-hand`: a person looks, so everything is asked. A channel: a rung
 * over it is about to call, so all is asked that could keep it from that. `others`: people who have heard nothing yet are about
 * to be called, as those who were called have not answered.
 */
type Occasion = 'rhythm' | 'by-hand' | 'others' | Channel;

interface ReceiptsDeps {
  records: Records;
  clock: Clock;
  feishuFor: (record: BuzzRecord) => Answer<Feishu>;
  /** The reason for which Feishu is not asked about a buzz from here: whoever climbs asks. null: it is. */
  elsewhere: (record: BuzzRecord) => Problem | null;
  hearing: () => Hearing;
  /** Feishu was asked about a buzz for its board. */
  onAsked: (id: BuzzId) => void;
}

/** Asks who has read and who has answered: when a person or a rung wants to know, and by itself while a board can be seen. */
export class Receipts {
  readonly #deps: ReceiptsDeps;
  readonly #asking = new Map<BuzzId, { occasion: Occasion; answer: Promise<ReceiptsAnswer> }>();
  readonly #budgets = new Map<BuzzId, QuestionBudget>();
  /** The boards that can be seen, since when (ms since the epoch), and the controllers that end asking about them. */
  readonly #watched = new Map<BuzzId, { end: AbortController; openedAt: number }>();

  constructor(deps: ReceiptsDeps) {
    this.#deps = deps;
  }

  /** Asks once, because a person looks; the board says when, and why not if it could not be asked. */
  ask(id: BuzzId): Promise<Answer<Board>> {
    return this.#askFor(id, 'by-hand');
  }

  /** Asks sparingly, because a ladder wants to know and none of its rungs is due. */
  async askAtTime(record: BuzzRecord): Promise<void> {
    await (this.#asking.get(record.confirmed.id)?.answer ?? this.#askNow(record, 'rhythm'));
  }

  async #askFor(id: BuzzId, occasion: Occasion): Promise<Answer<Board>> {
    const { records, feishuFor, onAsked } = this.#deps;
    const record = records.get(id);
    if (!record) return failed(problem('buzz-gone'));
    const elsewhere = this.#deps.elsewhere(record);
    if (elsewhere) return failed(elsewhere);
    const feishu = feishuFor(record);
    if (!feishu.ok && feishu.problem.advice !== 'practice-restarted') return feishu;
    // One question at a time, whose answer is shared: every receipt counts against a monthly quota.
    const asking = this.#asking.get(id);
    await (asking && (asking.occasion === occasion || occasion === 'rhythm')
      ? asking.answer
      : this.#askNow(record, occasion));
    onAsked(id);
    return records.board(id);
  }

  /** Asks anew, after the question that is under way: that one may be too early, and a rung would ring people it misses. */
  async askAnew(record: BuzzRecord, before: Channel | 'others'): Promise<ReceiptsAnswer> {
    await this.#asking.get(record.confirmed.id)?.answer;
    return this.#askNow(record, before);
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

  /** Decides anew about the boards of a workspace that are watched: its events come from now on, or come no more. */
  heardAnew(workspaceId: WorkspaceId): void {
    for (const [id, { openedAt }] of [...this.#watched]) {
      if (this.#deps.records.get(id)?.confirmed.workspaceId !== workspaceId) continue;
      this.#leave(id);
      void this.#follow(id, openedAt);
    }
  }

  /** What events tell of a buzz, so that a question by itself would bring nothing; null: nothing for sure. */
  toldOf(record: BuzzRecord): ToldOf | null {
    const { id, workspaceId } = record.confirmed;
    const since = this.#deps.hearing().since(workspaceId);
    const askedAt = Math.max(record.receipts.askedAt ?? 0, record.answers.askedAt ?? 0);
    // A board that is opened asks once all the same.
    const isNewlyOpen = askedAt < (this.#watched.get(id)?.openedAt ?? 0);
    return since === null || isNewlyOpen ? null : { since, readers: this.#wantsReaders(record) };
  }

  #leave(id: BuzzId): void {
    this.#watched.get(id)?.end.abort();
    this.#watched.delete(id);
  }

  /** Asks about a watched buzz whenever that is due, until nothing is worth asking or the board is left. */
  async #follow(id: BuzzId, openedAt = this.#deps.clock.now()): Promise<void> {
    const { records, clock } = this.#deps;
    const record = records.get(id);
    if (!record) return;
    const end = new AbortController();
    this.#watched.set(id, { end, openedAt });
    const release = records.hold(id);
    try {
      let earliest = 0;
      while (!end.signal.aborted) {
        const due = receiptsDue(record, clock.now(), this.toldOf(record));
        if (due === null || this.#deps.elsewhere(record)) return;
        const wait = Math.max(due, earliest) - clock.now();
        if (wait > 0) await clock.sleep(wait, end.signal);
        else {
          // If Feishu cannot be asked (no secret, no network), it is not tried again at once.
          earliest = clock.now() + firstQuestionMs;
          await this.#askFor(id, 'rhythm');
        }
      }
    } catch (reason) {
      if (!end.signal.aborted) throw reason;
    } finally {
      release();
    }
  }

  #askNow(record: BuzzRecord, occasion: Occasion): Promise<ReceiptsAnswer> {
    const { id } = record.confirmed;
    const answer = this.#ask(record, occasion).finally(() => {
      if (this.#asking.get(id)?.answer === answer) this.#asking.delete(id);
    });
    this.#asking.set(id, { occasion, answer });
    return answer;
  }

  async #ask(record: BuzzRecord, occasion: Occasion): Promise<ReceiptsAnswer> {
    const { records, clock, feishuFor } = this.#deps;
    if (this.#deps.elsewhere(record)) return noQuestion;
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
      if (!isAnswerable(record, clock.now()) && occasion !== 'by-hand') return { unanswered: new Set(), problem: null };
      const [readers, answers] = await Promise.all([
        this.#askReaders(feishu.value, record, occasion),
        this.#askAnswers(feishu.value, record, occasion),
      ]);
      // What a ladder waits for decides whether its paid rungs may ring.
      return record.ladder?.policy.until === 'acknowledged' ? answers : readers;
    } finally {
      release();
    }
  }

  async #askReaders(feishu: Feishu, record: BuzzRecord, occasion: Occasion): Promise<ReceiptsAnswer> {
    const { records, clock } = this.#deps;
    const { id } = record.confirmed;
    const isWanted = occasion === 'by-hand' || this.#wantsReaders(record);
    const open = isWanted && isAnswerable(record, clock.now()) ? questionsOf(record) : [];
    const told = occasion === 'rhythm' ? this.toldOf(record) : null;
    const questions = open.filter(({ message }) => !told || !areReadersTold(record, message, told.since));
    if (questions.length === 0) return noQuestion;
    const budget = this.#budgetOf(id);
    const allowed = occasion === 'rhythm' ? budget.allowed(record, questions.length) : questions.length;
    const answer = await askWithin(feishu, questions, allowed);
    if (answer.asked.length === 0) return noQuestion;
    if (occasion === 'rhythm') budget.asked(answer.inVain);
    const all = answer.asked.length === open.length;
    const asked = all ? undefined : [...new Set(answer.asked.map(({ message }) => message.ref))];
    const { read, problem: reason, unanswered } = answer;
    this.#noteUnheard(
      record,
      'read',
      answer.asked.flatMap(({ message, people }) =>
        tellsReaders(record, message) ? read.filter(({ key }) => people.some((person) => person.key === key)) : [],
      ),
    );
    await records.report(record, { kind: 'receipts', at: clock.now(), read: [...read], problem: reason, asked });
    return { unanswered, problem: reason };
  }

  async #askAnswers(feishu: Feishu, record: BuzzRecord, occasion: Occasion): Promise<ReceiptsAnswer> {
    const { records, clock } = this.#deps;
    if (!record.confirmed.ask) return noQuestion;
    const told = occasion === 'rhythm' ? this.toldOf(record) : null;
    const untold = told && openForAnswers(record).filter((message) => !areAnswersTold(record, message, told.since));
    const answer = await askAnswers(feishu, record, wantedAt(occasion), clock.now(), untold ?? undefined);
    if (!answer) return noQuestion;
    this.#noteUnheard(
      record,
      'reacted',
      answer.entry.found.filter(({ by }) => by === 'reaction'),
    );
    await records.report(record, { ...answer.entry, at: clock.now() });
    return { unanswered: answer.unanswered, problem: answer.entry.problem };
  }

  /** Who has read is asked for where a ladder waits for that, and where it can be seen. */
  #wantsReaders({ ladder, confirmed }: BuzzRecord): boolean {
    return ladder?.policy.until !== 'acknowledged' || this.#isSeen(confirmed.id);
  }

  /** Tells the listener of what an answer told and no event did: its events do not all come, whatever it looks like. */
  #noteUnheard(record: BuzzRecord, what: 'read' | 'reacted', news: readonly { at: number }[]): void {
    const { workspaceId } = record.confirmed;
    const hearing = this.#deps.hearing();
    const now = this.#deps.clock.now();
    const unheard = news.find(({ at }) => shouldHaveHeard(at, hearing.since(workspaceId), now));
    if (unheard) hearing.missed(workspaceId, what, unheard.at);
  }

  #isSeen(id: BuzzId): boolean {
    return this.#watched.has(id);
  }

  #budgetOf(id: BuzzId): QuestionBudget {
    const known = this.#budgets.get(id) ?? new QuestionBudget();
    this.#budgets.set(id, known);
    for (const old of this.#budgets.keys()) {
      if (this.#budgets.size <= kept) break;
      if (old !== id) this.#budgets.delete(old);
    }
    return known;
  }
}

/** Texts are listed only when a person looks, and right before an SMS or a call: each chat is a call of its own. */
const wantedAt = (occasion: Occasion): AnswersWanted => {
  if (occasion === 'by-hand') return 'all';
  if (occasion === 'rhythm') return 'reactions';
  return occasion === 'others' || isPaid(occasion) ? 'texts' : 'reactions';
};

const noQuestion: ReceiptsAnswer = { unanswered: new Set(), problem: null };
/** Number of buzzes whose budget of questions is kept. */
const kept = 200;
