import { type Answer, failed, ok, problem } from '../contract/advice/problem';
import type { WorkspaceId } from '../contract/model/ids';
import type { Workspace } from '../contract/model/workspace';
import { brandBaseUrl } from '../contract/rules/addresses';
import { Directory } from './directory/directory';
import type { DirectoryCache } from './directory/people/directory-record';
import type { NameSource } from './directory/who/known-names';
import type { Secret, SecretUse } from './feishu/client/call';
import { createLimiter } from './feishu/client/limiter';
import type { Fetch, PaidSeats } from './feishu/client/transport';
import { createFeishu } from './feishu/endpoints/create-feishu';
import type { FeishuApp } from './feishu/feishu';
import type { RegisteredApp } from './feishu/registration/judge-poll';
import type { Registering } from './feishu/registration/register-app';
import { readPatiently } from './feishu/resilience/read-patiently';
import { watchSending } from './feishu/resilience/watch-sending';
import type { Clock } from './ports/clock';

export interface OpenWorkspacesDeps {
  find: (id: WorkspaceId) => Workspace | null;
  /** Reads the App Secret when a token is fetched, if it was saved for this use. */
  secret: (id: WorkspaceId, use: SecretUse) => Promise<Secret>;
  /** The way to a workspace's Feishu; null: to that of credentials that are not saved. */
  network: (id: WorkspaceId | null) => { fetch: Fetch; paidFetch: PaidSeats };
  clock: Clock;
  /** Random number, 0 ≤ x < 1. */
  random: () => number;
  /** Store of the people of each workspace. */
  caches: { open(workspace: Workspace): DirectoryCache; remove(id: WorkspaceId): void };
  /** Called when there are more people, or reading them has begun, gone on or ended. */
  onDirectory: (id: WorkspaceId) => void;
  /** Names that members of a workspace's saved groups have. */
  groupNames: (id: WorkspaceId) => NameSource;
}

interface Opened {
  feishu: FeishuApp;
  directory: Directory;
}

/** API base of a workspace: its brand's, or its own. */
export const baseUrlOf = (workspace: Pick<Workspace, 'brand' | 'baseUrl'>): string =>
  workspace.brand === 'custom' ? new URL(workspace.baseUrl).origin : brandBaseUrl[workspace.brand];

/** One Feishu client, limiter and directory per workspace, created at first use. */
export class OpenWorkspaces {
  readonly #deps: OpenWorkspacesDeps;
  readonly #opened = new Map<WorkspaceId, Opened>();
  #buzzNames: (id: WorkspaceId) => NameSource = () => () => undefined;

  constructor(deps: OpenWorkspacesDeps) {
    this.#deps = deps;
  }

  /** Names people also as earlier buzzes did, where no one else knows them. The ledger is opened after this. */
  useBuzzNames(names: (id: WorkspaceId) => NameSource): void {
    this.#buzzNames = names;
  }

  feishu(id: WorkspaceId): Answer<FeishuApp> {
    const opened = this.#open(id);
    return opened ? ok(opened.feishu) : failed(problem('workspace-gone'));
  }

  /** Host of a workspace's calls; the id itself for a workspace that is gone. */
  hostOf(id: WorkspaceId): string {
    const workspace = this.#deps.find(id);
    return workspace ? new URL(baseUrlOf(workspace)).host : id;
  }

  directory(id: WorkspaceId): Answer<Directory> {
    const opened = this.#open(id);
    return opened ? ok(opened.directory) : failed(problem('workspace-gone'));
  }

  /** Creates a client for credentials that are not saved: the connection test. */
  trial(input: { baseUrl: string; appId: string; secret: string }): FeishuApp {
    const { network, clock } = this.#deps;
    const limiter = createLimiter({ clock });
    return createFeishu({ ...input, secret: async () => input.secret, ...network(null), clock, limiter });
  }

  /** Has an app created or extended by a person who scans. No workspace has its credentials yet. */
  async register(input: Registering): Promise<Answer<RegisteredApp>> {
    const { network, clock } = this.#deps;
    const { registerApp } = await import('./feishu/registration/register-app');
    return registerApp({ fetch: network(null).fetch, clock }, input);
  }

  /** Closes what is open for a workspace, whose App ID, secret or base URL have changed. */
  forget(id: WorkspaceId): void {
    this.#opened.get(id)?.directory.close();
    this.#opened.delete(id);
  }

  /** Closes a workspace that is gone, and removes the people kept for it. */
  remove(id: WorkspaceId): void {
    this.forget(id);
    this.#deps.caches.remove(id);
  }

  #open(id: WorkspaceId): Opened | null {
    const before = this.#opened.get(id);
    if (before) return before;
    const workspace = this.#deps.find(id);
    if (!workspace) return null;
    const { clock } = this.#deps;
    const { appId } = workspace;
    const baseUrl = baseUrlOf(workspace);
    const answering = createFeishu({
      baseUrl,
      appId,
      secret: () => this.#deps.secret(id, { origin: baseUrl, appId }),
      ...this.#deps.network(id),
      clock,
      limiter: createLimiter({ clock }),
    });
    const { feishu, quiet } = watchSending(readPatiently(answering, { clock, random: this.#deps.random, attempts: 3 }));
    const directory = new Directory({
      feishu: () => ok(feishu),
      clock,
      contacts: { feishu, quiet },
      cache: this.#deps.caches.open(workspace),
      onChanged: () => this.#deps.onDirectory(id),
      alsoNamed: (person) => this.#deps.groupNames(id)(person) ?? this.#buzzNames(id)(person),
    });
    const opened = { feishu, directory };
    this.#opened.set(id, opened);
    return opened;
  }
}
