import { sentenceOf } from '../../../../contract/advice/advice-words';
import type { Board } from '../../../../contract/model/board';
import type { Plan } from '../../../../contract/model/plan';
import { hasAcknowledged } from '../../../../contract/rules/answered';
import { isPaid } from '../../../../contract/rules/consent';
import { reachesNobody } from '../../../../core/buzz/plan/plan-of';
import type { CommandEnd } from '../../protocol/reply';
import { boardText } from '../output/board-text';
import { buzzJson, exitCodeOf } from '../output/buzz-json';
import type { Speaker } from '../speaker';
import { waitForReaders } from '../wait-for-readers';
import type { CommandContext } from './context';

/** Most people who get a direct message each; for more, the command line wants `--mode` by name. */
const mostDirect = 200;

/** True if confirming this plan may cost money: by its own channel, or by a step of its ladder. */
export const costs = (plan: Plan): boolean => isPaid(plan.channel) || (plan.ladder?.costs.length ?? 0) > 0;

/** The end of a command whose plan may not be confirmed as it was asked for; null: it may. */
export const planRefusal = (
  plan: Plan,
  asked: { yes: boolean; insists: boolean },
  speaker: Speaker,
): CommandEnd | null => {
  const { say } = speaker;
  if (plan.problem && !reachesNobody(plan)) return speaker.refuse(2, 'nothingSent', plan.problem);
  const count = plan.people.filter((person) => person.preflight === null).length;
  if (plan.mode === 'direct' && count > mostDirect && !asked.insists) {
    return speaker.object(2, 'nothingSent', say('tooManyDirect', { count }));
  }
  return costs(plan) && !asked.yes ? speaker.object(2, 'nothingSent', say('yesNeeded')) : null;
};

const settled = (board: Board): number => board.people.filter((person) => person.outcome !== 'pending').length;

/**
 * Confirms a plan, waits until every call has its outcome, and then up to `wait` seconds for people to read. A problem of
 * the whole plan ends with exit code 2; problems of single people are outcomes. `insists`: `--mode direct` was given.
 */
export const confirmAndWait = async (
  plan: Plan,
  asked: { yes: boolean; wait: number | null; insists: boolean },
  context: CommandContext,
): Promise<CommandEnd> => {
  const { program, speaker, boards, clock, signal } = context;
  const { engine } = program;
  const { say, tell } = speaker;
  const refusal = planRefusal(plan, asked, speaker);
  if (refusal) return refusal;
  const paid = costs(plan);

  const { messages, buzzes, calls } = plan.counts;
  tell(
    say('sending', {
      workspace: context.workspace.name,
      messages: say('messages', { count: messages }),
      buzzes: say('buzzes', { count: buzzes }),
      calls: say('calls', { count: calls }),
    }),
  );
  const { climbs } = plan.ladder ?? {};
  if (climbs?.at === 'relay') tell(say('climbsInRelay'));
  if (climbs?.problem) tell(say('climbsHere', { advice: sentenceOf(climbs.problem, speaker.locale) }));
  const confirmed = await engine.confirm(plan.id, paid ? 'paid' : 'plain', 'unattended');
  if (!confirmed.ok) return speaker.refuse(2, 'nothingSent', confirmed.problem);
  const { id, repeated } = confirmed.value;
  const look = (): Board | null => {
    const board = engine.board(id);
    return board.ok ? board.value : null;
  };

  let told = 0;
  const done = await boards.until(
    id,
    look,
    (board) => {
      const now = settled(board);
      if (now > told && board.people.length > 1) tell(say('answered', { done: now, people: board.people.length }));
      told = now;
      return board.state !== 'running';
    },
    signal,
  );
  let board = done ?? look() ?? confirmed.value;
  if (asked.wait !== null && done !== null) {
    const people = board.people.length;
    board = await waitForReaders(board, asked.wait, {
      clock,
      signal,
      look,
      ask: () => program.acts.askReceipts(id),
      onNews: ({ people: now, asks }) => {
        const done = now.filter((person) => (asks ? hasAcknowledged(person) : person.readAt !== null)).length;
        tell(asks ? say('waitingForAnswers', { done, people }) : say('waiting', { read: done, people }));
      },
      onHopeless: (problem) =>
        tell(say(board.asks ? 'answersMissed' : 'receiptsMissed', { advice: sentenceOf(problem, speaker.locale) })),
    });
  }
  if (board.practice) tell(say('practice'));
  const { locale, zone } = speaker;
  const json = buzzJson(board, locale);
  const text = boardText(board, locale, zone());
  return speaker.answer(
    exitCodeOf(board.people),
    repeated ? { ...json, repeated } : json,
    repeated ? `${say('repeated')}\n${text}` : text,
  );
};
