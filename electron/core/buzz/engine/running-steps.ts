import { type Answer, failed, ok, type Problem, problem } from '../../../contract/advice/problem';
import type { Board } from '../../../contract/model/board';
import type { Channel } from '../../../contract/model/channel';
import type { BuzzId, WorkspaceId } from '../../../contract/model/ids';
import type { Locale } from '../../../contract/model/settings';
import type { Feishu } from '../../feishu/feishu';
import { Breakers } from '../../feishu/resilience/breaker';
import { leaveReaders } from '../ladder/climb-rung';
import type { ReceiptsAnswer } from '../receipts/ask-readers';
import { type BuzzRecord, pendingIn } from '../record/buzz-record';
import { triesUntil, undoableSteps } from '../record/deadlines';
import { askedFor, rungOf } from '../record/ladder-record';
import { openMessages, type RecordNote } from '../record/note-record';
import type { Records } from '../record/records';
import { endNote, endStep, settle } from '../record/settle';
import { dispatch } from '../send/dispatch';
import { PictureUploads, type PictureUploadsDeps } from '../send/picture-uploads';
import { mentionsOf, notePost, postOf } from '../send/post-of';
import { Run, type RunDeps } from '../send/run';
import { sendNote } from '../send/send-note';

/** A step for those who measure it: without texts, names and ids of people. */
export interface StepSeen {
  buzz: BuzzId;
  workspaceId: WorkspaceId;
  step: number;
  channel: Channel;
  /** It sends a note, and buzzes no person. */
  note: boolean;
}

export interface RunningStepsDeps extends Pick<RunDeps, 'clock' | 'random' | 'newId' | 'rooms'>, PictureUploadsDeps {
  records: Records;
  /** Address of a workspace's Feishu: workspaces of one host are out of reach together. */
  hostOf: (id: WorkspaceId) => string;
  /** Language of the messages of a workspace, for buzzes that say no other. */
  locale: (workspaceId: WorkspaceId) => Locale;
  feishuFor: (record: BuzzRecord) => Answer<Feishu>;
  /** The reason for which nothing may leave for a buzz from here; null: it may. */
  elsewhere: (record: BuzzRecord) => Problem | null;
  /** Asks now who has read: an answer of a moment ago does not count. */
  askReaders: (record: BuzzRecord, before: Channel | 'others') => Promise<ReceiptsAnswer>;
  /** The buzz was stopped or taken back: an equal draft is a new wish from now on. */
  onHalted: (id: BuzzId) => void;
  /** The buzz has changed in a way its ladder must see. */
  onChanged: (id: BuzzId) => void;
  /** A step has ended. */
  onEnded: (id: BuzzId) => void;
  /** Runs the work of a step, once and at once, for those who measure it. */
  aroundStep?: (seen: StepSeen, work: () => Promise<void>) => Promise<void>;
}

/** One step under way, and how it is stopped or taken back. */
interface RunningStep {
  step: number;
  /** The note it sends; null: it buzzes people. */
  note: string | null;
  channel: Channel;
  stop: AbortController;
  undo: AbortController;
  done: Promise<void>;
}

/** A step that counts as running already, though its announcement may still be on its way to the disk. */
export interface BegunStep {
  running: RunningStep;
  /** Ends it without carrying it out. */
  end: () => void;
}

/** The steps under way, by their buzz: begun, carried out, stopped, taken back, and gone on with after a restart. */
export class RunningSteps {
  readonly #deps: RunningStepsDeps;
  readonly #breakers: Breakers;
  readonly #pictures: PictureUploads;
  readonly #all = new Map<BuzzId, readonly RunningStep[]>();

  constructor(deps: RunningStepsDeps) {
    this.#deps = deps;
    this.#breakers = new Breakers(deps.clock, deps.hostOf);
    this.#pictures = new PictureUploads(deps);
  }

  has(id: BuzzId): boolean {
    return this.#all.has(id);
  }

  /** Number of buzzes with a step under way. */
  get buzzes(): number {
    return this.#all.size;
  }

