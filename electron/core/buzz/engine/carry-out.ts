import { type Problem, problem } from '../../../contract/advice/problem';
import type { Breakers } from '../../feishu/resilience/breaker';
import type { BuzzRecord } from '../record/record';
import { knownSince } from '../record/record';
import type { Records } from '../record/records';
import { endStep } from '../record/settle';
import { dispatch } from '../send/dispatch';
import { mentionsOf, postOf } from '../send/post-of';
import { Run } from '../send/run';
import type { EngineDeps } from './engine-deps';
import type { RunningStep } from './running-steps';

/** Carries one step of a buzz out to its end: whatever happens, everybody in it has an outcome then. */
export const carryOut = async (
  deps: EngineDeps,
  records: Records,
  breakers: Breakers,
  record: BuzzRecord,
  { step, channel, stop, undo }: Pick<RunningStep, 'step' | 'channel' | 'stop' | 'undo'>,
): Promise<void> => {
  const { clock } = deps;
  const end = async (reason: Problem): Promise<void> => {
    for (const entry of endStep(record, step, { at: clock.now(), reason })) await records.report(record, entry);
  };
  const { workspaceId, text, asker } = record.confirmed;
  const feishu = deps.feishuOf(workspaceId, knownSince(record));
  if (!feishu.ok) return end(feishu.problem);
  const breaker = breakers.of(workspaceId);
  const run = new Run({ ...deps, records, breaker, feishu: breaker.over(feishu.value) }, record, {
    step,
    channel,
    stop: stop.signal,
    undo: undo.signal,
  });
  const post = postOf({ text, asker, locale: deps.locale(), mentions: mentionsOf(record.confirmed) });
  try {
    await dispatch(run, post);
  } catch {
    // A mistake in this program: nobody may be left waiting for an outcome because of it.
    stop.abort();
    await end(problem('internal'));
  }
};
