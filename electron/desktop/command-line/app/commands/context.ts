import type { Answer, Problem } from '../../../../contract/advice/problem';
import type { Zone } from '../../../../contract/local-time';
import type { WorkspaceId } from '../../../../contract/model/ids';
import type { Picture } from '../../../../contract/model/message/picture';
import type { Locale, Settings } from '../../../../contract/model/settings';
import type { WorkspaceView } from '../../../../contract/model/workspace';
import type { Engine } from '../../../../core/buzz/engine/engine';
import type { ConnectByScan } from '../../../../core/connect-by-scan';
import type { ConnectWorkspace } from '../../../../core/connect-workspace';
import type { Inbox } from '../../../../core/inbox/inbox';
import type { OpenWorkspaces } from '../../../../core/open-workspaces';
import type { Clock } from '../../../../core/ports/clock';
import type { Store } from '../../../../core/ports/store';
import type { BoardActs } from '../../../hand-over/board-acts';
import type { RelayBook } from '../../../hand-over/relay-book';
import type { ListeningBook } from '../../../listening/listening-book';
import type { BoardNews } from '../board-news';
import type { Speaker } from '../speaker';

/** What it takes to plan the buzz that a script wants, in a workspace. */
export interface WishContext {
  program: {
    engine: Pick<Engine, 'plan'>;
    store: { settings(): Pick<Settings, 'ladders'>; groups: Store['groups'] };
    open: Pick<OpenWorkspaces, 'feishu' | 'directory'>;
    /** Takes a picture file for a draft, by its whole path. */
    takePicture: (path: string) => Promise<Answer<Picture>>;
  };
  workspace: Pick<WorkspaceView, 'id'>;
  speaker: Speaker;
}

/** Everything that commands are carried out with. */
export interface CommandDeps {
  program: {
    engine: Pick<Engine, 'plan' | 'confirm' | 'board' | 'list'>;
    /** What is done to a buzz, wherever its ladder climbs. */
    acts: Pick<BoardActs, 'stop' | 'recall' | 'askReceipts'>;
    inbox: Pick<Inbox, 'list' | 'find' | 'checkIfDue' | 'setDismissed'>;
    store: Store;
    open: Pick<OpenWorkspaces, 'feishu' | 'directory'>;
    takePicture: WishContext['program']['takePicture'];
    newId: () => string;
    locale: () => Locale;
    zone: () => Zone;
    workspaces: () => readonly WorkspaceView[];
    currentWorkspaceId: () => WorkspaceId;
    /** Damage of the data that no person has seen yet. */
    damage: () => readonly Problem[];
    /** The reason not to take practice for the workspace that was meant. */
    lostWorkspace: () => Problem | null;
  };
  boards: BoardNews;
  listening: Pick<ListeningBook, 'of' | 'set'>;
  relay: Pick<RelayBook, 'check' | 'hindrance'>;
  clock: Clock;
  connect: ConnectWorkspace;
  scan: ConnectByScan;
  /** The reason why secrets cannot be saved encrypted; null: they can. */
  keyringProblem: () => Problem | null;
  popup: { showAtTray(): void; toggleAtTray(): void; showQuick(): void };
  /** Opens Compose with the contents of a `feishu-buzz:` link. */
  openLink(link: string): void;
  /** The reason not to quit now, which `quit --force` overrides. */
  quitHindrance: () => Problem | null;
}

/** One command under way: its terminal, and a signal that ends when the client is gone. */
export interface ProgramContext extends CommandDeps {
  speaker: Speaker;
  signal: AbortSignal;
}

/** A command in a workspace. */
export interface CommandContext extends ProgramContext {
  workspace: WorkspaceView;
}
