import { beforeEach, expect, it } from 'vitest';
import { ok } from '../../../electron/contract/advice/problem';
import type { Person } from '../../../electron/contract/model/person';
import { systemClock } from '../../../electron/core/ports/clock';
import { buzzDesk, draft, outcomes } from '../../support/desk/buzz-desk';
import { personIn, sharedCompany } from '../../support/feishu/a-company';
import { connectedClient } from '../../support/feishu/connected-client';
import { aPerson } from '../../support/samples';

// Where Feishu's documentation is silent, practice plays every variant, and a buzz must arrive in each.

const nothing = async () => undefined;
const clock = { ...systemClock, advance: nothing, drain: nothing, settle: nothing, jump: () => {}, sleeping: () => 0 };

const practice = sharedCompany({ readingSpeed: 0, limits: { perReceiver: null } });
beforeEach(() => practice.log.clear());

const person = (name: string): Person => aPerson(name, personIn(practice, name).openId);
const calls = (api: string) => practice.log.entries.filter((entry) => entry.api === api);

const desk = () => {
  const feishu = connectedClient(practice);
  return buzzDesk({ clock, feishuOf: () => ok(feishu), random: () => 0 });
};

it.each(['refused', 'accepted'] as const)('a text with blank lines arrives where an empty node is %s', async (fate) => {
  practice.change({ emptyText: fate });
  const board = await desk().buzz(draft([person('韩梅梅')], { text: '磁盘 95%\n\n请处理\n' }));
  expect(outcomes(board)).toEqual(['accepted']);
  expect(calls('send').map((call) => call.did.message?.text)).toEqual([
    expect.stringMatching(/^磁盘 95%\n \n请处理\n \n— /),
  ]);
});
