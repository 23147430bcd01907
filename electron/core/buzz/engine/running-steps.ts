import type { Channel } from '../../../contract/model/channel';
import type { BuzzId } from '../../../contract/model/ids';

/** A step that is found by whoever stops its buzz, and how it is said that it is over. */
export interface BegunStep {
  mine: RunningStep;
  end: () => void;
}

/** The steps under way, by their buzz: to be stopped, to be waited for, and to be counted against the limits. */
export class RunningSteps {
  readonly #all = new Map<BuzzId, readonly RunningStep[]>();

  of(id: BuzzId): readonly RunningStep[] {
    return this.#all.get(id) ?? [];
  }

  has(id: BuzzId): boolean {
    return this.#all.has(id);
  }

  /** How many buzzes have one. */
  get buzzes(): number {
    return this.#all.size;
  }

  all(): readonly { id: BuzzId; steps: readonly RunningStep[] }[] {
    return [...this.#all].map(([id, steps]) => ({ id, steps }));
  }

  /** From now on a stop reaches this step, though it may still be on its way to the disk. */
  begin(id: BuzzId, step: number, channel: Channel): BegunStep {
    let ended = () => {};
    const done = new Promise<void>((resolve) => {
      ended = resolve;
    });
    const mine: RunningStep = { step, channel, stop: new AbortController(), undo: new AbortController(), done };
    this.#all.set(id, [...this.of(id), mine]);
    const end = () => {
      const left = this.of(id).filter((other) => other !== mine);
      if (left.length > 0) this.#all.set(id, left);
      else this.#all.delete(id);
      ended();
    };
    return { mine, end };
  }

  /** Resolves when every step that is under way now has ended. */
  async idle(): Promise<void> {
    await Promise.all([...this.#all.values()].flat().map(({ done }) => done));
  }
}

/** One step under way, and how it is stopped or taken back. */
export interface RunningStep {
  step: number;
  channel: Channel;
  stop: AbortController;
  undo: AbortController;
  done: Promise<void>;
}
