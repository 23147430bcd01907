import type { Desk } from '../gateway/call';
import type { Server } from './run-call';

/** The same server, seen by one of its apps. */
export const forApp = (server: Server, desk: Desk): Server =>
  desk === server.desk
    ? server
    : {
        ...server,
        desk,
        get latencyMs() {
          return server.latencyMs;
        },
        set latencyMs(ms) {
          server.latencyMs = ms;
        },
      };
