import { deferred } from './deferred';

/** Time from the first served file until Chromium starts the page's process (ms): a few short steps on the main thread. */
const stepsMs = 20;
/** Longest wait for the page (ms): then the program starts anyway. */
const latestMs = 1000;
/** Time from the page's first content until the program is usually loaded, with a margin (ms). */
const settlingMs = 250;

/** Progress of the first page, as its requests show it. */
export interface PageProgress {
  /** To be called after every file that was served. */
  served(): void;
  /** Resolves when its process starts, on another core: a good time to load code in this one. */
  opening: Promise<void>;
  /** To be called when its content stands on the screen. Not at `ready-to-show`, which comes with a page that is empty. */
  painted(): void;
  /** Resolves then: nothing on the screen waits for this process any more. */
  drawn: Promise<void>;
  /** Resolves when it can be used: code that no person waits for may be loaded. */
  shown: Promise<void>;
}

/**
 * Lets the page's process and the program start side by side. The main thread is Chromium's as well: work at the wrong
 * moment delays the page's files, and then both are late (by a third of the time to the first content, measured).
 */
export const createPageProgress = (wait: (ms: number) => Promise<void>): PageProgress => {
  const served = deferred<void>();
  const painted = deferred<void>();
  const opening = Promise.race([served.promise.then(() => wait(stepsMs)), wait(latestMs)]);
  const drawn = opening.then(() => Promise.race([painted.promise, wait(latestMs)]));
  return {
    served: served.resolve,
    painted: painted.resolve,
    opening,
    drawn,
    shown: drawn.then(() => wait(settlingMs)),
  };
};
