import { ok } from '../../../contract/advice/problem';
import type { Program } from '../../program';
import type { Handlers } from '../ipc-host';

type Board = Pick<
  Handlers,
  | 'getBoard'
  | 'openBoard'
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
export const answerBoard = ({ engine, boards }: Program): Board => ({
  getBoard: ({ id }) => engine.board(id),
  openBoard: ({ id }) => {
    const board = engine.board(id);
    return board.ok ? ok(boards.open(id)) : board;
  },
  watchBoard: ({ id }, asker) => ok(boards.watch(asker, id)),
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
