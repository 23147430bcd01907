import fc from 'fast-check';
import { expect, test } from 'vitest';
import { problem } from '../../../contract/advice/problem';
import type { Channel } from '../../../contract/model/channel';
import { BuzzId, MessageId, WorkspaceId } from '../../../contract/model/ids';
import { channelsOut, loudestAccepted, standingOf } from '../../../contract/rules/board-standing';
import { boardOf } from './board-of';
import type { Confirmed, Entry } from './entry';
import { recordOf } from './open-record';

const channels: readonly Channel[] = ['app', 'sms', 'phone'];
const keys = ['a', 'b', 'c'];

const confirmed: Confirmed = {
  ...{ kind: 'confirmed', at: 0, id: BuzzId.parse('bz_1'), workspaceId: WorkspaceId.parse('ws_company') },
  ...{ workspaceName: '某某科技', practice: false, title: '值班组', text: '上线', asker: '李雷' },
  ...{ channel: 'app', mode: 'chat', chat: null, mention: false },
  people: keys.map((key) => ({ key, name: key, idType: 'open_id', id: `ou_${key}`, preflight: null })),
  messages: [{ ref: 'm1', to: { idType: 'chat_id', id: 'oc_1' }, uuid: 'u1', people: keys }],
};

const attempt = fc.record({
  via: fc.constantFrom(...channels),
  people: fc.subarray(keys, { minLength: 1 }),
  end: fc.constantFrom('called', 'refused', 'lost', 'passed-over', 'open'),
  invalid: fc.subarray(keys),
  readers: fc.subarray(keys),
});

/** Entries as the engine would write them: the first buzz, then others of the same message, each to some people. */
const entriesOf = (attempts: readonly (typeof attempt extends fc.Arbitrary<infer T> ? T : never)[]): Entry[] => {
  let at = 1;
  const entries: Entry[] = [
    confirmed,
    { kind: 'sending', at, message: 'm1' },
    { kind: 'sent', at, message: 'm1', messageId: MessageId.parse('om_1'), chatId: null },
  ];
  attempts.forEach(({ via, people, end, invalid, readers }, index) => {
    const step = index;
    const channel = index === 0 ? confirmed.channel : via;
    const called = index === 0 ? keys : people;
    at += 1;
    if (index > 0) entries.push({ kind: 'again', at, step, channel, people: called });
    const call = `c${index}`;
    if (end === 'passed-over') {
      const reason = problem('ceiling-hour', { limit: '10' });
      entries.push({ kind: 'passed-over', at, step, channel, people: called, outcome: 'not-called', problem: reason });
    } else {
      entries.push({ kind: 'calling', at, call, step, channel, message: 'm1', idType: 'open_id', people: called });
      at += 1;
      const lost = end === 'lost';
      if (end === 'called') entries.push({ kind: 'called', at, call, invalid, logId: null });
      else if (end !== 'open') {
        const final = lost ? 'unknown' : 'refused';
        const reason = problem(lost ? 'lost-answer' : 'scope-missing');
        entries.push({ kind: 'call-failed', at, call, step, channel, people: called, problem: reason, final, lost });
      }
    }
    if (readers.length > 0) {
      entries.push({ kind: 'receipts', at, read: readers.map((key) => ({ key, at })), problem: null });
    }
  });
  return entries;
};

/** What the entries say of calls to a person, read from them alone. */
const acceptedIn = (entries: readonly Entry[], key: string): readonly { via: Channel; at: number }[] =>
  entries.flatMap((entry) => {
    if (entry.kind !== 'called' || entry.invalid.includes(key)) return [];
    const call = entries.find((each) => each.kind === 'calling' && each.call === entry.call);
    return call?.kind === 'calling' && call.people.includes(key) ? [{ via: call.channel, at: entry.at }] : [];
  });

test('no board says of a person what its entries deny', () => {
  fc.assert(
    fc.property(fc.array(attempt, { minLength: 1, maxLength: 6 }), (attempts) => {
      const entries = entriesOf(attempts);
      const record = recordOf(entries) ?? expect.fail('the entries begin with no buzz');
      const board = boardOf(record);
      for (const person of board.people) {
        const accepted = acceptedIn(entries, person.key);
        const loudest = channels.findLast((via) => accepted.some((call) => call.via === via)) ?? null;
        const newest = accepted.filter((call) => call.via === loudest).at(-1);
        const reached = loudestAccepted(person);
        expect(reached && { via: reached.via, at: reached.at }).toEqual(newest ?? null);

        const sure = channelsOut(person).flatMap((out) => (out.sure ? [out.via] : []));
        expect(sure).toEqual(channels.filter((via) => accepted.some((call) => call.via === via)));

        const read = entries.some(
          (entry) => entry.kind === 'receipts' && entry.read.some(({ key }) => key === person.key),
        );
        expect(standingOf(person, null) === 'read').toBe(read);
        // A lost call is never told as one that surely did not go out.
        const lost = entries.some(
          (entry) => entry.kind === 'call-failed' && entry.lost && entry.people.includes(person.key),
        );
        if (lost) expect(channelsOut(person).length).toBeGreaterThan(0);
      }
    }),
    { numRuns: 300 },
  );
});
