import fc from 'fast-check';
import { expect, it } from 'vitest';
import { keptLedger } from '../../../test/support/disk/kept-ledger';
import { activityRow, buzzId, confirmed, summary } from '../../../test/support/disk/ledger-rows';
import type { Channel } from '../../contract/model/channel';
import type { ReadingTimes, TimesBy } from '../../contract/model/figures';
import { GroupId, WorkspaceId } from '../../contract/model/ids';
import { isLouder } from '../../contract/rules/board-standing';
import type { Entry } from '../../core/buzz/record/entry';

const company = WorkspaceId.parse('ws_company');
const kept = keptLedger();

interface Call {
  channel: Channel;
  /** Time of the answer after the confirmation (ms). */
  after: number;
  accepted: boolean;
}
/** What became of one person of a buzz: their calls, and when they read (ms after the confirmation; null: never). */
interface Told {
  calls: readonly Call[];
  readAfter: number | null;
  /** Their answers (ms after the confirmation), which acknowledge or do not. */
  answers?: readonly { after: number; how: 'text' | 'first-bubble' | 'other-bubble' | 'OK' | 'CrossMark' }[];
}

const group = (name: string) => GroupId.parse(`grp_${name}`);

/** Writes a buzz of so many people, to one group or to people one by one. */
const write = async (
  number: number,
  to: string | null,
  people: readonly Told[],
  { workspaceId = company, asks = false } = {},
) => {
  const id = buzzId(number);
  const at = number * 1_000_000;
  const keys = people.map((_person, index) => `ou_${index}`);
  const recipient = to === null ? [] : [{ kind: 'group' as const, groupId: group(to) }];
  const asked = { to: recipient, delivery: { mode: 'auto' as const }, ladder: null, ask: null, climbs: null };
  const calls = people.flatMap(({ calls: made }, index) =>
    made.map((call, nth) => ({ ...call, call: `${number}-${index}-${nth}`, key: keys[index] ?? '' })),
  );
  const entries: Entry[] = [
    ...calls.flatMap(({ channel, after, accepted, call, key }): Entry[] => [
      {
        kind: 'calling',
        at: at + after,
        call,
        step: 0,
        channel,
        message: 'm1',
        idType: 'open_id',
        people: [key, 'ou_x'],
      },
      { kind: 'called', at: at + after, call, invalid: accepted ? ['ou_x'] : [key, 'ou_x'], logId: null },
    ]),
    ...people.flatMap(({ readAfter }, index): Entry[] => {
      if (readAfter === null) return [];
      const read = [{ key: keys[index] ?? '', at: at + readAfter }];
      return [
        { kind: 'receipts', at, read, problem: null },
        // A later answer about the same reader changes nothing.
        { kind: 'receipts', at, read: [{ key: keys[index] ?? '', at: at + readAfter + 5 }], problem: null },
      ];
    }),
    ...people.flatMap(({ answers = [] }, index) =>
      answers.map(({ after, how }): Entry => {
        const fact = { key: keys[index] ?? '', at: at + after };
        const bubble = { text: null, 'first-bubble': 0, 'other-bubble': 1, OK: null, CrossMark: null }[how];
        const found =
          how === 'OK' || how === 'CrossMark'
            ? { ...fact, by: 'reaction' as const, emoji: how }
            : { ...fact, by: 'reply' as const, text: how, bubble };
        return { kind: 'answers', at, found: [found], taken: [], asked: null, putAt: null, problem: null };
      }),
    ),
  ];
  const ask = asks ? { bubbles: [], quietReply: false, enough: 'everyone' as const } : null;
  const first = confirmed(id, at, {
    ask,
    workspaceId,
    title: to === null ? '李雷、韩梅梅' : `${to}${number}`,
    asked,
  });
  const row = { ...activityRow(id, at), workspaceId, people: people.length };
  await kept.ledger.append(id, [first, ...entries], () => summary(row));
};

/** The smallest time that is long enough for this part of the readers. */
const upTo = (times: readonly number[], tenths: number): number | null =>
  [...times].sort((a, b) => a - b)[Math.ceil((times.length * tenths) / 10) - 1] ?? null;

const summed = (people: readonly { took: number | null }[]): ReadingTimes => {
  const times = people.flatMap(({ took }) => took ?? []);
  return { people: people.length, read: times.length, median: upTo(times, 5), slow: upTo(times, 9) };
};

/** The same, told without SQL: the loudest accepted call before the reading, or the first of all if they read before. */
const callOf = ({
  calls,
  readAfter,
}: Pick<Told, 'calls' | 'readAfter'>): { channel: Channel; took: number | null; inAll: number | null } | null => {
  const accepted = calls.filter((call) => call.accepted).sort((a, b) => a.after - b.after);
  const before = accepted.filter(({ after }) => readAfter === null || after <= readAfter);
  const call = before.reduce<Call | undefined>(
    (best, each) => (best && !isLouder(each.channel, best.channel) ? best : each),
    undefined,
  );
  const told = call ?? accepted[0];
  if (!told) return null;
  return {
    channel: told.channel,
    took: readAfter === null ? null : Math.max(0, readAfter - told.after),
    inAll: readAfter,
  };
};

