import type { Answer } from '../../contract/advice/problem';
import type { Board, ConfirmedBoard } from '../../contract/model/board';
import type { BuzzId } from '../../contract/model/ids';
import type { Wish } from '../../contract/relay';
import type { Incidents } from '../incidents/incidents';
import { incidentKey } from './alarm-wish';
import { type CarryOutDeps, type CarryOutEnd, type CarryOutRefusal, carryOutWish } from './carry-out-wish';

/** Makes a wish a buzz, or, if its person names an incident that has one, finds that. */
export const carryOutNamed = async (
  deps: CarryOutDeps & { incidents: Incidents; board: (id: BuzzId) => Promise<Answer<Board>> },
  wish: Wish,
  call: Parameters<typeof carryOutWish>[2],
): Promise<CarryOutEnd> => {
  if (wish.incident === null) return carryOutWish(deps, wish, call);
  let fresh: ConfirmedBoard | null = null;
  const name = { workspaceId: call.workspace.id, key: incidentKey(wish.incident), buzz: call.id };
  const raised = await deps.incidents.named<CarryOutRefusal>(name, async (id) => {
    const made = await carryOutWish(deps, wish, { ...call, id });
    if (made.kind !== 'made') return { kind: 'refused', refusal: made };
    fresh = made.board;
    return { kind: 'made', buzz: made.board.id };
  });
  if (raised.kind === 'refused') return raised.refusal;
  if (fresh) return { kind: 'made', board: fresh };
  await deps.noteSame(raised.buzz);
  const board = await deps.board(raised.buzz);
  return board.ok
    ? { kind: 'made', board: { ...board.value, repeated: true } }
    : { kind: 'problem', problem: board.problem };
};
