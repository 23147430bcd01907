import type { BuzzId } from '../../contract/model/ids';
import type { Clock } from '../../core/ports/clock';
import { parseJson } from '../../core/text/read-text';
import { eventsIn } from './event-stream';
import type { RelayCalls } from './relay-calls';

/** Longest time without a word from the relay, which says something every 15 s (ms). */
const silentMs = 45_000;
/** Times between two attempts to open the stream: at first, and at most (ms). */
const againMs = { first: 1_000, most: 60_000 } as const;
/** Most buzzes of one stream; those beyond are asked about with each that changes. */
const mostFollowed = 100;

export interface FollowRelayDeps {
  /** The relay as it is set now; null: it cannot be called. */
  calls: () => Promise<RelayCalls | null>;
  /** These may have changed: one of them has, or a gap in the stream may hide that. */
  onChanged: (ids: readonly BuzzId[]) => void;
  /** The stream has opened, or the relay said something on it. */
  onWord: () => void;
  /** The stream could not be opened, or has broken. */
  onGone: () => void;
  clock: Pick<Clock, 'sleep'>;
  /** Random number, 0 ≤ x < 1. */
  random: () => number;
}

/** A stream of what changes at the relay, open only while there is something to follow. */
export interface FollowRelay {
  /** What is followed from now on; none ends the stream. */
  set(ids: readonly BuzzId[]): void;
  /** Opens the stream anew at once: the network may be back. */
  renew(): void;
  close(): void;
}

export const createFollowRelay = (deps: FollowRelayDeps): FollowRelay => {
  const { clock, random } = deps;
  let followed: readonly BuzzId[] = [];
  /** Ends the stream that is open, or the wait for the next attempt. */
  let turn = new AbortController();
  let running = false;
  let failures = 0;
  let after: string | null = null;

  const over = () => followed.length === 0;
  const part = () => followed.slice(0, mostFollowed);

  /** One stream, from opening to its end; answers with whether it was open. */
  const stream = async (signal: AbortSignal): Promise<boolean> => {
    const calls = await deps.calls();
    if (signal.aborted || !calls) return false;
    const silence = new AbortController();
    const end = AbortSignal.any([signal, silence.signal]);
    let patience = new AbortController();
    const word = () => {
      patience.abort();
      patience = new AbortController();
      clock.sleep(silentMs, AbortSignal.any([patience.signal, end])).then(
        () => silence.abort(),
        () => undefined,
      );
    };
    word();
    try {
      const body = await calls.events(`/v1/events?changes=${part().join(',')}`, after, end);
      if (!body || end.aborted) return false;
      failures = 0;
      // What happened while no stream was open.
      deps.onWord();
      deps.onChanged(followed);
      for await (const event of eventsIn(body, () => {
        word();
        deps.onWord();
      })) {
        after = event.id ?? after;
        if (event.name === 'reset') deps.onChanged(followed);
        if (event.name !== 'changed') continue;
        const { id } = (parseJson(event.data) ?? {}) as { id?: unknown };
        deps.onChanged(followed.filter((each) => each === id || !part().includes(each)));
      }
      return true;
    } catch {
      return failures === 0;
    } finally {
      patience.abort();
      silence.abort();
    }
  };

  const run = async (): Promise<void> => {
    running = true;
    while (!over()) {
      const { signal } = turn;
      const wasOpen = await stream(signal);
      if (over() || signal.aborted) continue;
      deps.onGone();
      const longest = Math.min(againMs.first * 2 ** failures, againMs.most);
      if (!wasOpen) failures += 1;
      await clock.sleep(longest * (0.5 + random() / 2), signal).catch(() => undefined);
    }
    running = false;
  };
  const renew = () => {
    turn.abort();
    turn = new AbortController();
  };

  return {
    set: (ids) => {
      if (ids.length === followed.length && ids.every((id) => followed.includes(id))) return;
      followed = [...ids];
      renew();
      if (over()) after = null;
      else if (!running) void run();
    },
    renew: () => {
      failures = 0;
      renew();
    },
    close: () => {
      followed = [];
      renew();
    },
  };
};
