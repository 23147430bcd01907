import type { Problem } from '../../../contract/problem';
import type { WorkspaceView } from '../../../contract/workspace';
import type { Clock } from '../../../core/clock';
import type { ConnectWorkspace } from '../../answers/connect-workspace';
import type { Program } from '../../answers/program';
import type { BoardNews } from '../board-news';
import type { Speaker } from '../speaker';

/** What the answers to commands are made from. */
export interface CommandParts {
  program: Program;
  boards: BoardNews;
  clock: Clock;
  connect: ConnectWorkspace;
  keyring: () => boolean;
  popup: { showAtTray(): void; toggleAtTray(): void; showQuick(): void };
  /** What the tray shows of groups may have changed. */
  onGroups: () => void;
  /** Why the program should not be quit now, unless it is insisted on. */
  quitHindrance: () => Problem | null;
}

/** One command being answered: about which workspace, to whom, and whether anybody still listens. */
export interface CommandContext extends CommandParts {
  workspace: WorkspaceView;
  speaker: Speaker;
  signal: AbortSignal;
}
