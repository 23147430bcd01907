import { createHash } from 'node:crypto';
import { type IdGenerator, RandomIdGenerator } from '@opentelemetry/sdk-trace-base';
import type { BuzzId } from '../../contract/model/ids';

export interface FixedIds {
  generator: IdGenerator;
  /** Runs `begin`, which begins the first span of a trace: both have the ids that follow from this buzz. */
  firstOf<T>(buzz: BuzzId, begin: () => T): T;
}

/**
 * Ids of spans. Those of a buzz's trace and of its first span follow from its id: a ladder that another process goes on with, also
 * after a death, is in the same trace, and nothing is passed on for that.
 */
export const fixedIds = (): FixedIds => {
  const random = new RandomIdGenerator();
  let first: string | null = null;
  return {
    generator: {
      generateTraceId: () => first?.slice(0, 32) ?? random.generateTraceId(),
      generateSpanId: () => first?.slice(32, 48) ?? random.generateSpanId(),
    },
    firstOf: (buzz, begin) => {
      first = createHash('sha256').update(`trace ${buzz}`).digest('hex');
      try {
        return begin();
      } finally {
        first = null;
      }
    },
  };
};
