import { adviceWords } from '../../contract/advice/advice-words';
import { failed, ok, problem } from '../../contract/advice/problem';
import type { PageWords, Startup, View } from '../../contract/ipc/startup';
import { localDay, type Zone } from '../../contract/local-time';
import type { Board } from '../../contract/model/board';
import type { WorkspaceId } from '../../contract/model/ids';
import type { Locale } from '../../contract/model/settings';
import type { WorkspaceView } from '../../contract/model/workspace';
import type { Engine } from '../../core/buzz/engine/engine';
import type { OpenWorkspaces } from '../../core/open-workspaces';
import type { Store } from '../../core/ports/store';
import { inOneLine, shorten } from '../../core/text/shorten';
import { fileWords } from '../files/csv-words';
import { exportActivity } from '../files/export-activity';
import type { SaveAs } from '../files/file-dialogs';
import { reportOf } from '../files/report-of';
import type { BoardActs } from '../hand-over/board-acts';
import type { Handlers } from '../ipc/ipc-host';
import type { Boards } from '../windows/boards';

export interface ActivityHandlersDeps {
  engine: Engine;
  store: Store;
  locale: () => Locale;
  zone: () => Zone;
  currentWorkspaceId: () => WorkspaceId;
  saveAs: SaveAs;
}

/** Activity: lists past buzzes, exports them as CSV, and starts a draft from one. */
export const activityHandlers = ({
  engine,
  store,
  locale,
  zone,
  currentWorkspaceId,
  saveAs,
}: ActivityHandlersDeps): Pick<Handlers, 'listActivity' | 'getFigures' | 'exportActivity' | 'repeatBuzz'> => ({
  listActivity: (page) => ok(engine.list(page)),

  getFigures: ({ reading }) => ok(engine.figures(currentWorkspaceId(), reading)),

  exportActivity: async (search) => {
    const today = localDay(Date.now(), zone());
    const file = await saveAs(`${fileWords[locale()]} ${today}.csv`, { name: 'CSV', extension: 'csv' });
    return file === null ? ok(null) : exportActivity(engine, search, file, { locale: locale(), zone: zone() });
  },

  repeatBuzz: ({ id }) => engine.repeat(id, (workspaceId) => store.groups(workspaceId)),
});

/** Longest title of a board's window (characters): title bars and taskbars show no more. */
const titleLength = 80;

export interface BoardWindowHandlersDeps {
  engine: Engine;
  boards: Boards;
  store: Store;
  locale: () => Locale;
  workspaces: () => readonly WorkspaceView[];
  movedTo: () => Zone | null;
  pageWords: () => PageWords;
  pagePlatform: Startup['platform'];
}

/** The first question of a board's own window: which board it shows, in which language and theme. */
export const boardWindowHandlers = (deps: BoardWindowHandlersDeps): Pick<Handlers, 'getBoardWindow'> => ({
  getBoardWindow: (_nothing, asker) => {
    const id = deps.boards.idOf(asker);
    const board = id === null ? failed(problem('buzz-gone')) : deps.engine.board(id);
    if (!board.ok) return board;
    const { theme, reduceMotion, zoom } = deps.store.settings();
    const locale = deps.locale();
    return ok({
      id: board.value.id,
      // A board needs no more of them than their colors.
      workspaces: deps.workspaces().map(({ id, name, practice }) => ({ id, name, practice })),
      text: shorten(inOneLine(board.value.text), titleLength) || board.value.title,
      platform: deps.pagePlatform,
      locale,
      zone: deps.movedTo(),
      advice: adviceWords[locale],
      words: deps.pageWords(),
      settings: { theme, reduceMotion, zoom },
      seen: deps.boards.isOnScreen(asker),
    });
  },
});

export interface BoardHandlersDeps {
  engine: Engine;
  /** What is done to a buzz, wherever its ladder climbs. */
  acts: BoardActs;
  boards: Boards;
  open: Pick<OpenWorkspaces, 'directory'>;
  locale: () => Locale;
  zone: () => Zone;
  popup: { showAtTray(view?: View): void };
}

type BoardHandlers = Pick<
  Handlers,
  | 'getBoard'
  | 'openBoard'
  | 'watchBoard'
  | 'askReceipts'
  | 'planAgain'
  | 'recallBuzz'
  | 'takeBack'
  | 'stopBuzz'
  | 'undoBuzz'
  | 'continueLadder'
  | 'tryNow'
  | 'getDiagnostics'
  | 'getReport'
  | 'planNote'
  | 'confirmNote'
  | 'repeatNote'
  | 'sendAgain'
>;

/** The board: each person's outcome, and the actions still possible. */
export const boardHandlers = ({
  engine,
  acts,
  boards,
  popup,
  open,
  locale,
  zone,
}: BoardHandlersDeps): BoardHandlers => {
  const reportAsOfNow = (board: Board) => reportOf(board, { locale: locale(), zone: zone(), now: Date.now() });
  return {
    getBoard: ({ id }) => engine.board(id),
    openBoard: ({ id }) => {
      const board = engine.board(id);
      return board.ok ? ok(boards.open(id)) : board;
    },
    watchBoard: ({ id }, asker) => ok(boards.watch(asker, id)),
    askReceipts: async ({ id }) => {
      const asked = await acts.askReceipts(id);
      return asked.ok ? ok(undefined) : asked;
    },
    planAgain: ({ id, channel, people }) => engine.planAgain(id, channel, people),
    recallBuzz: ({ id }) => acts.recall(id),
    stopBuzz: ({ id }) => acts.stop(id),
    undoBuzz: ({ id }) => acts.undo(id),
    continueLadder: ({ id, gesture }) => acts.continueLadder(id, gesture),
    takeBack: ({ id }) => acts.takeBack(id),
    tryNow: ({ id }) => engine.tryNow(id),
    getDiagnostics: ({ id }) => engine.diagnostics(id),
    getReport: ({ id }) => {
      const board = engine.board(id);
      return board.ok ? ok(reportAsOfNow(board.value)) : board;
    },
    planNote: async (wish) => {
      const board = engine.board(wish.id);
      if (!board.ok) return board;
      if (wish.kind === 'follow-up') return engine.planNote(wish.id, wish);
      const directory = open.directory(board.value.workspaceId);
      if (!directory.ok) return directory;
      // The name is Feishu's: the person agrees to the chat that will get it.
      const chat = await directory.value.findChat(wish.chatId);
      if (!chat.ok) return chat;
      const { chatId, name } = chat.value;
      return engine.planNote(wish.id, { kind: 'report', text: reportAsOfNow(board.value), chat: { chatId, name } });
    },
    confirmNote: ({ planId }) => engine.confirmNote(planId),
    repeatNote: ({ id, note }) => engine.repeatNote(id, note),
    sendAgain: ({ id }) => ok(popup.showAtTray({ screen: 'compose', repeat: id })),
  };
};
