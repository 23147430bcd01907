import type { Board } from '../../../electron/contract/model/board';
import type { Draft } from '../../../electron/contract/model/draft';
import type { Ladder } from '../../../electron/contract/model/ladder';
import { createVirtualClock, type VirtualClock } from '../clock/virtual-clock';
import { crowd, ScriptedFeishu } from '../feishu/scripted-feishu';
import { aLadder } from '../samples';
import { buzzDesk, draft, value } from './buzz-desk';

/** Lets a person read at a time of the server. Receipts before it do not show it. */
export class ReadingFeishu extends ScriptedFeishu {
  readonly reads = new Map<string, number>();
  readonly #time: VirtualClock;

  constructor(clock: VirtualClock) {
    super(clock);
    this.#time = clock;
  }

  override readReceipts(input: Parameters<ScriptedFeishu['readReceipts']>[0]) {
    for (const [id, at] of this.reads) if (at <= this.#time.now()) this.readAt.set(id, at);
    return super.readReceipts(input);
  }
}

/** A desk with one ladder, and a buzz that climbs by it. */
export const climbing = async (
  ladder: Partial<Ladder> = {},
  wanted: Partial<Draft> = {},
  parts: Parameters<typeof buzzDesk>[0] & { people?: number; before?: (feishu: ReadingFeishu) => void } = {},
) => {
  const clock = parts.clock ?? createVirtualClock();
  const feishu = new ReadingFeishu(clock);
  feishu.tellsChats = true;
  parts.before?.(feishu);
  const desk = buzzDesk({ clock, feishu, ladders: [aLadder(ladder)], ...parts });
  const plan = await desk.engine.plan(draft(crowd(parts.people ?? 2), { ladder: aLadder().id, ...wanted }));
  const { id, createdAt } = value(await desk.confirm(plan));
  await clock.settle();
  const board = (): Board => value(desk.engine.board(id));
  const rungs = () => board().ladder?.rungs.map(({ state }) => state);
  const at = async (after: number) => clock.advance(createdAt + after - clock.now());
  return { ...desk, feishu, plan, id, createdAt, board, rungs, at };
};
