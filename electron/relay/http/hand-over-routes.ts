import type { Hono } from 'hono';
import { problem } from '../../contract/advice/problem';
import { BuzzId } from '../../contract/model/ids';
import {
  Adopt,
  type Adopted,
  type EntriesPage,
  EntriesQuery,
  entriesPerPage,
  Release,
  type Released,
} from '../../contract/relay';
import { isPaid } from '../../contract/rules/consent';
import { isPaidLadder } from '../../core/buzz/ladder/ladder-plan';
import { type Confirmed, Entry, type LaterEntry } from '../../core/buzz/record/entry';
import type { Clock } from '../../core/ports/clock';
import type { NamedWorkspace } from '../program/open-parts';
import { hasRight } from '../tokens/token';
import type { Desk, HandedOver } from '../wishes/desk';
import { findBoard, usable } from './find-board';
import type { Metrics } from './metrics';
import { readBody, readQuery } from './read-body';
import {
  type RelayContext,
  type RelayEnv,
  refuseBuzz,
  refuseFor,
  refuseLate,
  refuseRight,
  refuseSpent,
} from './refusals';

export interface HandOverRoutesDeps {
  workspaces: readonly NamedWorkspace[];
  desk: Desk;
  metrics: Metrics;
  clock: Clock;
}

/** Entries as the ledger knows them, of which the first alone opens a buzz, this one; null: they are not. */
const readHanded = (entries: readonly unknown[], id: BuzzId): readonly [Confirmed, ...LaterEntry[]] | null => {
  const [first, ...rest] = entries.flatMap((entry) => Entry.safeParse(entry).data ?? []);
  const later = rest.filter((entry) => entry.kind !== 'confirmed');
  const isWhole = first?.kind === 'confirmed' && first.id === id && later.length === entries.length - 1;
  return isWhole ? [first, ...later] : null;
};

/** Adopt, release, and the entries of a buzz. */
export const handOverRoutes = (app: Hono<RelayEnv>, deps: HandOverRoutesDeps): void => {
  const { workspaces, desk, metrics, clock } = deps;

  /** The workspace of this app, if it is served, and the token may hand over there. */
  const servedOf = (c: RelayContext, app: Adopt['app']): NamedWorkspace | undefined => {
    const { origin } = new URL(app.baseUrl);
    return usable(c, workspaces, 'adopt').find(({ appId, baseUrl }) => appId === app.appId && baseUrl === origin);
  };
  const answer = <T>(c: RelayContext, became: HandedOver<T>, told: (value: T) => object): Response => {
    metrics.count('feishu_buzz_hand_overs_total', { end: became.kind });
    switch (became.kind) {
      case 'done':
        return c.json(told(became.value));
      case 'problem':
        return refuseFor(c, became.problem);
      case 'spent':
        return refuseSpent(c, became.spent);
      case 'late':
      case 'busy':
        return refuseLate(c, became.kind);
    }
  };

  app.post('/v1/buzzes/:id/adopt', async (c) => {
    if (usable(c, workspaces, 'adopt').length === 0) return refuseRight(c, 'adopt');
    const id = BuzzId.safeParse(c.req.param('id'));
    if (!id.success) return refuseBuzz(c);
    const body = await readBody(c, Adopt);
    if (!body.ok) return body.answer;
    const token = c.get('token');
    const workspace = servedOf(c, body.value.app);
    if (!workspace) return refuseFor(c, problem('relay-not-served'));
    const handed = readHanded(body.value.entries, id.data);
    if (!handed) return refuseFor(c, problem('hand-over-invalid'));
    const [confirmed, ...rest] = handed;
    const costs = isPaid(confirmed.channel) || isPaidLadder(confirmed.ladder ?? null);
    if (costs && !hasRight(token, workspace.id, 'paid')) return refuseRight(c, 'paid');
    const own = { workspaceId: workspace.id, workspaceName: workspace.name, practice: workspace.practice };
    const became = await desk.adopt({
      entries: [{ ...confirmed, ...own }, ...rest],
      skew: clock.now() - body.value.at,
      workspace,
      token,
      digest: body.digest,
    });
    return answer(c, became, (entries): Adopted => ({ buzz: id.data, entries }));
  });

  app.post('/v1/buzzes/:id/release', async (c) => {
    if (usable(c, workspaces, 'adopt').length === 0) return refuseRight(c, 'adopt');
    const id = BuzzId.safeParse(c.req.param('id'));
    if (!id.success) return refuseBuzz(c);
    const body = await readBody(c, Release);
    if (!body.ok) return body.answer;
    const workspace = servedOf(c, body.value.app);
    if (!workspace) return refuseFor(c, problem('relay-not-served'));
    const board = await desk.board(id.data);
    // One of another workspace is not to be heard of.
    if (board.ok && board.value.workspaceId !== workspace.id) return refuseBuzz(c);
    const became = await desk.release(id.data, workspace, c.get('token'));
    return answer(
      c,
      became,
      (entries): Released => (entries === null ? { kind: 'never' } : { kind: 'released', entries }),
    );
  });

  app.get('/v1/buzzes/:id/entries', async (c) => {
    const found = await findBoard(c, desk, 'adopt');
    if (!found.ok) return found.answer;
    const query = readQuery(c, EntriesQuery);
    if (!query.ok) return query.answer;
    const { after } = query.value;
    const all = await desk.entries(found.board.id);
    const entries = all.slice(after, after + entriesPerPage);
    const next = after + entries.length;
    return c.json({ entries, next, more: next < all.length } satisfies EntriesPage);
  });
};