  all(): readonly { id: BuzzId; steps: readonly RunningStep[] }[] {
    return [...this.#all].map(([id, steps]) => ({ id, steps }));
  }

  /** Resolves when every step that is under way now has ended. */
  async idle(): Promise<void> {
    await Promise.all([...this.#all.values()].flat().map(({ done }) => done));
  }

  /** Feishu for a buzz, whose calls with effects are held back while its host is out of reach. */
  feishuOver(record: BuzzRecord): Answer<Feishu> {
    const feishu = this.#deps.feishuFor(record);
    return feishu.ok ? ok(this.#breakers.of(record.confirmed.workspaceId).over(feishu.value)) : feishu;
  }

  /** The reason for which the calls of a running buzz wait, and until when; null: they go. */
  waitingOf(record: BuzzRecord): Board['waiting'] {
    const { id, workspaceId } = record.confirmed;
    const waiting = this.has(id) ? this.#breakers.of(workspaceId).waiting : null;
    return waiting && { ...waiting, tries: triesUntil(record) };
  }

  /** Asks at once, instead of at its time, whether Feishu is back in reach. */
  tryNow(workspaceId: WorkspaceId): void {
    this.#breakers.of(workspaceId).tryNow();
  }

  /** Begins a step: from now on a stop reaches it, and what it may call counts against the limits. */
  begin(id: BuzzId, step: number, channel: Channel, note: string | null = null): BegunStep {
    let resolve = () => {};
    const done = new Promise<void>((end) => {
      resolve = end;
    });
    const abort = { stop: new AbortController(), undo: new AbortController() };
    const running: RunningStep = { step, note, channel, ...abort, done };
    this.#all.set(id, [...this.#of(id), running]);
    const end = () => {
      const left = this.#of(id).filter((other) => other !== running);
      if (left.length > 0) this.#all.set(id, left);
      else this.#all.delete(id);
      resolve();
    };
    return { running, end };
  }

  /** Begins a step that is on disk, and carries it out. */
  start(record: BuzzRecord, step: number, channel: Channel): void {
    this.carryOut(record, this.begin(record.confirmed.id, step, channel));
  }

  /** Carries a step out to its end in the background. */
  carryOut(record: BuzzRecord, { running, end }: BegunStep): void {
    const { records, onEnded, aroundStep = (_, work) => work() } = this.#deps;
    const { id, workspaceId } = record.confirmed;
    const { step, channel } = running;
    const release = records.hold(id);
    // A stop may have come between the ledger and here.
    const halted = running.note === null ? record.stopped : record.notes.get(running.note)?.stopped;
    if (halted) running.stop.abort();
    const seen = { buzz: id, workspaceId, step, channel, note: running.note !== null };
    void aroundStep(seen, () => this.#run(record, running)).finally(() => {
      release();
      end();
      onEnded(id);
    });
  }

  /** Lets nothing further leave and waits for what has left. Resolves when every person has an outcome. */
  async stop(id: BuzzId, by?: 'alarm'): Promise<Answer<Board>> {
    const { records, clock, onHalted, onChanged } = this.#deps;
    const record = records.get(id);
    if (!record) return failed(problem('buzz-gone'));
    const elsewhere = this.#deps.elsewhere(record);
    if (elsewhere) return failed(elsewhere);
    const steps = this.#of(id);
    if (steps.length > 0 || (record.ladder && !record.ladder.ended)) {
      onHalted(id);
      const written = records.report(record, { kind: 'stopped', at: clock.now(), ...(by ? { by } : {}) });
      // At once, not after the disk: what leaves meanwhile would have left after the stop.
      for (const { stop } of steps) stop.abort();
      onChanged(id);
      await written;
      await Promise.all(steps.map(({ done }) => done));
    }
    return records.board(id);
  }

  /** Takes back the paid calls that still wait; the message stays, and a ladder ends. */
  async undo(id: BuzzId): Promise<Answer<Board>> {
    const { records, clock, onHalted, onChanged } = this.#deps;
    const record = records.get(id);
    if (!record) return failed(problem('buzz-gone'));
    const elsewhere = this.#deps.elsewhere(record);
    if (elsewhere) return failed(elsewhere);
    const undoable = undoableSteps(record, clock.now());
    if (undoable.length === 0) return failed(problem('undo-too-late'));
    onHalted(id);
    for (const step of undoable) {
      const written = records.report(record, { kind: 'undone', at: clock.now(), step });
      // At once, not after the disk: the time in which it can be undone goes on.
      for (const running of this.#of(id)) if (running.step === step) running.undo.abort();
      await written;
    }
    onChanged(id);
    return records.board(id);
  }

  /**
   * After a start: settles what was cut off of one buzz, and goes on with what may still be done. From the first moment
   * its steps count as running: what they may still call is taken off the limits, and a stop reaches them.
   */
  async resume(record: BuzzRecord): Promise<void> {
    const { records, clock, askReaders } = this.#deps;
    const { id } = record.confirmed;
    const release = records.hold(id);
    const all = [...openSteps(record)].map(([step, channel]) => this.begin(id, step, channel));
    const notes = openNotes(record).map(({ step, confirmed: { note } }) => this.begin(id, step, 'app', note));
    for (const entry of settle(record, clock.now())) await records.report(record, entry);
    for (const begun of notes) this.carryOut(record, begun);
    for (const begun of all) {
      const { step } = begun.running;
      const rung = rungOf(record, step);
      if (rung && pendingIn(record, step).length > 0) {
        const asked = await askReaders(record, askedFor(rung));
        for (const entry of leaveReaders(record, step, asked, clock.now())) await records.report(record, entry);
      }
      if (pendingIn(record, step).length > 0) this.carryOut(record, begun);
      else begun.end();
    }
    // Bubbles, ticks and uploads that were cut off have no end of their own.
    await records.refresh(record);
    release();
  }

  /** After a start with a copied ledger: stops a buzz that the original may be carrying out, and makes no call for it. */
  async leaveToOriginal(record: BuzzRecord): Promise<void> {
    const { records, clock } = this.#deps;
    const release = records.hold(record.confirmed.id);
    await records.report(record, { kind: 'stopped', at: clock.now() });
    for (const entry of settle(record, clock.now())) await records.report(record, entry);
    release();
  }

  #of(id: BuzzId): readonly RunningStep[] {
    return this.#all.get(id) ?? [];
  }

  /** Whatever happens, every person of the step has an outcome when this resolves. */
  async #run(record: BuzzRecord, { step, note: noteId, channel, stop, undo }: RunningStep): Promise<void> {
    const { records, clock, locale, feishuFor } = this.#deps;
    const note = noteId === null ? null : record.notes.get(noteId);
    const end = async (reason: Problem): Promise<void> => {
      const by = { at: clock.now(), reason };
      for (const entry of note ? endNote(note, by) : endStep(record, step, by)) await records.report(record, entry);
    };
    const { workspaceId, text, asker } = record.confirmed;
    const language = record.confirmed.locale ?? locale(workspaceId);
    const feishu = feishuFor(record);
    if (!feishu.ok) return end(feishu.problem);
    const breaker = this.#breakers.of(workspaceId);
    const run = new Run(
      { ...this.#deps, pictures: this.#pictures, breaker, feishu: breaker.over(feishu.value) },
      record,
      {
        step,
        channel,
        stop: stop.signal,
        undo: undo.signal,
      },
    );
    try {
      const mentions = mentionsOf(record);
      const asks = record.confirmed.ask != null && record.confirmed.ask.line !== false;
      if (note) await sendNote(run, note, notePost(note, asker, language));
      else await dispatch(run, postOf({ text, asker, locale: language, mentions, asks }));
    } catch {
      // A bug must not leave a person waiting for an outcome.
      stop.abort();
      await end(problem('internal'));
    }
  }
}

const openSteps = (record: BuzzRecord): ReadonlyMap<number, Channel> =>
  new Map(
    [...record.people.values()].flatMap((person) =>
      [...person.steps].flatMap(([step, { outcome, via }]) => (outcome === 'pending' ? [[step, via] as const] : [])),
    ),
  );

const openNotes = (record: BuzzRecord): readonly RecordNote[] =>
  [...record.notes.values()].filter((note) => openMessages(note).length > 0);
