import type { Board } from '../../contract/model/board';
import { BuzzId } from '../../contract/model/ids';
import type { Right } from '../../contract/relay';
import type { NamedWorkspace } from '../program/open-parts';
import { hasRight, workspacesWith } from '../tokens/token';
import type { Desk } from '../wishes/desk';
import { type RelayContext, refuseBuzz, refuseRight } from './refusals';

/** The workspaces in which the token of this call has a right. */
export const usable = (
  c: RelayContext,
  workspaces: readonly NamedWorkspace[],
  right: Right,
): readonly NamedWorkspace[] => {
  const ids = workspacesWith(c.get('token'), right);
  return workspaces.filter(({ id }) => ids.has(id));
};

/** The board that the path of a call names, if its token may see it; `right`: what it takes besides. */
export const findBoard = async (
  c: RelayContext,
  desk: Pick<Desk, 'board'>,
  right: Right,
): Promise<{ ok: true; board: Board } | { ok: false; answer: Response }> => {
  const id = BuzzId.safeParse(c.req.param('id'));
  const board = id.success ? await desk.board(id.data) : null;
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
