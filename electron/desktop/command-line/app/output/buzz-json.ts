import { sentenceOf } from '../../../../contract/advice/advice-words';
import type { Problem } from '../../../../contract/advice/problem';
import type { Board, BoardPerson } from '../../../../contract/model/board';
import type { Locale } from '../../../../contract/model/settings';
import { leftBehind } from '../../../../contract/rules/needs-attention';
import type { ExitCode } from '../../protocol/reply';

const iso = (ms: number): string => new Date(ms).toISOString();

const adviceOf = (problem: Problem | null, locale: Locale) => (problem === null ? null : sentenceOf(problem, locale));

const personJson = (person: BoardPerson, locale: Locale) => ({
  id: person.id,
  idType: person.idType,
  name: person.name,
  /** Name of the backup group with which they were called. */
  backup: person.backup,
  outcome: person.outcome,
  code: person.problem?.code ?? null,
  logId: person.problem?.logId ?? null,
  advice: adviceOf(person.problem, locale),
  readAt: person.readAt === null ? null : iso(person.readAt),
  ack: person.ack && {
    at: iso(person.ack.at),
    by: person.ack.by,
    word: person.ack.word,
    declined: person.ack.declined,
  },
  replies: person.replies.map(({ at, text }) => ({ at: iso(at), text })),
  reminder: person.reminder && {
    state: person.reminder.state,
    at: iso(person.reminder.at),
    code: person.reminder.problem?.code ?? null,
    advice: adviceOf(person.reminder.problem, locale),
  },
  steps: person.steps.map(({ via, outcome, problem, at }) => ({
    via,
    outcome,
    code: problem?.code ?? null,
    logId: problem?.logId ?? null,
    at: iso(at),
  })),
});

const nameJson = (board: Board, key: string | null) => {
  const person = board.people.find((each) => each.key === key);
  return person ? { id: person.id, name: person.name } : null;
};

/** The person whose answer ended it for all; null: none did. */
const takerJson = (board: Board) => nameJson(board, board.takenBy);

const toldJson = (board: Board, locale: Locale) => {
  const note = board.notes.find(({ kind }) => kind === 'taken');
  if (!note) return null;
  const { at, text, messages, problem } = note;
  return { at: iso(at), text, sent: messages.sent, messages: messages.all, advice: adviceOf(problem, locale) };
};

const ladderJson = (board: Board, locale: Locale) => {
  const { ladder } = board;
  if (!ladder) return null;
  return {
    name: ladder.name,
    state: ladder.state,
    turn: ladder.turn ? nameJson(board, ladder.turn.key) : null,
    /** Why it ended, where something kept it from going on. */
    advice: adviceOf(ladder.problem, locale),
    /** How many people it left behind when it ended before its last step, and why; null: none. */
    left: leftBehind(board),
    rungs: ladder.rungs.map((rung) => ({
      via: rung.reminder ? 'reminder' : rung.via,
      backup: rung.backup,
      turn: nameJson(board, rung.turn),
      state: rung.state,
      people: rung.people,
      dueAt: iso(rung.dueAt),
    })),
  };
};

/** The relay that climbs, or was to; null: it was never handed over. A relay of before tells of none. */
const climberJson = (climber: Board['climber'] | undefined, locale: Locale) =>
  climber
    ? {
        relay: climber.relay,
        state: climber.state,
        since: iso(climber.since),
        heardAt: climber.lastHeardAt === null ? null : iso(climber.lastHeardAt),
        reachable: climber.reachable,
        advice: adviceOf(climber.problem, locale),
      }
    : null;

/** A buzz as `--json` prints it. Times are ISO 8601 in UTC; `code` is Feishu's number or null. */
export const buzzJson = (board: Board, locale: Locale) => ({
  id: board.id,
  state: board.state,
  /** `alarm`: the alarm that it is about was resolved. */
  stoppedBy: board.stoppedBy,
  via: board.channel,
  mode: board.mode,
  text: board.text,
  createdAt: iso(board.createdAt),
  workspace: board.workspaceName,
  practice: board.practice,
  messages: board.messages.map(({ messageId, chatId }) => ({ messageId, chatId })),
  people: board.people.map((person) => personJson(person, locale)),
  takenBy: takerJson(board),
  /** The quiet reply that told the others; null: there is none. */
  told: toldJson(board, locale),
  ladder: ladderJson(board, locale),
  climber: climberJson(board.climber, locale),
  calls: { send: board.calls.send, buzz: board.calls.buzz, total: board.calls.total },
});

/** The exit code of a buzz, from the outcomes of its calls. Reading plays no part in it. */
export const exitCodeOf = (people: Board['people']): ExitCode => {
  // Those whose turn did not come were not to be called yet.
  const due = people.filter(
    ({ steps }) => steps.some(({ problem }) => problem?.advice !== 'turn-waits') || steps.length === 0,
  );
  const outcomes = due.map((person) => person.outcome);
  if (outcomes.some((outcome) => outcome === 'unknown' || outcome === 'pending')) return 4;
  const accepted = outcomes.filter((outcome) => outcome === 'accepted').length;
  if (accepted === 0) return 1;
  return accepted === outcomes.length ? 0 : 3;
};
