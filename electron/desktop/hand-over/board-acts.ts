import { type Answer, failed, type Problem, problem } from '../../contract/advice/problem';
import type { Board } from '../../contract/model/board';
import type { Gesture } from '../../contract/model/channel';
import type { BuzzId } from '../../contract/model/ids';
import type { BoardAction } from '../../contract/relay';
import type { Engine } from '../../core/buzz/engine/engine';
import type { HandingOver } from './handing-over';

export interface BoardActsDeps {
  engine: Pick<Engine, 'board' | 'stop' | 'undo' | 'recall' | 'continueLadder' | 'askReceipts' | 'elsewhere'>;
  /** Loaded with the first buzz that a relay has. */
  handingOver: () => Promise<Pick<HandingOver, 'holder' | 'takeBack'>>;
}

/** What a person does to a buzz, wherever its ladder climbs: here by the engine, in the relay by the relay. */
export interface BoardActs {
  stop(id: BuzzId): Promise<Answer<Board>>;
  undo(id: BuzzId): Promise<Answer<Board>>;
  recall(id: BuzzId): Promise<Answer<Board>>;
  continueLadder(id: BuzzId, gesture: Gesture): Promise<Answer<Board>>;
  askReceipts(id: BuzzId): Promise<Answer<Board>>;
  /** Takes a ladder back to this computer, on the relay's word. */
  takeBack(id: BuzzId): Promise<Answer<Board>>;
}

export const createBoardActs = ({ engine, handingOver }: BoardActsDeps): BoardActs => {
  const route = async (
    id: BuzzId,
    here: () => Promise<Answer<Board>>,
    action: BoardAction | 'continue',
    body?: unknown,
  ): Promise<Answer<Board>> => {
    const there = engine.elsewhere.find((each) => each.id === id);
    if (!there) return here();
    const { relay } = there;
    const desk = await handingOver();
    // Whether the relay has it is not known: it is taken back first, which settles that.
    if (there.state === 'handing-over') {
      const back = await desk.takeBack(id);
      return back.ok ? here() : failed(unheard(back.problem, relay));
    }
    const holder = await desk.holder(id);
    if (holder === null) return here();
    if (!holder.ok) return holder;
    const { at } = holder.value;
    const ask = () => at.act(id, action, body);
    let asked = await ask();
    // Done twice it is done once; only a held rung goes on with each word.
    if (asked.kind === 'unknown' && action !== 'continue') asked = await ask();
    switch (asked.kind) {
      case 'refused':
        return failed(asked.problem);
      case 'unsent':
        return failed(unheard(asked.problem, relay));
      case 'unknown':
        return failed(problem('relay-no-answer', { relay }));
      case 'done':
        await at.pull(id);
        return engine.board(id);
    }
  };

  return {
    stop: (id) => route(id, () => engine.stop(id), 'stop'),
    undo: (id) => route(id, () => engine.undo(id), 'undo'),
    recall: (id) => route(id, () => engine.recall(id), 'recall'),
    continueLadder: (id, gesture) => route(id, () => engine.continueLadder(id, gesture), 'continue', { gesture }),
    askReceipts: (id) => route(id, () => engine.askReceipts(id), 'receipts'),
    takeBack: async (id) => {
      const there = engine.elsewhere.find((each) => each.id === id);
      if (!there) return engine.board(id);
      const back = await (await handingOver()).takeBack(id);
      return back.ok ? back : failed(unheard(back.problem, there.relay));
    },
  };
};

/** A relay that could not be asked has done nothing, and says nothing: the person hears both. */
const unheard = (reason: Problem, relay: string): Problem =>
  reason.advice === 'relay-unreachable' ? problem('relay-away', { relay, reason: reason.params.reason ?? '' }) : reason;
