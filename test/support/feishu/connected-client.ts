import { createLimiter } from '../../../electron/core/feishu/client/limiter';
import type { Fetch, PaidSeats } from '../../../electron/core/feishu/client/transport';
import { createFeishu, type FeishuDeps } from '../../../electron/core/feishu/endpoints/create-feishu';
import type { FeishuApp } from '../../../electron/core/feishu/feishu';
import { systemClock } from '../../../electron/core/ports/clock';

interface ConnectedApp {
  baseUrl: string;
  appId: string;
  appSecret: string;
}

/** Seats without a limit, for tests that are not about connections. */
export const freeSeats = (fetch: Fetch): PaidSeats => ({
  seat: async () => ({ fetch, leave: () => undefined }),
});

/**
 * The app's client for one app of a Feishu, by default over the real network, in real time, within Feishu's limits, and
 * without a limit for the connections of paid calls.
 */
export const connectedClient = (app: ConnectedApp, deps: Partial<FeishuDeps> = {}): FeishuApp => {
  const { clock = systemClock, fetch: network = fetch } = deps;
  return createFeishu({
    baseUrl: app.baseUrl,
    appId: app.appId,
    secret: async () => app.appSecret,
    fetch: network,
    paidFetch: freeSeats(network),
    clock,
    limiter: createLimiter({ clock }),
    ...deps,
  });
};
