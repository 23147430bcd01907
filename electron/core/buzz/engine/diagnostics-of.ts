import type { BoardPerson } from '../../../contract/model/board';
import { boardOf } from '../record/board-of';
import type { BuzzRecord } from '../record/buzz-record';

const iso = (at: number | null) => (at === null ? '-' : new Date(at).toISOString());

/** How and when a person answered, without what they wrote; an emoji's type is no text of theirs. */
const answerOf = ({ ack, replies }: BoardPerson): string =>
  ack === null
    ? `- replies=${replies.length}`
    : `${ack.by}${ack.by === 'reaction' ? `:${ack.word}` : ''}${ack.declined ? ' declined' : ''}${ack.takenBack ? ' taken-back' : ''} at ${iso(ack.at)} replies=${replies.length}`;

/**
 * Facts by which support finds a buzz in Feishu's logs: states, codes, log ids, times. People are numbered, not named;
 * no text, secret, mobile or e-mail is in it.
 */
export const diagnosticsOf = (record: BuzzRecord): string => {
  const board = boardOf(record);
  const lines = [
    `buzz ${board.id} ${board.practice ? '(practice) ' : ''}${board.channel}/${board.mode} ${board.state}`,
    `created ${iso(board.createdAt)} · text ${[...board.text].length} characters`,
    `calls send=${board.calls.send} buzz=${board.calls.buzz} · messages ${board.messages.length}`,
    `receipts asked ${iso(board.receipts.askedAt)} ${board.receipts.problem?.advice ?? 'ok'}`,
    ...(board.asks ? [`answers asked ${iso(board.answers.askedAt)} ${board.answers.problem?.advice ?? 'ok'}`] : []),
    ...(board.ladder
      ? [
          `ladder ${board.ladder.state} until ${board.ladder.until} enough ${board.ladder.enough} advice=${board.ladder.problem?.advice ?? '-'}`,
        ]
      : []),
    ...(board.ladder?.rungs ?? []).map(
      (rung, index) =>
        `  rung ${index + 1} ${rung.reminder ? 'reminder' : rung.via} due ${iso(rung.dueAt)} ${rung.state} people=${rung.people} advice=${rung.problem?.advice ?? '-'}`,
    ),
    ...board.messages.map((message, index) => `message ${index + 1} ${message.messageId} in ${message.chatId ?? '-'}`),
    ...board.pictures.map(
      ({ state, picture, problem }, index) =>
        `picture ${index + 1} ${picture.kind} ${state} code=${problem?.code ?? '-'} advice=${problem?.advice ?? '-'} log=${problem?.logId ?? '-'}`,
    ),
    ...[...record.messages.values()].flatMap(({ bubbles, bubblesProblem }, index) =>
      bubbles === 'none'
        ? []
        : [
            `bubbles ${index + 1} ${bubbles} code=${bubblesProblem?.code ?? '-'} advice=${bubblesProblem?.advice ?? '-'}`,
          ],
    ),
    ...[...record.ticks.values()].flatMap((reason, index) =>
      reason ? [`tick ${index + 1} code=${reason.code ?? '-'} advice=${reason.advice} log=${reason.logId ?? '-'}`] : [],
    ),
    ...board.notes.map(
      ({ kind, at, messages: { all, sent, open }, problem }, index) =>
        `note ${index + 1} ${kind} at ${iso(at)} sent=${sent}/${all} open=${open} code=${problem?.code ?? '-'} advice=${problem?.advice ?? '-'} log=${problem?.logId ?? '-'}`,
    ),
    ...board.people.flatMap((person, index) => [
      `person ${index + 1} ${person.idType ?? 'no id'} message=${person.message} outcome=${person.outcome} read=${iso(person.readAt)} answer=${answerOf(person)} absence=${person.absence?.advice ?? '-'}`,
      ...(person.reminder
        ? [
            `  reminder ${person.reminder.state} at ${iso(person.reminder.at)} code=${person.reminder.problem?.code ?? '-'} advice=${person.reminder.problem?.advice ?? '-'} log=${person.reminder.problem?.logId ?? '-'}`,
          ]
        : []),
      ...person.steps.map(
        (step) =>
          `  ${step.via} ${step.outcome} at ${iso(step.at)} code=${step.problem?.code ?? '-'} advice=${step.problem?.advice ?? '-'} log=${step.problem?.logId ?? '-'}`,
      ),
    ]),
  ];
  return lines.join('\n');
};
