import type { BuzzRecord } from '../record/buzz-record';

/**
 * Most questions for readers that a step asks by itself in vain, together with those for answers no more than sixty in two
 * hours: every call counts against the company's month.
 */
const mostInVain = { beside: 32, alone: 60 } as const;
/** The rhythm's times in the first minutes, in which half of them may be asked, and after those. */
const early = 5;
const late = 23;

/**
 * How many messages may be asked about at a time of the rhythm. One message is always asked about. A question that finds a
 * reader is not in vain, so asking goes on as long as it brings something.
 */
export class QuestionBudget {
  #step = -1;
  #turn = 0;
  #inVain = 0;

  /** @param questions number of messages that could be asked about now */
  allowed(record: BuzzRecord, questions: number): number {
    const step = record.stepAt.length;
    if (step !== this.#step) {
      this.#step = step;
      this.#turn = 0;
      this.#inVain = 0;
    }
    const most = record.confirmed.ask ? mostInVain.beside : mostInVain.alone;
    this.#turn += 1;
    const soon = Math.min(this.#turn, early) / early;
    const later = Math.min(Math.max(0, this.#turn - early), late) / late;
    const left = Math.floor((most / 2) * (soon + later)) - this.#inVain;
    const least = questions === 1 || !record.confirmed.ask ? 1 : 0;
    return Math.max(left, least);
  }

  /** Notes how many of the questions were in vain. */
  asked(inVain: number): void {
    this.#inVain += inVain;
  }
}
