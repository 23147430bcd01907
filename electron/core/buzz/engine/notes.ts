import { type Answer, failed, ok, type Problem, problem } from '../../../contract/advice/problem';
import type { Board } from '../../../contract/model/board';
import { type BuzzId, type ChatId, PlanId, type WorkspaceId } from '../../../contract/model/ids';
import type { NotePlan } from '../../../contract/model/note';
import type { Locale } from '../../../contract/model/settings';
import { isBlank } from '../../../contract/plain-text';
import { whom } from '../../../contract/rules/whom';
import type { Feishu } from '../../feishu/feishu';
import { type Clock, hourMs } from '../../ports/clock';
import { acknowledgedAt } from '../record/answer-record';
import { type BuzzRecord, isInReach, lastStep, type RecordMessage } from '../record/buzz-record';
import { isOfRelay, messagesToTell, takerToTell } from '../record/climbers';
import { isLate, uuidLifeMs } from '../record/deadlines';
import type { Confirmed, NoteEntry } from '../record/entry';
import type { RecordNote } from '../record/note-record';
import type { Records } from '../record/records';
import { endNote } from '../record/settle';
import { mentionsOf, notePost, postLimit, postWeight } from '../send/post-of';
import type { RunningSteps } from './running-steps';

/** The messages of a buzz that are there, also one that was there before it. */
const sentMessages = (record: BuzzRecord): readonly RecordMessage[] =>
  [...record.messages.values()].filter(({ status, messageId }) => status === 'sent' && messageId !== null);

export interface NotesDeps {
  records: Records;
  clock: Clock;
  /** A fresh id: letters and digits, unguessable. */
  newId: () => string;
  locale: (workspaceId: WorkspaceId) => Locale;
  feishuFor: (record: BuzzRecord) => Answer<Feishu>;
  /** The reason for which nothing may leave for a buzz from here; null: it may. */
  elsewhere: (record: BuzzRecord) => Problem | null;
  steps: RunningSteps;
  /** Does this work when all confirmations before it are through. */
  inTurn: <T>(work: () => Promise<T>) => Promise<T>;
}

/** What a note says, and where: to the people of the buzz, or to a chat. */
export type NoteWish =
  | { kind: 'follow-up'; text: string /** It names no one, so that it disturbs no one. */; quiet?: boolean }
  | { kind: 'report'; text: string; chat: { chatId: ChatId; name: string } };

/** Time after an answer in which the others are told of it (ms): later, it is news to no one. */
const tellForMs = 2 * hourMs;
/** Time after which a disk that took no entry is tried again (ms). */
const refusedMs = 60_000;

/** What the others are told, in the language of the buzz. */
const takenText: Record<Locale, (name: string) => string> = {
  'zh-CN': (name) => `${name} 已接手，其他人不用再处理`,
  'en-US': (name) => `${name} has it. No one else needs to act`,
};

/** Tells the others who took a buzz. */
interface Telling {
  kind: 'taken';
  text: string;
  /** Key of the person. */
  taker: string;
}

/** True once the others are to be told who took a buzz: its own calls are over, so that no message follows the one that tells. */
const isToTell = (record: BuzzRecord): boolean =>
  takerToTell(record) !== null &&
  !isOfRelay(record) &&
  [...record.people.values()].every((person) => lastStep(person).outcome !== 'pending');

type NoteBody = Omit<Extract<NoteEntry, { kind: 'note' }>, 'at' | 'kind' | 'note' | 'step'>;

/** Time for which a plan can be confirmed (ms). */
const planLifeMs = 10 * 60_000;
const kept = 16;

/**
 * Messages of a note that can be sent once more at `now` (ms since the epoch): those that are not there, and those of unknown
 * fate for as long as Feishu recognizes them.
 */
const repeatable = (note: RecordNote, now: number) =>
  [...note.messages.values()].filter(
    ({ status, firstSendingAt }) =>
      status === 'failed' || (status === 'unknown' && !isLate(now, firstSendingAt ?? 0, uuidLifeMs)),
  );

/** Free messages after a buzz: planned, shown, confirmed once, in the ledger before the first of them leaves. */
export class Notes {
  readonly #deps: NotesDeps;
  /** Buzzes whose telling the disk has refused, and which are looked at again. */
  readonly #refused = new Set<BuzzId>();
  readonly #plans = new Map<PlanId, { id: BuzzId; wish: NoteWish; plan: NotePlan; used: boolean }>();

