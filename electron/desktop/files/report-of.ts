import { localTime, type Zone } from '../../contract/local-time';
import type { Board, BoardPerson, BoardStep } from '../../contract/model/board';
import type { Locale } from '../../contract/model/settings';
import { tidied } from '../../contract/plain-text';
import { hasAcknowledged } from '../../contract/rules/answered';
import { type Standing, standingOf } from '../../contract/rules/board-standing';
import { whom } from '../../contract/rules/whom';
import { inOneLine, shorten } from '../../core/text/shorten';
import { channelWords, outcomeWordOf } from '../words/board-words';
import { reportWord } from '../words/report-words';

/** Longest text of a message in a report (characters), and longest report in all: a chat's message holds 30 KB. */
const longestText = 300;
const longestReport = 9_000;

/** Foreign text as one line that no mark of direction turns around. */
const oneLine = (text: string): string => shorten(inOneLine(tidied(text)), longestText);

/** Parts of a report: those who still need someone come first. */
const parts: readonly { standing: Standing; word: 'needs-you' | 'unread' | 'read-part' | 'acknowledged-part' }[] = [
  { standing: 'needs-you', word: 'needs-you' },
  { standing: 'unread', word: 'unread' },
  { standing: 'read', word: 'read-part' },
  { standing: 'acknowledged', word: 'acknowledged-part' },
];

/**
 * The result of a buzz as plain text, for the next shift: who was called how and when, and who has read. Names and texts are
 * data: each stays in its line, and nothing in them is a format.
 *
 * @param now the moment as of which it is told (ms since the epoch)
 */
export const reportOf = (board: Board, { locale, zone, now }: { locale: Locale; zone: Zone; now: number }): string => {
  const time = (at: number, style: 'minute' | 'second' = 'second') => localTime(at, zone, locale, style);
  const say = (...[word, values]: [Parameters<typeof reportWord>[1], Parameters<typeof reportWord>[2]?]) =>
    reportWord(locale, word, values);
  const callOf = ({ via, outcome, at }: BoardStep): string => {
    const said = {
      at: time(at),
      channel: channelWords[locale][via],
      outcome: outcomeWordOf({ outcome, readAt: null, ack: null }, locale),
    };
    if (outcome === 'accepted' || outcome === 'pending') return say('call', said);
    return say(outcome === 'unknown' ? 'call-maybe' : 'call-failed', said);
  };
  /** What became of the person in the end, with their own words. */
  const endOf = ({ ack, replies, readAt }: BoardPerson): string => {
    const last = replies.at(-1)?.text ?? (ack && ack.by !== 'reaction' ? ack.word : null);
    const read = readAt === null ? say('not-read') : say('read-at', { at: time(readAt) });
    const end = ack === null ? read : say(ack.declined ? 'declined-at' : 'acknowledged-at', { at: time(ack.at) });
    return last === null ? end : say('said', { end, words: oneLine(last) });
  };
  const lineOf = (person: BoardPerson): string => {
    const called = person.steps.filter((step) => step.outcome !== 'not-called').map(callOf);
    return say('person', {
      name: oneLine(whom(person, locale)),
      calls: called.length > 0 ? called.join(say('comma')) : say('no-call'),
      end: endOf(person),
    });
  };
  const read = board.people.filter(({ readAt }) => readAt !== null).length;
  const acknowledged = board.people.filter(hasAcknowledged).length;
  const facts = [
    say('read', { read, all: board.people.length }),
    ...(board.asks || acknowledged > 0 ? [say('acknowledged', { acknowledged, all: board.people.length })] : []),
    ...(board.recalled ? [say('recalled')] : board.state === 'stopped' ? [say('stopped')] : []),
  ];
  const text = [
    `${board.practice ? say('practice') : ''}${say('head', {
      title: oneLine(board.title),
      at: localTime(board.createdAt, zone, locale, 'shortMinute'),
    })}`,
    say('message', { text: oneLine(board.text) }),
    say('by', { asker: oneLine(board.asker) }),
    facts.join(say('comma')),
    ...parts.flatMap(({ standing, word }) => {
      const people = board.people.filter((person) => standingOf(person, board.ladder) === standing);
      return people.length === 0 ? [] : [say(word, { count: people.length }), ...people.map(lineOf)];
    }),
    ...board.notes
      .filter(({ kind }) => kind === 'follow-up')
      .map((note) => say('follow-up', { at: time(note.at), text: oneLine(note.text) })),
    say('until', { at: localTime(now, zone, locale, 'shortMinute') }),
  ].join('\n');
  return shorten(text, longestReport);
};
