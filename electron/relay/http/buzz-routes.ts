import type { Hono } from 'hono';
import type { Answer } from '../../contract/advice/problem';
import type { ActivityRow, Board } from '../../contract/model/board';
import { BuzzId } from '../../contract/model/ids';
import {
  type BoardAction,
  boardActions,
  Continue,
  IdempotencyKey,
  keyHeader,
  ListQuery,
  type Right,
  Wish,
} from '../../contract/relay';
import type { Clock } from '../../core/ports/clock';
import type { NamedWorkspace, Program } from '../program/open-program';
import { hasRight, workspacesWith } from '../tokens/token';
import type { Audit } from '../wishes/audit';
import type { Budgets } from '../wishes/budgets';
import type { createMakeBuzz } from '../wishes/make-buzz';
import { pickServed } from '../wishes/pick-workspace';
import type { Metrics } from './metrics';
import { readBody, readQuery } from './read-body';
import {
  type RelayContext,
  type RelayEnv,
  refuse,
  refuseBuzz,
  refuseFor,
  refuseRight,
  refuseSpent,
  refuseWith,
} from './refusals';

export interface BuzzRoutesDeps {
  program: Pick<Program, 'engine' | 'workspaces'>;
  makeBuzz: ReturnType<typeof createMakeBuzz>;
  audit: Audit;
  budgets: Budgets;
  metrics: Metrics;
  clock: Clock;
}

/** Rows that are looked through at once. */
const page = 200;

/** The workspaces in which the token of this call has a right. */
const usable = (c: RelayContext, workspaces: readonly NamedWorkspace[], right: Right): readonly NamedWorkspace[] => {
  const ids = workspacesWith(c.get('token'), right);
  return workspaces.filter(({ id }) => ids.has(id));
};

export const refuseWorkspace = (c: RelayContext, kind: 'needed' | 'unknown', candidates: string, name: string | null) =>
  refuse(c, 'invalid', { message: 'refused', advice: `workspace-${kind}`, values: { candidates, name: name ?? '' } });

/** Send, show, list, stop, undo, recall, continue. */
export const buzzRoutes = (app: Hono<RelayEnv>, deps: BuzzRoutesDeps): void => {
  const { program, makeBuzz, audit, budgets, metrics, clock } = deps;
  const { engine, workspaces } = program;

  /** The board that a path names, if the token may see it; `right`: what it takes besides. */
  const boardOf = (c: RelayContext, right: Right): { ok: true; board: Board } | { ok: false; answer: Response } => {
    const id = BuzzId.safeParse(c.req.param('id'));
    const board = id.success ? engine.board(id.data) : null;
    const token = c.get('token');
    const seen = board?.ok ? board.value : null;
    // A buzz that a token may not see is as good as none: it is not told that there is one.
    if (!seen || !(['read', 'buzz', right] as const).some((each) => hasRight(token, seen.workspaceId, each))) {
      return { ok: false, answer: refuseBuzz(c) };
    }
    return hasRight(token, seen.workspaceId, right) || (right === 'read' && hasRight(token, seen.workspaceId, 'buzz'))
      ? { ok: true, board: seen }
      : { ok: false, answer: refuseRight(c, right) };
  };
  const answer = (c: RelayContext, board: Answer<Board>): Response =>
    board.ok ? c.json(board.value) : refuseFor(c, board.problem);
  const note = (c: RelayContext, does: BoardAction | 'continue', board: Board, paid = 0): void =>
    audit.write({
      at: clock.now(),
      token: c.get('token').id,
      does,
      workspace: board.workspaceId,
      buzz: board.id,
      ...(paid > 0 ? { paid } : {}),
    });

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
    const made = await makeBuzz(body.value, {
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
    }
  });

  app.get('/v1/buzzes', (c) => {
    const able = usable(c, workspaces, 'read');
    if (able.length === 0) return refuseRight(c, 'read');
    const query = readQuery(c, ListQuery);
    if (!query.ok) return query.answer;
    const { limit, workspace, before } = query.value;
    const picked = workspace === null ? null : pickServed(workspace, able);
    if (picked && picked.kind !== 'picked') return refuseWorkspace(c, picked.kind, picked.candidates, workspace);
    const ids = new Set((picked ? [picked.workspace] : able).map(({ id }) => id));
    return c.json({ buzzes: rowsOf(engine, ids, limit, before) });
  });

  app.get('/v1/buzzes/:id', (c) => {
    const found = boardOf(c, 'read');
    return found.ok ? c.json(found.board) : found.answer;
  });

  for (const action of boardActions) {
    app.post(`/v1/buzzes/:id/${action}`, async (c) => {
      const found = boardOf(c, action === 'receipts' ? 'read' : 'buzz');
      if (!found.ok) return found.answer;
      note(c, action, found.board);
      const { id } = found.board;
      switch (action) {
        case 'stop':
          return answer(c, await engine.stop(id));
        case 'undo':
          return answer(c, await engine.undo(id));
        case 'recall':
          return answer(c, await engine.recall(id));
        case 'receipts':
          return answer(c, await engine.askReceipts(id));
      }
    });
  }

  app.post('/v1/buzzes/:id/continue', async (c) => {
    const found = boardOf(c, 'buzz');
    if (!found.ok) return found.answer;
    const body = await readBody(c, Continue);
    if (!body.ok) return body.answer;
    const { gesture } = body.value;
    const { board } = found;
    const token = c.get('token');
    if (gesture !== 'plain' && !hasRight(token, board.workspaceId, 'paid')) return refuseRight(c, 'paid');
    const held = board.ladder?.rungs.find(({ state }) => state === 'held');
    const paid = held && gesture !== 'plain' ? held.people : 0;
    const spent = paid > 0 ? budgets.spent(token, paid) : null;
    if (spent) return refuseSpent(c, spent);
    if (paid > 0) budgets.use(token, paid);
    note(c, 'continue', board, paid);
    return answer(c, await engine.continueLadder(board.id, gesture));
  });
};

/** The newest rows of these workspaces, newest first. */
export const rowsOf = (
  engine: Pick<Program['engine'], 'list'>,
  ids: ReadonlySet<string>,
  limit: number,
  before: BuzzId | null = null,
): readonly ActivityRow[] => {
  const rows: ActivityRow[] = [];
  for (let from = before; rows.length < limit; ) {
    const next = engine.list({ before: from, limit: page });
    rows.push(...next.filter((row) => ids.has(row.workspaceId)));
    const last = next.at(-1);
    if (!last || next.length < page) break;
    from = last.id;
  }
  return rows.slice(0, limit);
};
