import { ok } from '../../contract/problem';
import type { Handlers } from '../ipc-host';
import type { Program } from './program';

type Board = Pick<
  Handlers,
  | 'getBoard'
  | 'watchBoard'
  | 'askReceipts'
  | 'planAgain'
  | 'recallBuzz'
  | 'stopBuzz'
  | 'undoBuzz'
  | 'continueLadder'
  | 'tryNow'
  | 'getDiagnostics'
>;

/** The board: what became of each person, and what can still be done about it. */
export const answerBoard = ({ engine, onWatched }: Program): Board => ({
  getBoard: ({ id }) => engine.board(id),
  watchBoard: ({ id }) => {
    engine.watch(id);
    onWatched();
    return ok(undefined);
  },
  askReceipts: async ({ id }) => {
    const asked = await engine.askReceipts(id);
    return asked.ok ? ok(undefined) : asked;
  },
  planAgain: ({ id, channel, people }) => engine.planAgain(id, channel, people),
  recallBuzz: ({ id }) => engine.recall(id),
  stopBuzz: ({ id }) => engine.stop(id),
  undoBuzz: ({ id }) => engine.undo(id),
  continueLadder: ({ id, gesture }) => engine.continueLadder(id, gesture),
  tryNow: ({ id }) => engine.tryNow(id),
  getDiagnostics: ({ id }) => engine.diagnostics(id),
});
