import { join } from 'node:path';
import { session } from 'electron';
import type { AppId, WorkspaceId } from '../contract/model/ids';
import { practiceId } from '../contract/model/workspace';
import { namesInGroups } from '../core/directory/who/known-names';
import type { Secret, SecretUse } from '../core/feishu/client/call';
import type { Fetch } from '../core/feishu/client/transport';
import { OpenWorkspaces } from '../core/open-workspaces';
import { systemClock } from '../core/ports/clock';
import type { DataHome } from '../desktop/data/home';
import { directoryView } from '../desktop/handlers/directory-handlers';
import { introduce } from '../desktop/network/introduce';
import { type CallingSession, createPaidFetch } from '../desktop/network/paid-fetch';
import { createProxies, type ProxyWay } from '../desktop/network/proxies';
import { openDirectoryCaches } from '../storage/directory-caches';
import type { SettingsPart } from './settings';
import type { Shell } from './shell';

export interface FeishuPartDeps
  extends Pick<Shell, 'log' | 'broadcast'>,
    Pick<SettingsPart, 'store' | 'vault' | 'practice' | 'findWorkspace'> {
  place: DataHome;
}

/** The third part: a Feishu client and a directory for each workspace, made with the first use. */
export interface FeishuPart {
  open: OpenWorkspaces;
  readSecret: (id: WorkspaceId, use: SecretUse) => Promise<Secret>;
  /** The id that an app's workspace had before the settings were lost. */
  findFormerId: (app: { appId: AppId; secret: string }) => Promise<WorkspaceId | null>;
  /** Asks the desktop for its proxies anew. */
  askProxies: () => Promise<void>;
  /** The way out of this computer, for connections that are no calls. */
  outside: {
    fetch: Fetch;
    ready: () => Promise<void>;
    wayTo: (url: string) => Promise<ProxyWay>;
    /** The same way out over a session of this name, in memory. */
    own: (name: string) => Fetch;
  };
}

export const startFeishu = (deps: FeishuPartDeps): FeishuPart => {
  const { vault, practice, log, broadcast, place } = deps;
  const readSecret = async (id: WorkspaceId, use: SecretUse): Promise<Secret> => {
    if (id === practiceId) return practice.appSecret();
    const secret = vault.read(id, use);
    return secret.ok ? secret.value : secret.problem;
  };
  const proxies = createProxies({ env: process.env, session: session.defaultSession, introduce });
  const paidSession = (name: string): CallingSession => {
    const own = session.fromPartition(name);
    const closeAllConnections = () => own.closeAllConnections();
    return { fetch: proxies.through(own, closeAllConnections), closeAllConnections };
  };
  const caches = openDirectoryCaches({ folder: join(place.home, 'people'), report: log.warn });
  const outside = { fetch: proxies.through(session.defaultSession), paidFetch: createPaidFetch(paidSession) };
  // Practice has no port: another user of this computer could reach it. Its paid calls wait for one another as real ones do.
  const inside = {
    fetch: practice.fetch,
    paidFetch: createPaidFetch(() => ({ fetch: practice.fetch, closeAllConnections: async () => undefined })),
  };
  const open: OpenWorkspaces = new OpenWorkspaces({
    find: deps.findWorkspace,
    secret: readSecret,
    network: (id) => (id === practiceId ? inside : outside),
    clock: systemClock,
    random: Math.random,
    caches,
    groupNames: (id) => namesInGroups(deps.store.groups(id)),
    onDirectory: (id) => {
      const view = directoryView(open, id);
      if (view.ok) broadcast('directoryChanged', view.value);
    },
  });
  const findFormerId: FeishuPart['findFormerId'] = async ({ appId, secret }) => {
    const others = new Set([practiceId, ...deps.store.workspaces().map(({ id }) => id)]);
    return vault.findId(secret, others) ?? caches.findId(appId, others);
  };
  const { ready, wayTo, again } = proxies;
  const own = (name: string) => proxies.through(session.fromPartition(name));
  return { open, readSecret, findFormerId, askProxies: again, outside: { fetch: outside.fetch, ready, wayTo, own } };
};
