import { deferred } from './deferred';

/** Chromium takes a few short steps of the main thread from the first answer until it starts the page's process, ms. */
const stepsMs = 20;
/** However the page fares, the program starts, ms. */
const latestMs = 1000;
/** From its first frame until the program is there, with time to spare, ms. */
const settlingMs = 250;

/** How far the first page has come, as far as its requests tell. */
export interface PageProgress {
  /** To be told of every file that was handed over. */
  served(): void;
  /** Its process is being started, on another core: a good time to load code in this one. */
  opening: Promise<void>;
  /** To be told of its first frame. */
  painted(): void;
  /** Its first frame is there: nothing of what it shows waits for this process. */
  drawn: Promise<void>;
  /** It can be used: what nobody waits for may be loaded. */
  shown: Promise<void>;
}

/**
 * The page's process and the program start side by side. The main thread is Chromium's as well: work at the wrong moment
 * keeps it from handing over the page, and then both are late (a third of the time to the first frame, measured).
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
