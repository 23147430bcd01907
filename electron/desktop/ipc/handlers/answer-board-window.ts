import { adviceWords } from '../../../contract/advice/advice-words';
import { failed, ok, problem } from '../../../contract/advice/problem';
import type { Startup } from '../../../contract/ipc/shell';
import type { Program } from '../../program';
import type { Handlers } from '../ipc-host';

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
