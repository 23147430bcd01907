import type { Problem } from '../../contract/advice/problem';
import type { Chat } from '../../contract/model/chat';
import type { Suggestions } from '../../contract/model/directory';
import type { Group } from '../../contract/model/group';
import type { Clock } from '../ports/clock';
import type { Directory } from './directory';
import { SearchIndex, type SearchIndexDeps } from './search-index/search-index';

/** Pause after Feishu could not be asked, before typing asks it again (ms). */
const restMs = 10_000;

/**
 * Finds recipients at every key. Answers with the people and chats known now, and asks for newer ones meanwhile; only the
 * first question waits for them.
 */
export class RecipientFinder {
  readonly #directory: Pick<Directory, 'look' | 'knownPeople' | 'knownDepartments' | 'listChats'>;
  readonly #clock: Clock;
  readonly #index: SearchIndex;
  #chats: readonly Chat[] = [];
  #problem: Problem | null = null;
  #asking: Promise<void> | null = null;
  #askedOnce = false;
  #restUntil = 0;
  readonly #onRead: () => void;
  #awaited: Promise<void> | null = null;

  constructor(
    deps: {
      directory: Pick<Directory, 'look' | 'knownPeople' | 'knownDepartments' | 'listChats'>;
      clock: Clock;
      /** All names have been read: earlier answers may have missed some. */
      onRead: () => void;
    } & SearchIndexDeps,
  ) {
    this.#onRead = deps.onRead;
    this.#directory = deps.directory;
    this.#clock = deps.clock;
    this.#index = new SearchIndex(deps);
  }

  /** Recipients that match a query, and why people may be missing. `recent`: keys, the newest first. */
  async find(query: string, groups: readonly Group[], recent: readonly string[]): Promise<Suggestions> {
    const asked = this.#ask();
    if (!this.#askedOnce) await asked;
    const departments = this.#directory.knownDepartments();
    this.#index.use({ groups, people: this.#directory.knownPeople().people, chats: this.#chats, departments }, recent);
    if (this.#index.reading) this.#tellWhenRead();
    return { rows: this.#index.search(query), problem: this.#problem };
  }

  #tellWhenRead(): void {
    const { ready } = this.#index;
    if (this.#awaited === ready) return;
    this.#awaited = ready;
    void ready.then(() => {
      if (!this.#index.reading) this.#onRead();
    });
  }

  /** Asks for people and chats; the directory keeps fresh answers, so that this seldom leads to a call. */
  #ask(): Promise<void> {
    if (this.#clock.now() < this.#restUntil) return Promise.resolve();
    this.#asking ??= this.#look().finally(() => {
      this.#asking = null;
      this.#askedOnce = true;
    });
    return this.#asking;
  }

  async #look(): Promise<void> {
    const problem = await this.#directory.look();
    const chats = await this.#directory.listChats();
    if (chats.ok) this.#chats = chats.value;
    else this.#restUntil = this.#clock.now() + restMs;
    this.#problem = problem ?? (chats.ok ? null : chats.problem);
  }
}
