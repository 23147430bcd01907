import { net } from 'electron';
import type { OpenSocket } from '../../core/feishu/listen/socket';
import type { ProxyWay } from '../network/proxies';
import { type ChromiumSocket, createChromiumSocket } from './chromium-socket';
import { createNodeSocket } from './node-socket';

/** Opens WebSockets by Chromium where its network stack offers them (Electron 45), otherwise by Node. */
export const createOpenSocket = (network: {
  ready: () => Promise<void>;
  wayTo: (url: string) => Promise<ProxyWay>;
}): OpenSocket => {
  const { WebSocket } = net as { WebSocket?: new (url: string) => ChromiumSocket };
  return WebSocket ? createChromiumSocket((url) => new WebSocket(url), network.ready) : createNodeSocket(network.wayTo);
};
