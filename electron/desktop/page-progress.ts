/** Chromium takes a few short steps of the main thread from the first answer until it starts the page's process, ms. */
const stepsMs = 20;
/** So long after its last file a page asks for no more, ms. */
const quietMs = 8;
/** However the page fares, the program starts, ms. */
const latestMs = 1000;
/** From its files to its first frame, with time to spare, ms. */
const drawingMs = 250;

/** How far the first page has come, as far as its requests tell. */
export interface PageProgress {
  /** To be told of every file that was handed over. */
  served(): void;
  /** Its process is being started, on another core: a good time to load code in this one. */
  opening: Promise<void>;
  /** It has its files and is busy with them: from here on nothing waits for this process but its first question. */
  busy: Promise<void>;
  /** It shows: what nobody waits for may be loaded. */
  shown: Promise<void>;
}

/**
 * The page's process and the program start side by side. The main thread is Chromium's as well: work at the wrong moment
 * keeps it from handing over the page, and then both are late (a third of the time to the first frame, measured).
 */
export const createPageProgress = (wait: (ms: number) => Promise<void>): PageProgress => {
  let files = 0;
  let open: () => void = () => undefined;
  let settle: () => void = () => undefined;
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  const settled = new Promise<void>((resolve) => {
    settle = resolve;
  });
  const opening = Promise.race([opened.then(() => wait(stepsMs)), wait(latestMs)]);
  const busy = opening.then(() => Promise.race([settled, wait(latestMs)]));
  return {
    served: () => {
      files += 1;
      const mine = files;
      open();
      // The page itself, and then what it is made of.
      if (mine > 1) void wait(quietMs).then(() => mine === files && settle());
    },
    opening,
    busy,
    shown: busy.then(() => wait(drawingMs)),
  };
};
