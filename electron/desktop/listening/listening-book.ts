import { type Answer, failed, ok, problem } from '../../contract/advice/problem';
import type { Listening, ListeningView } from '../../contract/ipc/listening';
import type { WorkspaceId } from '../../contract/model/ids';
import type { ListenMode } from '../../contract/model/settings';
import type { Workspace } from '../../contract/model/workspace';
import { baseUrlOf } from '../../core/open-workspaces';
import type { Store } from '../../core/ports/store';
import { createTopic, type Topic } from '../../core/topic';

/** A listener of one workspace, as this book needs it. */
export interface RunningListener {
  readonly listening: Listening;
  share(): void;
  renew(byHand?: boolean): void;
  look(): void;
  relied(): void;
  stop(): void;
}

export interface ListeningBookDeps {
  store: Pick<Store, 'settings' | 'changeSettings'>;
  findWorkspace: (id: WorkspaceId) => Workspace | null;
  /** Begins to listen. What it takes for that is loaded with the first call. */
  listen: (workspace: Workspace, share: boolean, onChanged: (listening: Listening) => void) => Promise<RunningListener>;
  report: (reason: unknown) => void;
}

/** Listening of all workspaces: what the settings want, and what became of it. */
export interface ListeningBook {
  /** Listening of a workspace. */
  of(id: WorkspaceId): Listening;
  /** The same, with what the settings want. */
  view(id: WorkspaceId): ListeningView;
  /** Switches listening of a workspace on, also where others listen (`share`), or off. */
  set(id: WorkspaceId, mode: ListenMode | 'off'): Answer<void>;
  /** Tells after each change which workspace it concerns. */
  onChanged: Topic<WorkspaceId>['subscribe'];
  /** True while this computer alone hears a workspace's events: asking may be rarer then. Looks again at the number of others. */
  relyOn(id: WorkspaceId): boolean;
  /** Opens all connections anew: the computer woke up. */
  renew(): void;
  /** Connects a workspace anew at once, as a person wants it; one whose listener could not be made is begun again. */
  retry(id: WorkspaceId): void;
  /** Looks at the network at once. */
  look(): void;
  /** Follows the settings and the workspaces, which may have changed. */
  follow(): void;
  /** Ends all listening. */
  close(): void;
}

const off: Listening = { state: 'off', others: null, since: null, lastEventAt: null, problem: null };
const starting: Listening = { ...off, state: 'connecting' };

interface Line {
  /** The app and the address for which it was begun. */
  forApp: string;
  mode: ListenMode;
  listener: RunningListener | null;
  stopped: boolean;
}

const appOf = (workspace: Workspace): string => `${workspace.appId} ${baseUrlOf(workspace)}`;

export const createListeningBook = (deps: ListeningBookDeps): ListeningBook => {
  const { store, findWorkspace } = deps;
  const lines = new Map<WorkspaceId, Line>();
  const changed = createTopic<WorkspaceId>();

  const end = (id: WorkspaceId) => {
    const line = lines.get(id);
    if (!line) return;
    line.stopped = true;
    line.listener?.stop();
    lines.delete(id);
    changed.tell(id);
  };
  const begin = (workspace: Workspace, mode: ListenMode) => {
    const { id } = workspace;
    const line: Line = { forApp: appOf(workspace), mode, listener: null, stopped: false };
    lines.set(id, line);
    changed.tell(id);
    const told = () => {
      if (!line.stopped) changed.tell(id);
    };
    deps.listen(workspace, mode === 'share', told).then(
      (listener) => {
        if (line.stopped) return listener.stop();
        line.listener = listener;
        if (line.mode === 'share') listener.share();
        changed.tell(id);
      },
      (reason: unknown) => {
        deps.report(reason);
        if (!line.stopped) end(id);
      },
    );
  };
  /** Other credentials may help where the old ones were refused. */
  const isRefused = (line: Line) => line.listener?.listening.state === 'refused' && !line.listener.listening.others;

  const follow = () => {
    const wanted = store.settings().listening;
    for (const [id, line] of [...lines]) {
      const workspace = findWorkspace(id);
      if (!wanted[id] || !workspace || appOf(workspace) !== line.forApp || isRefused(line)) end(id);
    }
    for (const [key, mode] of Object.entries(wanted)) {
      const id = key as WorkspaceId;
      const workspace = findWorkspace(id);
      const line = lines.get(id);
      if (line && line.mode !== mode && mode === 'share') {
        line.mode = mode;
        line.listener?.share();
        changed.tell(id);
      }
      // Others listen, perhaps: a line that is to be this computer's alone asks for them first.
      if (line && line.mode !== mode) end(id);
      if (workspace && !lines.has(id)) begin(workspace, mode);
    }
  };

  const of = (id: WorkspaceId): Listening => {
    const line = lines.get(id);
    return line ? (line.listener?.listening ?? starting) : off;
  };

  return {
    of,
    view: (workspaceId) => ({
      workspaceId,
      mode: store.settings().listening[workspaceId] ?? 'off',
      ...of(workspaceId),
    }),
    set: (id, mode) => {
      if (mode !== 'off' && !findWorkspace(id)) return failed(problem('workspace-gone'));
      const { [id]: _, ...others } = store.settings().listening;
      const saved = store.changeSettings({ listening: mode === 'off' ? others : { ...others, [id]: mode } });
      follow();
      return saved.ok ? ok(undefined) : saved;
    },
    onChanged: changed.subscribe,
    relyOn: (id) => {
      const listener = lines.get(id)?.listener;
      listener?.relied();
      return listener?.listening.state === 'verified';
    },
    retry: (id) => {
      const line = lines.get(id);
      if (line) line.listener?.renew(true);
      else follow();
    },
    look: () => {
      for (const { listener } of lines.values()) listener?.look();
    },
    renew: () => {
      for (const { listener } of lines.values()) listener?.renew();
    },
    follow,
    close: () => {
      for (const id of [...lines.keys()]) end(id);
    },
  };
};
