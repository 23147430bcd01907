import { z } from 'zod';
import type { ActivityRow, Board } from '../../../../contract/model/board';
import { Channel, Outcome } from '../../../../contract/model/channel';
import { BuzzId } from '../../../../contract/model/ids';

// What a client prints of a relay's answers is checked; what it does not print may grow with the relay.

const Problem = z.looseObject({
  code: z.number().nullable(),
  advice: z.string(),
  params: z.record(z.string(), z.string()),
  logId: z.string().nullable(),
});
const Step = z.looseObject({ via: Channel, outcome: Outcome, problem: Problem.nullable(), at: z.number() });
const Person = z.looseObject({
  key: z.string().default(''),
  name: z.string(),
  id: z.string().nullable(),
  idType: z.string().nullable(),
  outcome: Outcome,
  problem: Problem.nullable(),
  message: z.string(),
  readAt: z.number().nullable(),
  ack: z.looseObject({ at: z.number(), declined: z.boolean() }).nullable(),
  replies: z.array(z.looseObject({ at: z.number(), text: z.string() })),
  // A relay of before tells of no reminders.
  reminder: z.looseObject({ state: z.string(), at: z.number(), problem: Problem.nullable() }).nullable().default(null),
  // A relay of before knows no backups.
  backup: z.string().nullable().default(null),
  steps: z.array(Step),
});

const Rung = z.looseObject({
  via: Channel,
  reminder: z.boolean().default(false),
  backup: z.string().nullable().default(null),
  turn: z.string().nullable().default(null),
  state: z.string(),
  people: z.number(),
  dueAt: z.number(),
});

const LadderAnswer = z.looseObject({
  name: z.string(),
  state: z.string(),
  turn: z.looseObject({ key: z.string() }).nullable().default(null),
  rungs: z.array(Rung),
});

const Note = z.looseObject({
  kind: z.string(),
  at: z.number(),
  text: z.string(),
  messages: z.looseObject({ all: z.number(), sent: z.number() }),
  problem: Problem.nullable(),
});

const BoardAnswer = z.looseObject({
  id: BuzzId,
  workspaceName: z.string(),
  practice: z.boolean(),
  text: z.string(),
  channel: Channel,
  mode: z.string(),
  chat: z.looseObject({ name: z.string() }).nullable(),
  about: z.looseObject({ excerpt: z.string() }).nullable(),
  createdAt: z.number(),
  state: z.enum(['running', 'done', 'stopped']),
  messages: z.array(z.looseObject({ messageId: z.string(), chatId: z.string().nullable() })),
  people: z.array(Person),
  calls: z.looseObject({ send: z.number(), buzz: z.number(), total: z.number() }),
  takenBy: z.string().nullable().default(null),
  ladder: LadderAnswer.nullable().default(null),
  notes: z.array(Note).default([]),
  // A relay of before knows no alarms.
  stoppedBy: z.literal('alarm').nullable().default(null).catch(null),
  recalled: z.boolean(),
  receipts: z.looseObject({ problem: Problem.nullable() }),
});

/** The board in an answer; null: it is none. */
export const readBoard = (value: unknown): (Board & { repeated?: boolean }) | null => {
  const read = BoardAnswer.safeParse(value);
  return read.success ? (read.data as unknown as Board & { repeated?: boolean }) : null;
};

const Row = z.looseObject({
  id: BuzzId,
  workspaceName: z.string(),
  practice: z.boolean(),
  title: z.string(),
  text: z.string(),
  channel: Channel,
  createdAt: z.number(),
  state: z.enum(['running', 'done', 'stopped']),
  people: z.number(),
  read: z.number(),
  accepted: z.number(),
  attention: z.number(),
});

/** The rows in the answer to a list; null: it is none. */
export const readRows = (value: unknown): readonly ActivityRow[] | null => {
  const read = z.looseObject({ buzzes: z.array(Row) }).safeParse(value);
  return read.success ? (read.data.buzzes as unknown as ActivityRow[]) : null;
};
