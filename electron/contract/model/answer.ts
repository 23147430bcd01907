import { z } from 'zod';
import { answerLimits } from '../limits';

/** 快捷回复 (bubble): a prepared answer under a direct message, in both languages: each person sees it in their own. */
export const Bubble = z.strictObject({
  'zh-CN': z.string().trim().min(1).max(answerLimits.bubble),
  'en-US': z.string().trim().min(1).max(answerLimits.bubble),
});
export type Bubble = z.infer<typeof Bubble>;

/** The way in which a person answered. `reply` is any text of theirs, `reaction` an emoji under the message. */
export type AnsweredBy = 'bubble' | 'reaction' | 'reply';

/**
 * 已确认 (acknowledged): the answer of a person that says they have it, the first one. Their refusal instead if they only
 * declined: that is shown and stops nothing.
 */
export interface Ack {
  /** Time of the answer (ms since the epoch). */
  at: number;
  by: AnsweredBy;
  /** The emoji's type, or the beginning of the text. */
  word: string;
  declined: boolean;
  /** They took the reaction back since, and gave no other answer. It still counts: nothing is armed anew. */
  takenBack: boolean;
}

/** A text that a person wrote after the message, or the bubble they tapped. */
export interface Reply {
  /** ms since the epoch */
  at: number;
  text: string;
  /** Number of the bubble tapped, from 0; null: a text of their own. Only the first bubble acknowledges. */
  bubble: number | null;
}
