import type { Problem } from '../../../contract/advice/problem';
import { afterRefusal } from './after-refusal';
import type { DirectoryRecord } from './directory-record';
import type { PeopleBook } from './people-book';
import { type ContactsSource, readContactsPage } from './read-contacts-page';
import { questionOf } from './reading';

export interface ReadContactsDeps {
  book: PeopleBook;
  feishu: ContactsSource;
  /** Its turn: slowly, and not while a buzz is being sent. Rejects when aborted. */
  turn: (signal: AbortSignal) => Promise<void>;
  learn: (record: DirectoryRecord) => void;
}

/**
 * Reads the company's contacts on from where the book is, a call at a time. Answers with null at the end, or with what
 * keeps it from going on now; the book then knows where to. Rejects when aborted, between two calls.
 */
export const readContacts = async (deps: ReadContactsDeps, signal: AbortSignal): Promise<Problem | null> => {
  const { book, feishu, turn, learn } = deps;
  const begunAnew = new Set<string>();
  for (;;) {
    const { reading } = book;
    const next = reading && questionOf(reading);
    if (!reading || !next) return null;
    await turn(signal);
    const page = await readContactsPage(feishu, reading, next, (openId) => book.nameOf(openId));
    signal.throwIfAborted();
    if (page.ok) {
      learn(page.value);
      continue;
    }
    const list = `${next.place.stage} ${next.place.index}`;
    const skipped = afterRefusal(next.place, page.failure, reading.shown, begunAnew.has(list));
    if (!skipped) return page.failure.problem;
    if (skipped.problems.length === 0) begunAnew.add(list);
    learn(skipped);
  }
};
