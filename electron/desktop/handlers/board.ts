import { adviceWords } from '../../contract/advice/advice-words';
import { failed, ok, problem } from '../../contract/advice/problem';
import type { Startup } from '../../contract/ipc/startup';
import { fileWords } from '../files/csv-words';
import { exportActivity } from '../files/export-activity';
import type { SaveAs } from '../files/file-dialogs';
import type { Handlers } from '../ipc/ipc-host';
import type { Program } from '../program';

type Activity = Pick<Handlers, 'listActivity' | 'exportActivity' | 'repeatBuzz'>;

export interface ActivityParts {
  saveAs: SaveAs;
}

/** Activity: every buzz there was, found again, taken along, made again. */
export const answerActivity = ({ engine, store, locale }: Program, { saveAs }: ActivityParts): Activity => ({
  listActivity: (page) => ok(engine.list(page)),

  exportActivity: async (search) => {
    const today = new Date().toLocaleDateString('sv-SE');
    const file = await saveAs(`${fileWords[locale()]} ${today}.csv`, { name: 'CSV', extension: 'csv' });
    return file === null ? ok(null) : exportActivity(engine, search, file, locale());
  },

  repeatBuzz: ({ id }) => engine.repeat(id, (workspaceId) => store.groups(workspaceId)),
});

/** A title bar and a taskbar show no more of it. */
const titleLength = 80;

const inOneLine = (text: string): string => {
  const line = text.replaceAll(/\s+/g, ' ').trim();
  return line.length > titleLength ? `${line.slice(0, titleLength - 1).trimEnd()}…` : line;
};

/** A board's own window: which board it was opened for, and in which language. */
export const answerBoardWindow = (
  program: Program,
  platform: Startup['platform'],
): Pick<Handlers, 'getBoardWindow'> => ({
  getBoardWindow: (_nothing, asker) => {
    const id = program.boards.idOf(asker);
    const board = id === null ? failed(problem('buzz-gone')) : program.engine.board(id);
    if (!board.ok) return board;
    const { theme, reduceMotion, zoom } = program.store.settings();
    const locale = program.locale();
    return ok({
      id: board.value.id,
      text: inOneLine(board.value.text) || board.value.title,
      platform,
      locale,
      advice: adviceWords[locale],
      words: program.pageWords(),
      settings: { theme, reduceMotion, zoom },
      seen: program.boards.isOnScreen(asker),
    });
  },
});

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
