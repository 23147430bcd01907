import type { Board } from '../../../../contract/model/board';
import { parseJson } from '../../../../core/text/read-text';
import { eventsIn } from '../../../hand-over/event-stream';
import type { RelayCalls } from '../../../hand-over/relay-calls';
import { readBoard } from './read-answers';

/** Longest time without a word from the relay, which says something every 15 s (ms). */
const silentMs = 45_000;
/** Time between two attempts to open the stream (ms). */
const againMs = 1_000;

export interface FollowDeps {
  calls: RelayCalls;
  pause(ms: number): Promise<void>;
  now(): number;
}

/**
 * Follows a board until `enough` is true of it or the time is over (ms since the epoch; null: without end), and gives it up
 * after so long without the relay. A stream that breaks is taken up again where it was.
 */
export const followBoard = async (
  id: Board['id'],
  enough: (board: Board) => boolean,
  { until, giveUpMs }: { until: number | null; giveUpMs: number },
  { calls, pause, now }: FollowDeps,
): Promise<'enough' | 'late' | 'gone'> => {
  let after: string | null = null;
  let heardAt = now();
  for (;;) {
    const end = new AbortController();
    let silence = setTimeout(() => end.abort(), silentMs);
    const late = until === null ? undefined : setTimeout(() => end.abort(), Math.max(0, until - now()));
    try {
      const stream = await calls.events(`/v1/events?buzz=${id}`, after, end.signal);
      const word = () => {
        heardAt = now();
        clearTimeout(silence);
        silence = setTimeout(() => end.abort(), silentMs);
      };
      for await (const event of stream ? eventsIn(stream, word) : []) {
        after = event.id ?? after;
        const board = event.name === 'board' ? readBoard(parseJson(event.data)) : null;
        if (board?.id === id && enough(board)) return 'enough';
      }
    } catch {
      // Aborted, or broken: the loop looks which.
    } finally {
      clearTimeout(silence);
      clearTimeout(late);
      end.abort();
    }
    if (until !== null && now() >= until) return 'late';
    if (now() - heardAt > giveUpMs) return 'gone';
    await pause(againMs);
  }
};
