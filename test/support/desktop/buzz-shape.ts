import { z } from 'zod';

/** A time as `--json` prints it. */
const iso = z.string().refine((text) => new Date(text).toISOString() === text);
/** Feishu's number; null: there is none. */
export const code = z.int().nullable();
const outcome = z.enum([
  'pending',
  'accepted',
  'not-in-chat',
  'unreachable',
  'too-many-unread',
  'quota',
  'refused',
  'unknown',
  'not-called',
]);
const via = z.enum(['app', 'sms', 'phone']);
const step = z.strictObject({ via, outcome, code, logId: z.string().nullable(), at: iso });
const person = z.strictObject({
  id: z.string().nullable(),
  idType: z.enum(['open_id', 'union_id', 'user_id']).nullable(),
  name: z.string(),
  backup: z.string().nullable(),
  outcome,
  code,
  logId: z.string().nullable(),
  advice: z.string().min(1).nullable(),
  readAt: iso.nullable(),
  ack: z
    .strictObject({ at: iso, by: z.enum(['bubble', 'reaction', 'reply']), word: z.string(), declined: z.boolean() })
    .nullable(),
  replies: z.array(z.strictObject({ at: iso, text: z.string() })),
  reminder: z
    .strictObject({
      state: z.enum(['pending', 'set', 'unsure', 'taken', 'failed', 'stays']),
      at: iso,
      code,
      advice: z.string().nullable(),
    })
    .nullable(),
  steps: z.array(step).min(1),
});
const named = z.strictObject({ id: z.string().nullable(), name: z.string() });
const rung = z.strictObject({
  via: z.enum(['app', 'reminder', 'sms', 'phone']),
  backup: z.string().nullable(),
  turn: named.nullable(),
  state: z.enum(['done', 'next', 'later', 'held', 'missed', 'skipped']),
  people: z.int(),
  dueAt: iso,
});
/** A buzz as `--json` documents it, without any further field. */
export const buzzShape = z.strictObject({
  id: z.string().regex(/^bz_/),
  state: z.enum(['running', 'done', 'stopped']),
  stoppedBy: z.literal('alarm').nullable(),
  via,
  mode: z.enum(['direct', 'chat', 'room']),
  text: z.string(),
  createdAt: iso,
  workspace: z.string(),
  practice: z.boolean(),
  messages: z.array(z.strictObject({ messageId: z.string(), chatId: z.string().nullable() })),
  people: z.array(person),
  takenBy: named.nullable(),
  told: z
    .strictObject({ at: iso, text: z.string(), sent: z.int(), messages: z.int(), advice: z.string().nullable() })
    .nullable(),
  ladder: z
    .strictObject({
      name: z.string(),
      state: z.enum(['armed', 'held', 'ended']),
      turn: named.nullable(),
      advice: z.string().nullable(),
      left: z.strictObject({ people: z.int(), reason: z.enum(['unknown', 'quota', 'out-of-reach']) }).nullable(),
      rungs: z.array(rung),
    })
    .nullable(),
  climber: z
    .strictObject({
      relay: z.string(),
      state: z.enum(['handing-over', 'handed-over', 'refused', 'taken-back', 'released']),
      since: iso,
      heardAt: iso.nullable(),
      reachable: z.boolean().nullable(),
      advice: z.string().nullable(),
    })
    .nullable(),
  calls: z.strictObject({ send: z.int(), buzz: z.int(), total: z.int() }),
  repeated: z.literal(true).optional(),
});
