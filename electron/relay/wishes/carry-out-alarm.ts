import type { BuzzId } from '../../contract/model/ids';
import { cutTo } from '../hooks/clean-text';
import type { Incidents } from '../incidents/incidents';
import type { NamedWorkspace } from '../program/open-parts';
import { sayAlarm } from '../words/alarm-words';
import type { AlarmWish } from './alarm-wish';
import { type CarryOutDeps, type CarryOutRefusal, carryOutWish } from './carry-out-wish';
import type { AlarmEnd } from './desk';

/** Longest text of a message that says it is a storm (characters). */
const longestStorm = 3_300;

/** Carries out an alarm that was told at a time (ms since the epoch): opens its incident with a buzz, finds the one that is open, or ends it. */
export const carryOutAlarm = async (
  deps: CarryOutDeps & { incidents: Incidents; noteEnd: (buzz: BuzzId) => Promise<void> },
  workspace: NamedWorkspace,
  { hook, key, status, title, wish, reply, rules, asker, locale }: AlarmWish,
  at: number,
): Promise<Exclude<AlarmEnd, { kind: 'late' | 'busy' }>> => {
  const alarm = { workspaceId: workspace.id, hook, key, title, at, rules };
  if (status === 'resolved') {
    const ended = await deps.incidents.resolve(alarm, reply, deps.noteEnd);
    return ended ? { kind: 'resolved', buzz: ended.buzz } : { kind: 'nothing' };
  }
  const raised = await deps.incidents.raise<CarryOutRefusal>(alarm, async (id, storm) => {
    const text = 'text' in wish ? wish.text : '';
    const told = storm === null ? text : cutTo(`${sayAlarm(locale)('storm', { count: storm })}\n${text}`, longestStorm);
    // Who may set up a hook has agreed to what it costs.
    const call = { id, at, workspace, mayPay: wish.paid, asker, locale };
    const made = await carryOutWish(deps, { ...wish, text: told }, call);
    return made.kind === 'made' ? { kind: 'made', buzz: made.board.id } : { kind: 'refused', refusal: made };
  });
  switch (raised.kind) {
    case 'full':
      return { kind: 'full', limit: rules.perHour, seconds: raised.seconds };
    case 'refused':
      return raised.refusal;
    default:
      return raised;
  }
};
