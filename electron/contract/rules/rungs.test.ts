import { describe, expect, it } from 'vitest';
import type { Channel } from '../model/channel';
import { isPassedOver, plannedRungs, rungsOf } from './rungs';

const after = (...channels: readonly Channel[]) =>
  channels.map((channel, index) => ({ afterMinutes: index + 3, channel }));
const noBackup = () => null;
const once = { times: 0, everyMinutes: 10 };
const kept = (sent: Channel, ...channels: readonly Channel[]) => {
  const rungs = rungsOf({ steps: after(...channels), repeat: once, inTurn: null }, { sent, people: 1 });
  return channels.filter((_, index) => !isPassedOver(rungs, index, sent));
};

describe('a rung is passed over', () => {
  it.each<[Channel, readonly Channel[], readonly Channel[]]>([
    ['app', ['sms', 'phone'], ['sms', 'phone']],
    // An SMS after a call, and an SMS again before the call: neither escalates.
    ['phone', ['sms', 'phone'], ['phone']],
    ['sms', ['sms', 'phone'], ['phone']],
    ['phone', ['app', 'sms'], []],
    // A reminder in the app costs nothing, and the last rung calls again on purpose.
    ['app', ['app', 'sms'], ['app', 'sms']],
    ['sms', ['sms'], ['sms']],
    ['phone', ['phone', 'phone'], ['phone', 'phone']],
  ])('after %s, of %j there remains %j', (sent, rungs, rest) => {
    expect(kept(sent, ...rungs)).toEqual(rest);
  });
});

it('counts the most calls of each rung, its repetitions included, and none of one that is passed over', () => {
  const policy = { steps: after('sms', 'phone'), repeat: { times: 3, everyMinutes: 5 }, inTurn: null };
  expect(plannedRungs(policy, { sent: 'phone', people: 6 }, noBackup)).toMatchObject([
    { channel: 'sms', calls: 0, passed: true, repeat: { times: 0 } },
    { channel: 'phone', calls: 24, passed: false, repeat: { times: 3 } },
  ]);
  expect(rungsOf(policy, { sent: 'phone', people: 6 })).toHaveLength(5);
  expect(
    plannedRungs({ steps: after('app'), repeat: once, inTurn: null }, { sent: 'app', people: 2 }, noBackup),
  ).toMatchObject([{ calls: 2, passed: false }]);
});
