import type { Hono } from 'hono';
import { boardActions, Continue, IdempotencyKey, keyHeader, ListQuery, type Right, Wish } from '../../contract/relay';
import type { NamedWorkspace } from '../program/open-parts';
import { hasRight } from '../tokens/token';
import type { Acted, Desk } from '../wishes/desk';
import { pickServed } from '../wishes/pick-workspace';
import { findBoard, usable } from './find-board';
import type { Metrics } from './metrics';
import { readBody, readQuery } from './read-body';
import {
  type RelayContext,
  type RelayEnv,
  refuse,
  refuseFor,
  refuseLate,
  refuseRight,
  refuseSpent,
  refuseWith,
} from './refusals';

export interface BuzzRoutesDeps {
  workspaces: readonly NamedWorkspace[];
  desk: Desk;
  metrics: Metrics;
}

export const refuseWorkspace = (c: RelayContext, kind: 'needed' | 'unknown', candidates: string, name: string | null) =>
  refuse(c, 'invalid', { message: 'refused', advice: `workspace-${kind}`, values: { candidates, name: name ?? '' } });

/** Send, show, list, stop, undo, recall, continue. */
export const buzzRoutes = (app: Hono<RelayEnv>, deps: BuzzRoutesDeps): void => {
  const { workspaces, desk, metrics } = deps;

  const boardOf = (c: RelayContext, right: Right) => findBoard(c, desk, right);
  const answer = (c: RelayContext, acted: Acted): Response => {
    switch (acted.kind) {
      case 'board':
        return acted.board.ok ? c.json(acted.board.value) : refuseFor(c, acted.board.problem);
      case 'spent':
        return refuseSpent(c, acted.spent);
      case 'late':
      case 'busy':
        return refuseLate(c, acted.kind);
    }
  };

  app.post('/v1/buzzes', async (c) => {
    const able = usable(c, workspaces, 'buzz');
    if (able.length === 0) return refuseRight(c, 'buzz');
    const given = c.req.header(keyHeader);
    const key = given === undefined ? null : IdempotencyKey.safeParse(given);
    if (key?.success === false) return refuse(c, 'invalid', { values: { places: keyHeader } });
    const body = await readBody(c, Wish);
    if (!body.ok) return body.answer;
    const picked = pickServed(body.value.workspace, able);
    if (picked.kind !== 'picked') return refuseWorkspace(c, picked.kind, picked.candidates, body.value.workspace);
    const made = await desk.wish(body.value, {
      token: c.get('token'),
      workspace: picked.workspace,
      digest: body.digest,
      key: key?.data ?? null,
      locale: c.req.header('accept-language') === undefined ? null : c.get('locale'),
    });
    metrics.count('feishu_buzz_wishes_total', {
      end: made.kind === 'made' ? (made.board.repeated ? 'repeated' : 'made') : made.kind,
    });
    switch (made.kind) {
      case 'made':
        return c.json(made.board, made.board.repeated ? 200 : 201);
      case 'printed':
        return refuseWith(c, made.printed);
      case 'problem':
        return refuseFor(c, made.problem);
      case 'spent':
        return refuseSpent(c, made.spent);
      case 'no-right':
        return refuseRight(c, made.right);
      case 'key-reused':
        return refuse(c, 'key-reused');
      case 'late':
      case 'busy':
        return refuseLate(c, made.kind);
    }
  });

  app.get('/v1/buzzes', async (c) => {
    const able = usable(c, workspaces, 'read');
    if (able.length === 0) return refuseRight(c, 'read');
    const query = readQuery(c, ListQuery);
    if (!query.ok) return query.answer;
    const { workspace, ...page } = query.value;
    const picked = workspace === null ? null : pickServed(workspace, able);
    if (picked && picked.kind !== 'picked') return refuseWorkspace(c, picked.kind, picked.candidates, workspace);
    const ids = (picked ? [picked.workspace] : able).map(({ id }) => id);
    return c.json({ buzzes: await desk.list(ids, page) });
  });

  app.get('/v1/buzzes/:id', async (c) => {
    const found = await boardOf(c, 'read');
    return found.ok ? c.json(found.board) : found.answer;
  });

  for (const action of boardActions) {
    app.post(`/v1/buzzes/:id/${action}`, async (c) => {
      const found = await boardOf(c, action === 'receipts' ? 'read' : 'buzz');
      if (!found.ok) return found.answer;
      return answer(c, await desk.act(action, found.board, c.get('token')));
    });
  }

  app.post('/v1/buzzes/:id/continue', async (c) => {
    const found = await boardOf(c, 'buzz');
    if (!found.ok) return found.answer;
    const body = await readBody(c, Continue);
    if (!body.ok) return body.answer;
    const { gesture } = body.value;
    const { board } = found;
    const token = c.get('token');
    if (gesture !== 'plain' && !hasRight(token, board.workspaceId, 'paid')) return refuseRight(c, 'paid');
    return answer(c, await desk.goOn(board, gesture, token));
  });
};
