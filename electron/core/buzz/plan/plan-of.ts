import { type Problem, problem } from '../../../contract/advice/problem';
import { ladderLimits } from '../../../contract/limits';
import type { Bubble } from '../../../contract/model/answer';
import type { BuzzId, PlanId } from '../../../contract/model/ids';
import type { Ladder } from '../../../contract/model/ladder';
import type { Plan, PlanCounts, PlannedBackup, PlannedPerson } from '../../../contract/model/plan';
import type { Asking, Ceilings } from '../../../contract/model/settings';
import { isBlank } from '../../../contract/plain-text';
import { asksAnswer } from '../../../contract/rules/answered';
import { isSureToFail } from '../../../contract/rules/channel-problems';
import { isPaid } from '../../../contract/rules/consent';
import { showsPictures } from '../../doctor/known-scopes';
import { plannedLadder } from '../ladder/ladder-plan';
import type { PaidUsage } from '../record/paid-usage';
import { listLimit } from '../send/dispatch';
import { postLimit } from '../send/post-of';
import { type ChannelFacts, ceilingProblem, channelItself, channelProblems, reminderProblem } from './channel-problems';
import type { ResolvedBackup, ResolvedDraft, ResolvedPerson } from './resolved-draft';

/** Time a plan waits for its confirmation (ms): after it, the plan's numbers may be wrong. */
const planLifeMs = 10 * 60_000;

/** Number of direct messages that `auto` sends without proposing a room, which needs far fewer calls. */
const directLimit = 20;

const minutes = (ms: number) => String(Math.max(1, Math.round(ms / 60_000)));

/** A person as a plan shows them: with this computer's own counts. */
export const withLimits = (
  { doubt = null, ...resolved }: ResolvedPerson,
  paid: boolean,
  usage: PaidUsage,
  ceilings: Ceilings,
  now: number,
): PlannedPerson => {
  const person = { ...resolved, department: resolved.department ?? null };
  const { count, lastAt } = usage.ofPerson(person.key);
  const recently = lastAt === null ? null : problem('called-recently', { minutes: minutes(now - lastAt) });
  if (person.preflight || !paid || count < ceilings.callsPerPersonPerHour)
    return { ...person, warning: doubt, recently };
  const reason = problem('ceiling-person', { name: person.name, count: String(count) });
  return { ...person, warning: null, recently, preflight: { outcome: 'not-called', problem: reason } };
};

/** A backup as a plan shows it. Its people are counted for themselves when a rung calls them. */
const plannedBackup = (
  { people, ...backup }: ResolvedBackup,
  usage: PaidUsage,
  ceilings: Ceilings,
  now: number,
): PlannedBackup => ({
  ...backup,
  people: people.map(({ apart, ...person }) => ({ ...withLimits(person, false, usage, ceilings, now), apart })),
});

const countsOf = (
  callable: readonly PlannedPerson[],
  mode: Plan['mode'],
  paid: boolean,
  resend: number | null,
  before: number,
  uploads: number,
): PlanCounts => {
  const lists = (['open_id', 'union_id', 'user_id'] as const).reduce((sum, idType) => {
    const people = callable.filter((person) => person.idType === idType);
    return sum + Math.ceil(people.length / listLimit);
  }, 0);
  const messages = resend ?? (mode === 'direct' ? callable.length : Math.min(1, callable.length));
  const buzzCalls = mode === 'direct' || paid ? callable.length : lists;
  return { messages, buzzes: callable.length, calls: before + (messages > 0 ? uploads : 0) + messages + buzzCalls };
};

/**
 * 方案: the calls that confirming this draft would make, for which people, at which cost. Pure. Known failures are named
 * before anything leaves: per person (`preflight`) or for the whole (`problem`).
 */
