import { sentenceOf } from '../../../../contract/advice/advice-words';
import type { Problem } from '../../../../contract/advice/problem';
import type { Board, BoardPerson } from '../../../../contract/model/board';
import type { Locale } from '../../../../contract/model/settings';
import type { ExitCode } from '../../protocol/reply';

const iso = (ms: number): string => new Date(ms).toISOString();

const adviceOf = (problem: Problem | null, locale: Locale) => (problem === null ? null : sentenceOf(problem, locale));

const personJson = (person: BoardPerson, locale: Locale) => ({
  id: person.id,
  idType: person.idType,
  name: person.name,
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

/** A buzz as `--json` prints it. Times are ISO 8601 in UTC; `code` is Feishu's number or null. */
export const buzzJson = (board: Board, locale: Locale) => ({
  id: board.id,
  state: board.state,
  via: board.channel,
  mode: board.mode,
  text: board.text,
  createdAt: iso(board.createdAt),
  workspace: board.workspaceName,
  practice: board.practice,
  messages: board.messages.map(({ messageId, chatId }) => ({ messageId, chatId })),
  people: board.people.map((person) => personJson(person, locale)),
  calls: { send: board.calls.send, buzz: board.calls.buzz, total: board.calls.total },
});

/** The exit code of a buzz, from the outcomes of its calls. Reading plays no part in it. */
export const exitCodeOf = (people: Board['people']): ExitCode => {
  const outcomes = people.map((person) => person.outcome);
  if (outcomes.some((outcome) => outcome === 'unknown' || outcome === 'pending')) return 4;
  const accepted = outcomes.filter((outcome) => outcome === 'accepted').length;
  if (accepted === 0) return 1;
  return accepted === outcomes.length ? 0 : 3;
};