  constructor(deps: NotesDeps) {
    this.#deps = deps;
  }

  /** Plans a note after this buzz. Looks nothing up, sends nothing. */
  plan(id: BuzzId, wish: NoteWish): Answer<NotePlan> {
    const { records, clock, newId, feishuFor } = this.#deps;
    const record = records.get(id);
    if (!record) return failed(problem('buzz-gone'));
    const elsewhere = this.#deps.elsewhere(record);
    if (elsewhere) return failed(elsewhere);
    const feishu = feishuFor(record);
    if (!feishu.ok) return feishu;
    const body = this.#bodyOf(record, wish);
    const plan: NotePlan = {
      id: PlanId.parse(`plan_${newId()}`),
      kind: wish.kind,
      text: wish.text,
      practice: record.confirmed.practice,
      chat: body.chat,
      people: body.people,
      messages: body.messages.length,
      problem: this.#problemOf(body, record.confirmed),
      expiresAt: clock.now() + planLifeMs,
    };
    this.#plans.set(plan.id, { id, wish, plan, used: false });
    for (const old of this.#plans.keys()) {
      if (this.#plans.size <= kept) break;
      this.#plans.delete(old);
    }
    return ok(plan);
  }

  /**
   * Confirms the plan of a note, once; a second confirmation answers with the same board.
   *
   * @param wished the id that the note is to have (letters and digits): a note of this id is the answer, whatever died meanwhile
   */
  confirm(planId: PlanId, wished?: string): Promise<Answer<Board>> {
    return this.#deps.inTurn(() => this.#confirm(planId, wished));
  }

  async #confirm(planId: PlanId, wished?: string): Promise<Answer<Board>> {
    const { records, clock, newId } = this.#deps;
    const planned = this.#plans.get(planId);
    const now = clock.now();
    if (!planned || (!planned.used && planned.plan.expiresAt <= now)) return failed(problem('plan-gone'));
    const record = records.get(planned.id);
    if (!record) return failed(problem('buzz-gone'));
    if (planned.used || (wished && record.notes.has(wished))) return records.board(planned.id);
    // Since it was planned, messages may have been recalled.
    const body = this.#bodyOf(record, planned.wish);
    const hindrance = this.#problemOf(body, record.confirmed);
    if (hindrance) return failed(hindrance);
    const note = wished ?? newId();
    const step = record.stepAt.length;
    const begun = await this.#begin(record, { kind: 'note', at: now, note, step, ...body });
    planned.used = begun.ok;
    return begun;
  }

