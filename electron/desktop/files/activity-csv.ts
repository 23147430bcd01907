import { sentenceOf } from '../../contract/advice/advice-words';
import { localSecond, type Zone } from '../../contract/local-time';
import type { Board, BoardPerson } from '../../contract/model/board';
import type { Locale } from '../../contract/model/settings';
import { hasAcknowledged } from '../../contract/rules/answered';
import { writeCsv } from '../../core/text/csv';
import { channelWords, outcomeWordOf, stateWords } from '../words/board-words';
import { type Column, columnWords, modeWords, yesWords } from './csv-words';

/** Characters that begin a formula in Excel, full-width ones included (OWASP, CSV injection). */
const formulaSigns: ReadonlySet<string> = new Set('=+-@\uFF1D\uFF0B\uFF0D\uFF20');
/**
 * Characters after which a cell may begin. Where Excel separates by semicolons, or tabs, a quote in the middle of its cell
 * quotes nothing, so a semicolon or a line break within our cell begins another one.
 */
const cellEnds: ReadonlySet<string> = new Set(';\t\r\n');

/** Makes text of a cell that Excel would take for a formula, quoted or not: an apostrophe before the sign does that. */
const withoutFormulas = (value: string): string => {
  let written = /^[\t\r]/.test(value) ? "'" : '';
  let begins = true;
  for (const char of value) {
    if (begins && formulaSigns.has(char)) written += "'";
    written += char;
    begins = cellEnds.has(char) || (begins && (char === ' ' || char === '"'));
  }
  return written;
};

/** A row without formulas, ended by CRLF (RFC 4180). */
const line = (cells: readonly string[]): string => writeCsv([cells.map(withoutFormulas)], '\r\n');

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
      acknowledgedAt: person && hasAcknowledged(person) && person.ack ? localSecond(person.ack.at, zone) : '',
      answer: person?.ack?.word ?? '',
      replies: (person?.replies ?? []).map(({ text }) => text).join('\n'),
      buzz: board.id,
    };
    return line(columns.map((column) => cells[column]));
  };
  return board.people.length === 0 ? lineOf(null) : board.people.map(lineOf).join('');
};
