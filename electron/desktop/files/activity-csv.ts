import { sentenceOf } from '../../contract/advice/advice-words';
import { localSecond, type Zone } from '../../contract/local-time';
import type { Board, BoardPerson } from '../../contract/model/board';
import type { Locale } from '../../contract/model/settings';
import { writeCsv } from '../../core/text/csv';
import { channelWords, outcomeWordOf, stateWords } from '../words/board-words';
import { type Column, columnWords, modeWords, yesWords } from './csv-words';

/** Beginning of a cell that Excel takes for a formula, quoted or not; an apostrophe makes it text (OWASP, CSV injection). */
const formula = /^[=+\-@\t\r\uFF1D\uFF0B\uFF0D\uFF20]/;

/** A row without formulas, ended by CRLF (RFC 4180). */
const line = (cells: readonly string[]): string =>
  writeCsv([cells.map((value) => (formula.test(value) ? `'${value}` : value))], '\r\n');

const columns = Object.keys(columnWords['zh-CN']) as Column[];

/** The first line, after the mark by which Excel knows UTF-8. */
export const csvHead = (locale: Locale): string =>
  `\uFEFF${line(columns.map((column) => columnWords[locale][column]))}`;

/** A buzz as lines of CSV, one per person; a buzz without people is one line as well. */
export const csvOf = (board: Board, locale: Locale, zone: Zone): string => {
  const lineOf = (person: BoardPerson | null): string => {
    const { problem } = person ?? { problem: null };
    const cells: Record<Column, string> = {
      createdAt: localSecond(board.createdAt, zone),
      workspace: board.workspaceName,
      practice: board.practice ? yesWords[locale] : '',
      title: board.title,
      text: board.text,
      channel: channelWords[locale][person?.steps.at(-1)?.via ?? board.channel],
      mode: modeWords[locale][board.mode],
      asker: board.asker,
      state: stateWords[locale][board.state],
      person: person?.name ?? '',
      personId: person?.id ?? '',
      outcome: person ? outcomeWordOf(person, locale) : '',
      advice: problem ? sentenceOf(problem, locale) : '',
      code: problem?.code == null ? '' : String(problem.code),
      logId: problem?.logId ?? '',
      readAt: person?.readAt == null ? '' : localSecond(person.readAt, zone),
      buzz: board.id,
    };
    return line(columns.map((column) => cells[column]));
  };
  return board.people.length === 0 ? lineOf(null) : board.people.map(lineOf).join('');
};
