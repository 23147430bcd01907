import type { Line, Plug } from '../../socket/lines';
import type { HandshakeRefusal } from '../../socket/socket-settings';
import type { PracticeServer } from '../practice-server';

/** Path of every connection's address. */
export const socketPath = '/ws/v2';

/** Judges an upgrade by its ticket, which tells the app; a ticket that no app has issued is refused like a used one. */
export const admit = (
  server: PracticeServer,
  query: URLSearchParams,
  origin: boolean,
): { refusal: HandshakeRefusal } | { attach(plug: Plug): Line } => {
  const app = [...server.apps.values()].find(({ lines }) => lines.knows(query)) ?? server.app;
  const refusal = app.lines.admit(query, origin);
  return refusal ? { refusal } : { attach: app.lines.attach };
};
