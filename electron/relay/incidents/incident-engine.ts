import type { Board } from '../../contract/model/board';
import type { BuzzId } from '../../contract/model/ids';
import type { Engine } from '../../core/buzz/engine/engine';

/** What incidents ask of the engine that acts for their workspace. */
export interface IncidentEngine {
  /** null: there is no such buzz. */
  board(id: BuzzId): Promise<Board | null>;
  /** Ends a buzz because its alarm is over: what has left stays. */
  stop(id: BuzzId): Promise<void>;
  /** Answers the messages of a buzz quietly, once for each `note`. False: it could not be written, and may be tried again. */
  tell(id: BuzzId, text: string, note: string): Promise<boolean>;
}

/** @param warm brings an older buzz into memory, where a ledger needs that */
export const incidentEngine = (
  engine: Pick<Engine, 'board' | 'stop' | 'planNote' | 'confirmNote'>,
  warm: (id: BuzzId) => Promise<unknown> = async () => undefined,
): IncidentEngine => ({
  board: async (id) => {
    await warm(id);
    const board = engine.board(id);
    return board.ok ? board.value : null;
  },
  stop: async (id) => {
    await warm(id);
    const board = engine.board(id);
    // Stopped once more after a crash, it would stop the reply to its own end.
    if (board.ok && board.value.stoppedBy !== 'alarm') await engine.stop(id, 'alarm');
  },
  tell: async (id, text, note) => {
    await warm(id);
    const plan = engine.planNote(id, { kind: 'follow-up', text, quiet: true });
    // Of a buzz that is gone, or whose messages are, no person has to hear more.
    if (!plan.ok || plan.value.problem) return true;
    return (await engine.confirmNote(plan.value.id, note)).ok;
  },
});
