import { type Answer, failed, ok, problem } from '../../contract/advice/problem';
import type { Listening, ListeningView } from '../../contract/ipc/listening';
import type { WorkspaceId } from '../../contract/model/ids';
import type { ListenMode } from '../../contract/model/settings';
import type { Workspace } from '../../contract/model/workspace';
import type { Engine } from '../../core/buzz/engine/engine';
import type { Told } from '../../core/buzz/receipts/hearing';
import { baseUrlOf } from '../../core/open-workspaces';
import type { Clock } from '../../core/ports/clock';
import type { Store } from '../../core/ports/store';
import { createTopic, type Topic } from '../../core/topic';

/** A listener of one workspace, as this book needs it. */
export interface RunningListener {
  readonly listening: Listening;
  share(): void;
  renew(byHand?: boolean): void;
  look(): void;
  recount(): void;
  reliedSince(): number | null;
  missed(type: string): void;
  stop(): void;
}

export interface ListeningBookDeps {
  store: Pick<Store, 'settings' | 'changeSettings'>;
  findWorkspace: (id: WorkspaceId) => Workspace | null;
  /** Begins to listen. What it takes for that is loaded with the first call. */
  listen: (workspace: Workspace, share: boolean, onChanged: (listening: Listening) => void) => Promise<RunningListener>;
  /** Asks less while a listener hears all. */
  engine: Pick<Engine, 'relyOn' | 'heardAnew'>;
  clock: Pick<Clock, 'now' | 'sleep'>;
  report: (reason: unknown) => void;
}

/** Time for which `verify` waits for an event, and between two looks (ms). */
const verifyMs = 60_000;
const lookMs = 500;
/** Longest wait for the number of others once an event came (ms): a connection counts them some seconds after it opened. */
const countMs = 10_000;

/** Listening of all workspaces: what the settings want, and what became of it. */
export interface ListeningBook {
  /** Listening of a workspace, for a person who looks: others are counted again, if that is some minutes ago. */
  of(id: WorkspaceId): Listening;
  /** The same, with what the settings want. */
  view(id: WorkspaceId): ListeningView;
  /** Switches listening of a workspace on, also where others listen (`share`), or off. */
  set(id: WorkspaceId, mode: ListenMode | 'off'): Answer<void>;
  /** Tells after each change which workspace it concerns. */
  onChanged: Topic<WorkspaceId>['subscribe'];
  /** Opens all connections anew: the computer woke up. */
  renew(): void;
  /** Connects a workspace anew at once, as a person wants it; one whose listener could not be made is begun again. */
  retry(id: WorkspaceId): void;
  /**
   * Waits up to a minute for an event, as a person makes one happen to see that listening works. Answers with what to look at
   * when none came, or as soon as none can come.
   */
  verify(id: WorkspaceId): Promise<Answer<void>>;
  /** Looks at the network at once. */
  look(): void;
  /** Follows the settings and the workspaces, which may have changed. */
  follow(): void;
  /** Ends all listening. */
  close(): void;
}

/** Events whose absence is noticed, by what they tell. */
const eventOf: Readonly<Record<Told, string>> = {
  read: 'im.message.message_read_v1',
  reacted: 'im.message.reaction.created_v1',
};

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

  deps.engine.relyOn({
    since: (id) => lines.get(id)?.listener?.reliedSince() ?? null,
    missed: (id, what) => lines.get(id)?.listener?.missed(eventOf[what]),
  });
  changed.subscribe((id) => deps.engine.heardAnew(id));

  const of = (id: WorkspaceId): Listening => {
    const line = lines.get(id);
    line?.listener?.recount();
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
    retry: (id) => {
      const line = lines.get(id);
      if (line) line.listener?.renew(true);
      else follow();
    },
    verify: async (id) => {
      const from = deps.clock.now();
      for (let waited = 0; waited < verifyMs; waited += lookMs) {
        const { state, lastEventAt, problem: reason } = of(id);
        const heard = lastEventAt !== null && lastEventAt >= from;
        const isCounted = state !== 'connected' || reason !== null || (lastEventAt ?? 0) + countMs <= deps.clock.now();
        if (heard && isCounted) return ok(undefined);
        if (state === 'off' || state === 'refused') return failed(reason ?? problem('listen-off'));
        await deps.clock.sleep(lookMs);
      }
      const { state, problem: reason } = of(id);
      return failed((state === 'connecting' || state === 'shared' ? reason : null) ?? problem('listen-unheard'));
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
