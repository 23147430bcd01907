import { sentenceOf } from '../../../../contract/advice/advice-words';
import { withoutDirection } from '../../../../contract/direction';
import { localTime, type Zone } from '../../../../contract/local-time';
import type { Board, BoardPerson } from '../../../../contract/model/board';
import type { Locale } from '../../../../contract/model/settings';
import { leftBehind } from '../../../../contract/rules/needs-attention';
import { whom } from '../../../../contract/rules/whom';
import { channelWords, outcomeWordOf, stateWords } from '../../../words/board-words';
import { sayOf } from './app-words';

/** Columns a text takes on a terminal: Chinese characters and full-width forms take two. */
const width = (text: string): number =>
  [...text].reduce(
    (sum, char) =>
      sum +
      (/[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]/.test(char)
        ? 2
        : 1),
    0,
  );

const padded = (text: string, columns: number): string => text + ' '.repeat(Math.max(0, columns - width(text)));

/** A text as one line that cannot move the cursor, color the terminal or turn the line around: names and messages come from other people. */
export const oneLine = (text: string): string =>
  withoutDirection(text)
    .replace(/[\p{Cc}\u2028\u2029]+/gu, ' ')
    .trim();

const personLine = (person: BoardPerson, locale: Locale, zone: Zone, columns: number): string => {
  const say = sayOf(locale);
  const code = person.problem?.code;
  const asides = [
    person.readAt === null ? '' : say('readAt', { time: localTime(person.readAt, zone, locale, 'shortSecond') }),
    person.ack === null
      ? ''
      : say('ackAt', {
          word: oneLine(person.ack.word),
          time: localTime(person.ack.at, zone, locale, 'shortSecond'),
        }),
    person.problem === null ? '' : oneLine(sentenceOf(person.problem, locale)),
    code === null || code === undefined ? '' : `(${code})`,
  ];
  const outcome = padded(outcomeWordOf(person, locale), columns);
  return `  ${[outcome, oneLine(whom(person, locale)), ...asides].filter((part) => part !== '').join('  ')}`.trimEnd();
};

/** Who climbs its ladder, where that was ever handed over. */
const climberLine = ({ climber, ladder }: Board, locale: Locale): readonly string[] => {
  if (!climber || ladder?.state === 'ended') return [];
  const say = sayOf(locale);
  const { relay, state, problem, reachable } = climber;
  switch (state) {
    case 'handing-over':
      return [say('climberHanding', { relay })];
    case 'handed-over':
      return [say(reachable === false ? 'climberGone' : 'climberThere', { relay })];
    case 'refused':
      return [say('climberRefused', { advice: problem ? oneLine(sentenceOf(problem, locale)) : '' })];
    case 'taken-back':
    case 'released':
      return [say('climberBack', { relay })];
  }
};

const leftWords = {
  unknown: 'ladderLeftUnknown',
  'out-of-reach': 'ladderLeftOut',
  quota: 'ladderLeftQuota',
} as const;

/** Why its ladder ended before its last step, where it did. */
const endLines = (board: Board, locale: Locale): readonly string[] => {
  const say = sayOf(locale);
  const ended = board.ladder?.problem ?? null;
  const left = leftBehind(board);
  return [
    ...(ended ? [say('ladderEnded', { advice: oneLine(sentenceOf(ended, locale)) })] : []),
    ...(left ? [say(leftWords[left.reason], { people: String(left.people) })] : []),
  ];
};

/** A buzz for people to read: its message, a line per person, and a summary. */
export const boardText = (board: Board, locale: Locale, zone: Zone): string => {
  const say = sayOf(locale);
  const { people } = board;
  const read = people.filter((person) => person.readAt !== null).length;
  const counts = {
    accepted: people.filter((person) => person.outcome === 'accepted').length,
    people: people.length,
    read,
  };
  const place = board.chat === null ? say('direct') : say('chat', { name: oneLine(board.chat.name) });
  const text = oneLine(board.text) || oneLine(board.about?.excerpt ?? '');
  const columns = Math.max(0, ...people.map((person) => width(outcomeWordOf(person, locale))));
  return [
    [board.id, stateWords[locale][board.state], channelWords[locale][board.channel], place].join('  '),
    `${oneLine(board.workspaceName)}  ${localTime(board.createdAt, zone, locale, 'shortSecond')}`,
    ...(text === '' ? [] : [`“${text}”`]),
    ...climberLine(board, locale),
    ...people.map((person) => personLine(person, locale, zone, columns)),
    say(read > 0 ? 'summaryRead' : 'summary', counts),
    ...endLines(board, locale),
    ...(board.stoppedBy === 'alarm' ? [say('stoppedByAlarm')] : []),
    ...(board.recalled ? [say('recalled')] : []),
  ].join('\n');
};
