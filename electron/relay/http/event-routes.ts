import type { Hono } from 'hono';
import { streamSSE } from 'hono/streaming';
import { EventsQuery, type Right } from '../../contract/relay';
import type { Clock } from '../../core/ports/clock';
import type { NamedWorkspace } from '../program/open-parts';
import { workspacesWith } from '../tokens/token';
import type { Desk } from '../wishes/desk';
import { pickServed } from '../wishes/pick-workspace';
import type { BoardFeed } from './board-feed';
import { refuseWorkspace } from './buzz-routes';
import { readQuery } from './read-body';
import { type RelayEnv, refuse, refuseBuzz, refuseRight } from './refusals';

/** Time between two signs of life on a stream (ms): proxies end what is silent for a minute. */
const beatMs = 15_000;
/** Time after which a client comes back (ms). */
const retryMs = 2_000;
/** Most open streams of one token, and of all. */
const mostOfToken = 20;
const mostStreams = 500;

export interface EventRoutesDeps {
  workspaces: readonly NamedWorkspace[];
  desk: Desk;
  feed: BoardFeed;
  clock: Clock;
}

/** `GET /v1/events`: boards as they change (SSE), for one buzz or for all that the token may read. Resumes by `Last-Event-ID`. */
export const eventRoutes = (app: Hono<RelayEnv>, { workspaces, desk, feed, clock }: EventRoutesDeps): void => {
  const open = new Map<string, number>();

  app.get('/v1/events', async (c) => {
    const token = c.get('token');
    const query = readQuery(c, EventsQuery);
    if (!query.ok) return query.answer;
    const { buzz, changes, workspace } = query.value;
    // Who may buzz may see what becomes of it, and who may hand over when to look.
    const rights: readonly Right[] = [
      'read',
      ...(buzz === null ? [] : ['buzz' as const]),
      ...(changes === null ? [] : ['adopt' as const]),
    ];
    const reads = new Set(rights.flatMap((right) => [...workspacesWith(token, right)]));
    const able = workspaces.filter(({ id }) => reads.has(id));
    if (able.length === 0) return refuseRight(c, 'read');
    const picked = workspace === null ? null : pickServed(workspace, able);
    if (picked && picked.kind !== 'picked') return refuseWorkspace(c, picked.kind, picked.candidates, workspace);
    const ids = new Set((picked ? [picked.workspace] : able).map(({ id }) => id));
    const board = buzz === null ? null : await desk.board(buzz);
    if (board && !(board.ok && ids.has(board.value.workspaceId))) return refuseBuzz(c);
    const mine = open.get(token.id) ?? 0;
    if (mine >= mostOfToken || feed.streams >= mostStreams) {
      c.header('retry-after', String(retryMs / 1000));
      return refuse(c, 'too-many', { values: { seconds: retryMs / 1000 } });
    }

    open.set(token.id, mine + 1);
    const after = c.req.header('last-event-id')?.slice(0, 60) ?? null;
    const stream = feed.open({ workspaces: ids, buzz, changes: changes && new Set(changes), after });
    let over = false;
    const leave = () => {
      if (over) return;
      over = true;
      stream.close();
      const left = (open.get(token.id) ?? 1) - 1;
      if (left > 0) open.set(token.id, left);
      else open.delete(token.id);
    };
    c.header('x-accel-buffering', 'no');
    return streamSSE(c, async (out) => {
      out.onAbort(leave);
      const beat = async () => {
        for (; !over; await clock.sleep(beatMs)) if (!over) await out.write(': \n\n');
      };
      try {
        await out.write(`retry: ${retryMs}\nid: ${stream.id}\n\n`);
        void beat().catch(leave);
        for (let event = await stream.next(); event && !out.aborted; event = await stream.next()) {
          await out.writeSSE(event);
        }
      } finally {
        leave();
      }
    });
  });
};
