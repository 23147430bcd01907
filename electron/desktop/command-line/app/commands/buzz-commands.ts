import type { Answer } from '../../../../contract/advice/problem';
import type { ActivityRow, Board } from '../../../../contract/model/board';
import type { BuzzId } from '../../../../contract/model/ids';
import type { WorkspaceView } from '../../../../contract/model/workspace';
import type { CommandOf } from '../../protocol/command';
import type { CommandEnd, ExitCode } from '../../protocol/reply';
import { boardText } from '../output/board-text';
import { buzzJson } from '../output/buzz-json';
import { rowJson, rowText } from '../output/row-text';
import type { Speaker } from '../speaker';
import { isAwaited } from '../wait-for-readers';
import type { ProgramContext } from './context';

const shown = (board: Board, { answer, locale, zone }: Speaker): CommandEnd =>
  answer(0, buzzJson(board, locale), boardText(board, locale, zone()));

/** Shows the board, or the problem. An unknown buzz is a mistake in the arguments (exit 2), anything else a refusal. */
const show = (board: Answer<Board>, speaker: Speaker, refused: ExitCode): CommandEnd => {
  if (board.ok) return shown(board.value, speaker);
  return speaker.refuse(board.problem.advice === 'buzz-gone' ? 2 : refused, 'notDone', board.problem);
};

/** `show`: a person looks, so who has answered is asked, where the buzz asks for an answer and one is waited for. */
export const runShow = async ({ id }: { id: BuzzId }, { program, speaker }: ProgramContext): Promise<CommandEnd> => {
  const known = program.engine.board(id);
  if (!known.ok || !known.value.asks || !isAwaited(known.value)) return show(known, speaker, 2);
  const asked = await program.acts.askReceipts(id);
  return show(asked.ok ? asked : known, speaker, 2);
};

export const runStop = async ({ id }: { id: BuzzId }, { program, speaker }: ProgramContext): Promise<CommandEnd> =>
  show(await program.acts.stop(id), speaker, 1);

export const runRecall = async ({ id }: { id: BuzzId }, { program, speaker }: ProgramContext): Promise<CommandEnd> =>
  show(await program.acts.recall(id), speaker, 1);

/** `list`: the newest buzzes, of one workspace if one is named. */
export const runList = (
  { limit }: CommandOf<'list'>,
  workspace: WorkspaceView | null,
  { program, speaker }: ProgramContext,
): CommandEnd => {
  const rows: ActivityRow[] = [];
  const page = 200;
  for (let before: BuzzId | null = null; rows.length < limit; ) {
    const next: readonly ActivityRow[] = program.engine.list({ before, limit: page });
    rows.push(...next.filter((row) => workspace === null || row.workspaceId === workspace.id));
    const last = next[next.length - 1];
    if (!last || next.length < page) break;
    before = last.id;
  }
  const buzzes = rows.slice(0, limit);
  const text = buzzes.map((row) => rowText(row, speaker)).join('\n');
  return speaker.answer(0, { buzzes: buzzes.map(rowJson) }, text || speaker.say('noBuzzes'));
};
