import type { Problem } from '../../../../contract/advice/problem';
import type { WorkspaceView } from '../../../../contract/model/workspace';
import type { Clock } from '../../../../core/ports/clock';
import type { ConnectWorkspace } from '../../../ipc/connect-workspace';
import type { Program } from '../../../program';
import type { BoardNews } from '../board-changes';
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
