import type { BuzzId, WorkspaceId } from '../../contract/model/ids';
import { hourMs } from '../../core/ports/clock';

/**
 * 事件 (incident): what a buzz of the relay is about, from the first word of it until it is over. `own`: it has a buzz of its own.
 * `storm`: its buzz also stands for those that follow. `folded`: it has no buzz, and is told under that of a storm.
 */
export interface Incident {
  /** Letters and digits, unguessable. */
  id: string;
  workspaceId: WorkspaceId;
  /** The webhook that told of it; '': a person named it. */
  hook: string;
  /** SHA-256 (hex) of what tells it from others. */
  key: string;
  kind: 'own' | 'storm' | 'folded';
  title: string;
  /** Decided before the buzz is made, so that a crash in between makes no second one. */
  buzz: BuzzId;
  /** The buzz is in the ledger. */
  made: boolean;
  /** Times in ms since the epoch. */
  openedAt: number;
  heardAt: number;
  /** Number of times it was told of. */
  seen: number;
  /** Time from which a new word of it is a new incident; null: it is open. */
  closedAt: number | null;
  /** What its end asks for is done: the ladder ended, the reply sent. */
  done: boolean;
  /** The reply that its end asks for; null: none. */
  reply: string | null;
  /** Of a storm: how many folded incidents its people were told of, how many they are being told of now, and when the next note may go out. */
  told: number;
  telling: number | null;
  tellAt: number;
}

/** What may change in an incident. */
export type IncidentChange = Partial<
  Pick<Incident, 'buzz' | 'made' | 'heardAt' | 'seen' | 'closedAt' | 'done' | 'reply' | 'told' | 'telling' | 'tellAt'>
>;

/** What a webhook allows itself. Times in ms. */
export interface IncidentRules {
  /** Time after which an incident that was not heard of is over. */
  windowMs: number;
  /** Incidents in five minutes that get a buzz each; null: all do. */
  foldAfter: number | null;
  /** Most buzzes in an hour. */
  perHour: number;
}

const minuteMs = 60_000;
/** Time in which incidents make a storm (ms). */
const stormMs = 5 * minuteMs;
/** Time for which a storm takes incidents in (ms): what begins later is told by a message of its own. */
const stormLifeMs = 30 * minuteMs;
/** Time from a storm to its first note, and between two of them (ms). */
export const firstNoteMs = minuteMs;
export const nextNoteMs = 5 * minuteMs;

/** What becomes of a new incident. `number`: how many there were in five minutes, it included. */
export type Decision =
  | { kind: 'own' }
  | { kind: 'storm'; number: number }
  | { kind: 'folded'; storm: Incident }
  | { kind: 'full'; seconds: number };

/**
 * Decides about a new incident of a webhook from those that it opened within the last hour. Pure. The first of a storm have buzzes
 * of their own; the next one's says that it is a storm, and takes the others in.
 *
 * @param takesIn whether the buzz of a storm still stands: it is not stopped, recalled or over
 */
export const decide = (
  recent: readonly Incident[],
  { foldAfter, perHour }: Pick<IncidentRules, 'foldAfter' | 'perHour'>,
  now: number,
  takesIn: (storm: Incident) => boolean,
): Decision => {
  const within = (ms: number) => recent.filter(({ openedAt }) => openedAt > now - ms);
  const lately = within(stormMs).length;
  const isStorm = foldAfter !== null && lately >= foldAfter;
  const buzzes = within(hourMs).filter(({ kind }) => kind !== 'folded');
  const isFull = buzzes.length >= perHour;
  if (isStorm || isFull) {
    const storm = within(stormLifeMs).find((each) => each.kind === 'storm' && takesIn(each));
    if (storm) return { kind: 'folded', storm };
  }
  if (isFull) {
    const first = buzzes.reduce((oldest, { openedAt }) => Math.min(oldest, openedAt), now);
    return { kind: 'full', seconds: Math.max(1, Math.ceil((first + hourMs - now) / 1000)) };
  }
  return isStorm ? { kind: 'storm', number: lately + 1 } : { kind: 'own' };
};
