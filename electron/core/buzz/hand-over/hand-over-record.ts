import type { Problem } from '../../../contract/advice/problem';
import type { BoardClimber } from '../../../contract/model/board';
import type { HandOverEntry } from '../entries/hand-over-entries';

/**
 * Who climbs the ladder of a buzz, where it was ever handed over. `adopted`: this is the relay, and climbs; `released`: this is
 * the relay, and does not any more. The other states are those of the board.
 */
export interface HandOverRecord {
  state: BoardClimber['state'] | 'adopted';
  relay: string;
  /** Time at which the state began (ms since the epoch). */
  since: number;
  problem: Problem | null;
  /** The position in the relay's ledger from which on nothing of it is known here. */
  next: number;
  /** The relay has given it back: it climbs nowhere until it is taken back. */
  released: boolean;
}

const opened: HandOverRecord = {
  state: 'handing-over',
  relay: '',
  since: 0,
  problem: null,
  next: 0,
  released: false,
};

/** The record after this entry. */
export const applyHandOver = (known: HandOverRecord | null, entry: HandOverEntry): HandOverRecord => {
  const before = known ?? opened;
  const begins = { since: entry.at, problem: null };
  switch (entry.kind) {
    case 'handing-over':
      return { ...opened, since: entry.at, relay: entry.relay };
    case 'handed-over':
      return { ...before, ...begins, state: 'handed-over', relay: entry.relay, next: entry.next };
    case 'hand-over-refused':
      return { ...before, ...begins, state: 'refused', problem: entry.problem };
    case 'relay-entries':
      return { ...before, next: entry.from + entry.count, released: before.released || entry.released };
    case 'taken-back':
      return { ...before, ...begins, state: 'taken-back', released: false };
    case 'adopted':
    case 'released':
      return { ...before, ...begins, state: entry.kind };
  }
};

/** As a board shows it; when the relay was last heard is told by the program that talks to it. */
export const boardClimber = (known: HandOverRecord | null, elsewhere: boolean): BoardClimber | null => {
  if (!known || known.state === 'adopted') return null;
  const { relay, state, since, problem } = known;
  return { relay, state, elsewhere, since, problem, lastHeardAt: null, reachable: null };
};
