import { answerLimits } from '../../../contract/limits';
import type { Ack, Reply } from '../../../contract/model/answer';
import type { Answered, AnswersEntry } from './entry';

type Reaction = Extract<Answered, { by: 'reaction' }>;
type Said = Extract<Answered, { by: 'reply' }>;

/**
 * What one person has answered, as a set of facts. Facts that are heard twice or in another order come to the same, as
 * events and questions tell them in any order.
 */
export interface RecordAnswers {
  /** By emoji and time. */
  reactions: Map<string, Reaction>;
  /** Time up to which reactions with this emoji were taken back (ms since the epoch). */
  takenUpTo: Map<string, number>;
  /** By time and text: Feishu may push one message under two ids (feishu-api 6.4). */
  said: Map<string, Said>;
}

export const noAnswers = (): RecordAnswers => ({ reactions: new Map(), takenUpTo: new Map(), said: new Map() });

/** Emoji that decline (feishu-api 11.2): shown, and stop nothing. */
export const declining: ReadonlySet<string> = new Set(['No', 'CrossMark', 'ThumbsDown']);

const reactionKey = ({ emoji, at }: Reaction) => `${at} ${emoji}`;
const saidKey = ({ at, text }: Said) => `${at} ${text}`;

/** Keeps the earliest of too many facts, whatever order they came in. */
const keep = <Fact extends { at: number }>(
  facts: Map<string, Fact>,
  key: string,
  fact: Fact,
  most: number,
): boolean => {
  if (facts.has(key)) return false;
  facts.set(key, fact);
  if (facts.size <= most) return true;
  const last = [...facts].reduce((a, b) => (a[1].at > b[1].at || (a[1].at === b[1].at && a[0] > b[0]) ? a : b))[0];
  facts.delete(last);
  return last !== key;
};

/** Adds a fact; false: it was known, or there are enough. */
export const addAnswer = (answers: RecordAnswers, fact: Answered): boolean =>
  fact.by === 'reaction'
    ? keep(answers.reactions, reactionKey(fact), fact, answerLimits.reactions)
    : keep(answers.said, saidKey(fact), fact, answerLimits.replies);

/** Takes back what was given with this emoji up to that time; false: that was known. */
export const takeBack = (answers: RecordAnswers, { emoji, upTo }: AnswersEntry['taken'][number]): boolean => {
  if ((answers.takenUpTo.get(emoji) ?? 0) >= upTo) return false;
  answers.takenUpTo.set(emoji, upTo);
  return true;
};

const isTaken = ({ takenUpTo }: RecordAnswers, { emoji, at }: Reaction): boolean => at <= (takenUpTo.get(emoji) ?? 0);

/** The reactions of a person that stand, as far as is known. */
export const standing = (answers: RecordAnswers): readonly Reaction[] =>
  [...answers.reactions.values()].filter((reaction) => !isTaken(answers, reaction));

type Fact = Pick<Ack, 'at' | 'by' | 'word'> & { taken: boolean };

const inOrder = (a: Fact, b: Fact): number => a.at - b.at || (a.by + a.word < b.by + b.word ? -1 : 1);

const wordOf = (reaction: Reaction, answers: RecordAnswers): Fact => ({
  at: reaction.at,
  by: 'reaction',
  word: reaction.emoji,
  taken: isTaken(answers, reaction),
});

/** The facts that acknowledge: the first bubble, any text of their own, a reaction that does not decline; oldest first. */
const acknowledging = (answers: RecordAnswers): readonly Fact[] => {
  const said = [...answers.said.values()].flatMap(({ at, text, bubble }): Fact[] =>
    bubble === null || bubble === 0
      ? [{ at, by: bubble === 0 ? 'bubble' : 'reply', word: text.slice(0, answerLimits.word), taken: false }]
      : [],
  );
  const reacted = [...answers.reactions.values()].filter(({ emoji }) => !declining.has(emoji));
  return [...said, ...reacted.map((reaction) => wordOf(reaction, answers))].sort(inOrder);
};

/** The reply that acknowledges, the first one: a text of their own, or the first bubble; null: they wrote none. */
export const acknowledgingReply = ({ said }: RecordAnswers): Said | null =>
  [...said.values()]
    .filter(({ bubble }) => bubble === null || bubble === 0)
    .reduce<Said | null>((first, each) => (first === null || each.at < first.at ? each : first), null);

/** A person's answer as the board shows it: the first that stands; else one that they took back; else their refusal. */
export const ackOf = (answers: RecordAnswers): Ack | null => {
  if (answers.reactions.size === 0 && answers.said.size === 0) return null;
  const yes = acknowledging(answers);
  const [shown] = [...yes.filter(({ taken }) => !taken), ...yes];
  if (shown) {
    const { at, by, word, taken } = shown;
    return { at, by, word, declined: false, takenBack: taken };
  }
  const no = standing(answers)
    .filter(({ emoji }) => declining.has(emoji))
    .map((reaction) => wordOf(reaction, answers))
    .sort(inOrder)
    .at(-1);
  return no ? { at: no.at, by: no.by, word: no.word, declined: true, takenBack: false } : null;
};

/** Time at which a person first acknowledged (ms since the epoch), taken back or not; null: they did not. */
export const acknowledgedAt = (answers: RecordAnswers): number | null => acknowledging(answers)[0]?.at ?? null;

/** What a person wrote or tapped, oldest first. */
export const repliesOf = ({ said }: RecordAnswers): readonly Reply[] =>
  [...said.values()]
    .sort((a, b) => a.at - b.at || (a.text < b.text ? -1 : 1))
    .map(({ at, text, bubble }) => ({ at, text, bubble }));