export const planOf = (input: {
  id: PlanId;
  resolved: ResolvedDraft;
  /** The buzz whose messages are buzzed again; null: a new one. */
  again: BuzzId | null;
  /** The policy to climb by; null: none. */
  ladder: Ladder | null;
  /** Bubbles of direct messages that ask for an answer. */
  bubbles: readonly Bubble[];
  /** Whether messages ask for an answer by themselves. */
  asking: Asking;
  usage: PaidUsage;
  ceilings: Ceilings;
  facts: ChannelFacts;
  /** The reason for which a ladder, with paid rungs or without, cannot be handed over to the relay now; null: none is known. */
  relayHindrance: (paid: boolean) => Problem | null;
  now: number;
}): Plan => {
  const { resolved, usage, ceilings, facts, now } = input;
  const { draft } = resolved;
  const { channel } = draft;
  const paid = isPaid(channel);
  const people = resolved.people.map((person) => withLimits(person, paid, usage, ceilings, now));
  const callable = people.filter((person) => person.preflight === null);
  const there = draft.about?.kind === 'message';
  const resend = there ? 0 : input.again === null ? null : resolved.resend;
  const pictures = there ? [] : draft.pictures;
  // Where people are called in turn, the others hear of it later.
  const first = input.ladder?.inTurn ? callable.slice(0, 1) : callable;
  const counts = countsOf(first, resolved.mode, paid, resend, resolved.room?.calls ?? 0, pictures.length);
  // A message that is buzzed again has its bubbles, or went without; one in a chat of many takes none (feishu-api 11.3).
  const isDirect = resolved.mode === 'direct' && draft.about === null && input.again === null;
  const bubbles = isDirect ? input.bubbles : [];
  const asking = input.again === null ? input.asking : 'auto';
  const ask = asksAnswer(draft, input.ladder, asking)
    ? { bubbles, calls: bubbles.length > 0 ? counts.messages : 0 }
    : null;
  const channels = channelProblems(first, facts, usage, ceilings, now);
  const climb = { sent: channel, people: callable.length };
  const backups = resolved.backups.map((backup) => plannedBackup(backup, usage, ceilings, now));
  const ladder =
    input.ladder &&
    plannedLadder(
      input.ladder,
      climb,
      backups,
      usage,
      (way) => (way === 'reminder' ? reminderProblem(facts.scopes) : channelItself(way, facts, usage, now)),
      input.relayHindrance,
    );

  const stops = (): Problem | null => {
    if (resolved.problem) return resolved.problem;
    if (people.length === 0) return problem('nobody');
    if (!there && isBlank(draft.text)) return problem('text-empty');
    if (!there && resolved.weight > postLimit)
      return problem('text-too-long', { size: (resolved.weight / 1024).toFixed(1) });
    const known = people[0]?.preflight;
    if (callable.length === 0 && known) return known.problem;
    if (ladder && ladder.turns > ladderLimits.turns) {
      const { turns } = ladder;
      const numbers = { count: String(callable.length), turns: String(turns), most: String(ladderLimits.turns) };
      return problem('ladder-turns-many', numbers);
    }
    // Every rung counts again for itself; a rung that could never make a call is refused now.
    const empty = ladder?.costs.find(({ leftThisMonth }) => leftThisMonth === 0);
    if (empty) return problem('ceiling-month', { limit: String(empty.limit) });
    const closed = channels[channel];
    if (closed && isSureToFail(closed)) return closed;
    // A reason that may be over stands before the ceilings, which hold all the same.
    return ceilingProblem(channel, first.length, usage, ceilings);
  };

  return {
    id: input.id,
    workspaceId: draft.workspaceId,
    practice: resolved.practice,
    channel,
    channels,
    mode: resolved.mode,
    chat: resolved.chat,
    room: resolved.room && {
      name: resolved.room.name,
      isNew: resolved.room.chatId === null,
      toAdd: resolved.room.toAdd,
    },
    suggestsRoom:
      input.again === null &&
      draft.delivery.mode === 'auto' &&
      resolved.mode === 'direct' &&
      callable.length > directLimit,
    about: draft.about,
    ladder,
    again: input.again,
    ask,
    pictures:
      pictures.length === 0
        ? null
        : {
            count: pictures.length,
            bytes: pictures.reduce((sum, { bytes }) => sum + bytes, 0),
            problem: facts.scopes && !showsPictures(facts.scopes) ? problem('pictures-unscoped') : null,
          },
    people,
    counts: { ...counts, calls: counts.calls + (ask?.calls ?? 0) },
    cost: isPaid(channel)
      ? { channel, calls: first.length, leftThisMonth: usage.leftThisMonth[channel], limit: usage.limit[channel] }
      : null,
    problem: stops(),
    expiresAt: now + planLifeMs,
  };
};

/** Tells whether a plan is stopped only because none of its people can be called, each with a reason. */
export const reachesNobody = ({ people, problem }: Plan): boolean => {
  const [first] = people;
  return first?.preflight?.problem === problem && people.every((person) => person.preflight !== null);
};
