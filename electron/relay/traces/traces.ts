import type { BuzzId, WorkspaceId } from '../../contract/model/ids';
import type { StepSeen } from '../../core/buzz/engine/running-steps';
import type { Feishu } from '../../core/feishu/feishu';

/** What a span is about. Neither here nor anywhere else do spans take a text, a name, an address, or an id of a person or chat. */
export interface AboutBuzz {
  buzz: BuzzId;
  workspaceId: WorkspaceId;
}

/** Spans of the work of one engine, in OpenTelemetry's sense. Whatever becomes of them, the work is done. */
export interface EngineTraces {
  /** Carries out a wish that came at this time (ms since the epoch). */
  wish<T>(of: AboutBuzz & { at: number }, work: () => Promise<T>): Promise<T>;
  /** Carries out a step of a buzz. */
  step(seen: StepSeen, work: () => Promise<void>): Promise<void>;
  /** The same Feishu, for the calls of one buzz. */
  over(of: AboutBuzz, feishu: Feishu): Feishu;
  /** The engine is put down. */
  end(): void;
}

export interface Traces {
  /** @param inShift it acts for as long as its shift lasts, and is one of several */
  engine(by: { now: () => number; inShift: boolean }): EngineTraces;
  /** Sends what has ended, within 5 s. */
  close(): Promise<void>;
}

const none: EngineTraces = {
  wish: (_, work) => work(),
  step: (_, work) => work(),
  over: (_, feishu) => feishu,
  end: () => undefined,
};

/** For a relay that is to tell of no spans: nothing is loaded, no connection is made. */
export const noTraces: Traces = { engine: () => none, close: async () => undefined };