  /**
   * Sends what did not arrive of a note once more. A message that may be there goes by its `uuid` of before, so that it is
   * there once; one that is not there by another.
   */
  again(id: BuzzId, note: string): Promise<Answer<Board>> {
    return this.#deps.inTurn(async () => {
      const { records, clock, newId } = this.#deps;
      const record = records.get(id);
      const known = record?.notes.get(note);
      if (!record || !known) return failed(problem('buzz-gone'));
      const now = clock.now();
      const messages = repeatable(known, now).map(({ ref, uuid, status }) => ({
        ref,
        uuid: status === 'unknown' ? uuid : newId(),
      }));
      // Pressed twice, or too late: the board says how it stands.
      if (messages.length === 0) return records.board(id);
      return this.#begin(record, { kind: 'note-again', at: now, note, step: record.stepAt.length, messages });
    });
  }

  /** Tells the others who took a buzz, where that is still to be done and no call of it is under way any more. Once. Costs nothing for others. */
  look(record: BuzzRecord): void {
    if (isToTell(record)) void this.#deps.inTurn(() => this.#tell(record));
  }

  async #tell(record: BuzzRecord): Promise<void> {
    const { records, clock, newId, locale } = this.#deps;
    const taker = isToTell(record) ? takerToTell(record) : null;
    const person = taker === null ? undefined : record.people.get(taker);
    if (!person) return;
    const { confirmed } = record;
    const language = confirmed.locale ?? locale(confirmed.workspaceId);
    const name = whom({ name: person.name, department: person.department ?? null }, language);
    const body = this.#bodyOf(record, { kind: 'taken', text: takenText[language](name), taker: person.key });
    const now = clock.now();
    const note = newId();
    const isOld = isLate(now, acknowledgedAt(person.answers) ?? now, tellForMs);
    const entry = { kind: 'note', at: now, note, step: record.stepAt.length, ...body, taker: person.key } as const;
    if (!isOld) {
      const begun = await this.#begin(record, entry);
      if (!begun.ok) void this.#lookAgain(record);
      return;
    }
    // Too late to be news: the board says so, and a person may send it all the same.
    if (await records.announce(record, entry)) return;
    const written = record.notes.get(note);
    for (const end of written ? endNote(written, { at: now, reason: problem('expired') }) : []) {
      await records.report(record, end);
    }
  }

  /** No entry may follow that would have it looked at, so a disk that is full now is tried again by itself. */
  async #lookAgain(record: BuzzRecord): Promise<void> {
    const { records, clock } = this.#deps;
    const { id } = record.confirmed;
    if (this.#refused.has(id)) return;
    this.#refused.add(id);
    const release = records.hold(id);
    await clock.sleep(refusedMs);
    this.#refused.delete(id);
    release();
    this.look(record);
  }

  /** Writes the entry that begins a note, or begins it again, and carries it out. */
  async #begin(record: BuzzRecord, entry: Extract<NoteEntry, { kind: 'note' | 'note-again' }>): Promise<Answer<Board>> {
    const { records, steps } = this.#deps;
    const { id } = record.confirmed;
    const elsewhere = this.#deps.elsewhere(record);
    if (elsewhere) return failed(elsewhere);
    const release = records.hold(id);
    const begun = steps.begin(id, entry.step, 'app', entry.note);
    const unstored = await records.announce(record, entry);
    if (unstored) begun.end();
    else steps.carryOut(record, begun);
    release();
    return unstored ? failed(unstored) : records.board(id);
  }

  /** What would be sent. Messages of the buzz are answered where they are, so that the note shows what it is about. */
  #bodyOf(record: BuzzRecord, { kind, text, ...rest }: NoteWish | Telling): NoteBody {
    const { newId } = this.#deps;
    const { confirmed } = record;
    if ('chat' in rest) {
      const { chat } = rest;
      const message = { ref: 'n1', to: { idType: 'chat_id' as const, id: chat.chatId }, uuid: newId(), replyTo: null };
      return { about: kind, text, chat, people: 0, mentions: [], messages: [message] };
    }
    const sent = 'taker' in rest ? messagesToTell(record, rest.taker) : sentMessages(record);
    const refs = new Set(sent.map(({ ref }) => ref));
    const people = [...record.people.values()].filter(
      (person) =>
        person.message !== null &&
        refs.has(person.message) &&
        isInReach(record, person) &&
        !('taker' in rest && rest.taker === person.key),
    );
    const inPlace =
      confirmed.mode === 'direct' ? null : (sent[0]?.chatId ?? record.room?.chatId ?? confirmed.chat?.chatId ?? null);
    const name = record.room?.name ?? confirmed.chat?.name ?? '';
    const mentioned = new Set(mentionsOf(record));
    return {
      about: kind,
      text,
      chat: inPlace && { chatId: inPlace, name },
      people: people.length,
      // Telling the others disturbs no one.
      mentions:
        'taker' in rest || rest.quiet ? [] : people.flatMap(({ id }) => (id !== null && mentioned.has(id) ? [id] : [])),
      messages: sent.map(({ ref, to, messageId, chatId }) => ({
        ref,
        to,
        uuid: newId(),
        replyTo: messageId && chatId ? { messageId, chatId } : null,
      })),
    };
  }

  #problemOf({ messages, text, mentions }: NoteBody, { asker, locale, workspaceId }: Confirmed): Problem | null {
    if (messages.length === 0) return problem('note-no-message');
    if (isBlank(text)) return problem('text-empty');
    const language = locale ?? this.#deps.locale(workspaceId);
    const weight = postWeight(notePost({ confirmed: { text, mentions } }, asker, language));
    return weight > postLimit ? problem('text-too-long', { size: (weight / 1024).toFixed(1) }) : null;
  }
}