const telling = fc.record({
  calls: fc.uniqueArray(
    fc.record({
      channel: fc.constantFrom<Channel>('app', 'sms', 'phone'),
      after: fc.integer({ min: 0, max: 500 }),
      accepted: fc.boolean(),
    }),
    { selector: ({ after }) => after, maxLength: 3 },
  ),
  readAfter: fc.option(fc.integer({ min: 0, max: 600 })),
  answers: fc.array(
    fc.record({
      after: fc.integer({ min: 0, max: 600 }),
      how: fc.constantFrom('text', 'first-bubble', 'other-bubble', 'OK', 'CrossMark'),
    }),
    { maxLength: 3 },
  ),
});

/** The same person as one whose acknowledgement is the reading. */
const answering = ({ calls, answers = [] }: Told): Pick<Told, 'calls' | 'readAfter'> => {
  const yes = answers.filter(({ how }) => how !== 'other-bubble' && how !== 'CrossMark').map(({ after }) => after);
  return { calls, readAfter: yes.length > 0 ? Math.min(...yes) : null };
};

/** Compares what the ledger sums with counting one by one. */
const judge = (
  { groups, channels }: TimesBy,
  people: readonly { to: string | null; person: Pick<Told, 'calls' | 'readAfter'> }[],
) => {
  const told = people.flatMap(({ to, person }) => {
    const call = callOf(person);
    return call ? [{ to, ...call }] : [];
  });
  expect(channels).toEqual(
    (['app', 'sms', 'phone'] as const).flatMap((channel) => {
      const of = told.filter((each) => each.channel === channel);
      return of.length === 0 ? [] : [{ channel, ...summed(of) }];
    }),
  );
  const expected = ['oncall', 'night'].flatMap((name) => {
    const of = told.filter(({ to }) => to === name).map(({ inAll }) => ({ took: inAll }));
    return of.length === 0 ? [] : [{ groupId: group(name), ...summed(of) }];
  });
  expect(groups).toHaveLength(expected.length);
  for (const each of expected) expect(groups).toContainEqual(expect.objectContaining(each));
};

it('sums any records by group and by channel as counting them one by one does', async () => {
  const buzzes = fc.array(
    fc.record({
      to: fc.constantFrom('oncall', 'night', null),
      asks: fc.boolean(),
      people: fc.array(telling, { maxLength: 6 }),
    }),
    { maxLength: 5 },
  );
  let number = 1;
  await fc.assert(
    fc.asyncProperty(buzzes, async (records) => {
      const from = number;
      for (const { to, people, asks } of records) {
        await write(number, to, people, { asks });
        number += 1;
      }
      const { answers, ...read } = kept.ledger.readingTimes(company, from * 1_000_000);
      const every = records.flatMap(({ to, people, asks }) => people.map((person) => ({ to, asks, person })));
      judge(read, every);
      const asked = every.filter(({ asks }) => asks);
      judge(
        answers,
        asked.map(({ to, person }) => ({ to, person: answering(person) })),
      );
    }),
    { numRuns: 60 },
  );
});

it('names a group as its newest buzz did, and tells the largest first', async () => {
  const person: Told = { calls: [{ channel: 'app', after: 1, accepted: true }], readAfter: null };
  await write(1, 'night', [person]);
  await write(2, 'oncall', [person, person]);
  await write(3, 'oncall', [person]);
  expect(kept.ledger.readingTimes(company, 0).groups).toMatchObject([
    { name: 'oncall3', people: 3, read: 0, median: null, slow: null },
    { name: 'night1', people: 1 },
  ]);
});

it('tells of one workspace, and of no older buzz', async () => {
  const person: Told = { calls: [{ channel: 'phone', after: 1, accepted: true }], readAfter: 11 };
  await write(1, 'oncall', [person]);
  await write(2, 'oncall', [person], { workspaceId: WorkspaceId.parse('ws_other') });
  await write(3, 'oncall', [person]);
  expect(kept.ledger.readingTimes(company, 2_000_000).channels).toEqual([
    { channel: 'phone', people: 1, read: 1, median: 10, slow: 10 },
  ]);
});

it('looks at the newest buzzes of many, and says from when on', async () => {
  const person: Told = { calls: [{ channel: 'app', after: 1, accepted: true }], readAfter: 2 };
  for (const number of [1, 2, 3])
    await write(
      number,
      'oncall',
      Array.from({ length: 1_000 }, () => person),
    );
  const { cutAt, channels } = kept.ledger.readingTimes(company, 0);
  expect([cutAt, channels[0]?.people]).toEqual([2_000_000, 2_000]);
  expect(kept.ledger.readingTimes(company, 2_000_000).cutAt).toBeNull();
});
