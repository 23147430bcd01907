import type { WorkspaceId } from '../../contract/model/ids';
import type { Workspace } from '../../contract/model/workspace';
import type { Engine } from '../../core/buzz/engine/engine';
import type { Secret, SecretUse } from '../../core/feishu/client/call';
import type { Fetch } from '../../core/feishu/client/transport';
import { readKeptHeard } from '../../core/feishu/listen/events/kept-heard-shape';
import type { HeardStore, KeptHeard } from '../../core/feishu/listen/heard-store';
import { Listener } from '../../core/feishu/listen/listener';
import type { OpenSocket } from '../../core/feishu/listen/socket';
import type { Inbox } from '../../core/inbox/inbox';
import { baseUrlOf, type OpenWorkspaces } from '../../core/open-workspaces';
import type { Clock } from '../../core/ports/clock';
import type { ListeningBookDeps } from './listening-book';

export interface ListenToDeps {
  heard: HeardStore;
  open: Pick<OpenWorkspaces, 'feishu' | 'directory'>;
  engine: Pick<Engine, 'hear'>;
  inbox: Pick<Inbox, 'hear'>;
  readSecret: (id: WorkspaceId, use: SecretUse) => Promise<Secret>;
  /** The ways to a workspace's Feishu. */
  network: (id: WorkspaceId) => { fetch: Fetch; openSocket: OpenSocket };
  isOnline: () => boolean;
  networkMark: () => string;
  clock: Clock;
  random: () => number;
  report: (reason: unknown) => void;
}

/** Makes listeners of workspaces, and lets what they hear move what it concerns. */
export const createListenTo = (deps: ListenToDeps): ListeningBookDeps['listen'] => {
  const { heard, open, clock, report } = deps;
  /** When a connection of a workspace ended last: Feishu may count it for a while. */
  const endedAt = new Map<WorkspaceId, number>();

  const act = async (workspaceId: WorkspaceId, kept: readonly KeptHeard[]) => {
    const directory = open.directory(workspaceId);
    const events = kept.map((each) => each.heard);
    // First: the next plan must know of a chat that is closed before anything is sent there.
    if (directory.ok) await directory.value.hear(events);
    // Noted only after the entries that came of it: cut off in between, it is heard again, which changes nothing.
    await deps.engine.hear(events);
    // Later: an answer to a buzz is known by then, and is no message to be replied to.
    await deps.inbox.hear(workspaceId, events);
    await heard.acted(kept.map(({ id }) => id));
  };
  // What an earlier run has heard and had no time to act on.
  for (const kept of heard.waiting(readKeptHeard)) act(kept.workspaceId, [kept]).catch(report);

  return async (workspace: Workspace, share, onChanged) => {
    const { id, appId } = workspace;
    const baseUrl = baseUrlOf(workspace);
    const feishu = open.feishu(id);
    const bot = feishu.ok ? await feishu.value.readBot() : null;
    const botId = bot?.ok ? bot.value.openId : null;
    const listener = new Listener(
      {
        workspaceId: id,
        baseUrl,
        appId,
        secret: () => deps.readSecret(id, { origin: baseUrl, appId }),
        ...deps.network(id),
        clock,
        random: deps.random,
        store: heard,
        onHeard: (from, kept) => void act(from, kept).catch(report),
        report,
        countListeners: async () => {
          const now = open.feishu(id);
          if (now.ok) return now.value.readListeners();
          const failure = { stage: 'not-sent', passing: false, retryAfterMs: null, namedIds: [] } as const;
          return { ok: false, failure: { ...failure, problem: now.problem } };
        },
        owner: () => ({ appId, botId }),
        isOnline: deps.isOnline,
        networkMark: deps.networkMark,
        onChanged,
        onEnded: () => void endedAt.set(id, clock.now()),
      },
      share,
      { endedAt: endedAt.get(id) ?? null, lastEventAt: heard.lastAt(id) },
    );
    void listener.run();
    return listener;
  };
};
