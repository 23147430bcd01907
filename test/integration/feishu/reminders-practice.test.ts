import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ok } from '../../../electron/contract/advice/problem';
import type { LadderStep } from '../../../electron/contract/model/ladder';
import { systemClock } from '../../../electron/core/ports/clock';
import { react } from '../../../electron/practice/people/act';
import { optionalScopes, usualScopes } from '../../../electron/practice/world/scopes';
import { until } from '../../support/clock/until';
import { buzzDesk, draft, standing, value } from '../../support/desk/buzz-desk';
import { MemoryLedger } from '../../support/disk/memory-ledger';
import { personIn, sharedCompany } from '../../support/feishu/a-company';
import { connectedClient } from '../../support/feishu/connected-client';
import { aLadder, aPerson } from '../../support/samples';

// Reminders over real HTTP, judged by what the server saw. Time runs a hundred times as fast on both sides.

const scale = 100;
const nothing = async () => undefined;
const began = Date.now();
const clock = {
  now: () => began + (Date.now() - began) * scale,
  sleep: (ms: number, signal?: AbortSignal) => systemClock.sleep(ms / scale, signal),
  ...{ advance: nothing, drain: nothing, settle: nothing, jump: () => {}, sleeping: () => 0 },
};

const practice = sharedCompany({
  ...{ scale, readingSpeed: 0, limits: { perReceiver: null }, scopes: [...usualScopes, ...optionalScopes] },
});
beforeEach(() => practice.log.clear());
afterEach(() => practice.faults.clear());

const names = ['韩梅梅', '李雷'] as const;
const people = () => names.map((name) => aPerson(name, personIn(practice, name).openId));
const reminders = () =>
  practice.log.entries
    .filter(({ api }) => api === 'remind_direct')
    .map(({ did }) => [did.reminded?.on, did.reminded?.people.map(({ name }) => name)]);
const pinned = () =>
  names.filter((name) => {
    const { openId } = personIn(practice, name);
    return practice.world.directChats.get(openId)?.reminded.has(openId);
  });

const remind: LadderStep = { afterMinutes: 0.5, channel: 'app', reminder: true };
const ladder = aLadder({ steps: [remind], until: 'acknowledged' });

const deskOn = (ledger: MemoryLedger) => {
  const feishu = connectedClient(practice, { clock });
  return buzzDesk({ clock, ledger, feishuOf: () => ok(feishu), ladders: [ladder] });
};

/** A buzz that reminds, from the moment at which the server has both people's chats pinned. */
const reminded = async (text: string) => {
  const ledger = new MemoryLedger();
  const desk = deskOn(ledger);
  const { id } = value(await desk.confirm(await desk.engine.plan(draft(people(), { text, ladder: ladder.id }))));
  await until('both are reminded', () => pinned().length === 2);
  const areSet = () =>
    until('the board shows them', () =>
      value(desk.engine.board(id)).people.every(({ reminder }) => reminder?.state === 'set'),
    );
  return { ...desk, id, ledger, areSet };
};

describe('a reminder', () => {
  it('is set for those who have not answered, and taken back from each who does, and at the end', async () => {
    const desk = await reminded('一');
    await desk.areSet();
    expect(reminders()).toEqual([[true, [...names]]]);
    const { messages } = value(desk.engine.board(desk.id));
    const message = practice.world.messages.get(messages[0]?.messageId ?? '') ?? expect.fail('no message');
    const chat = practice.world.directChats.get(personIn(practice, '韩梅梅').openId) ?? expect.fail('no chat');
    react(practice.world, { chat, message }, personIn(practice, '韩梅梅'), 'OK', practice.world.now());
    value(await desk.engine.askReceipts(desk.id));
    await until('one is left', () => pinned().length === 1);
    value(await desk.engine.stop(desk.id));
    await until('all are taken back', () => desk.engine.reminding === 0);
    expect(reminders()).toEqual([
      [true, [...names]],
      [false, ['韩梅梅']],
      [false, ['李雷']],
    ]);
    expect(pinned()).toEqual([]);
  });

  it('whose answer was lost is set again, and taken back once', async () => {
    practice.faults.add({ api: 'remind_direct', kind: 'drop-after', times: 1 });
    const desk = await reminded('二');
    await desk.areSet();
    value(await desk.engine.stop(desk.id));
    await until('all are taken back', () => desk.engine.reminding === 0);
    expect(reminders().map(([on]) => on)).toEqual([true, true, false]);
    expect(pinned()).toEqual([]);
  });

  it('is taken back by the next start of a program that was killed', async () => {
    const desk = await reminded('三');
    await desk.engine.abandon();
    const next = deskOn(desk.ledger);
    await next.engine.resume();
    value(await next.engine.stop(desk.id));
    await until('all are taken back', () => next.engine.reminding === 0);
    expect(reminders().map(([on]) => on)).toEqual([true, false]);
    expect(pinned()).toEqual([]);
  });

  it('tells of a person whom it did not reach', async () => {
    const desk = await reminded('四');
    await desk.areSet();
    const person = personIn(practice, '李雷');
    practice.world.directChats.delete(person.openId);
    value(await desk.engine.stop(desk.id));
    await until('all are taken back', () => desk.engine.reminding === 0);
    const [first] = people().filter(({ name }) => name === '李雷');
    expect(standing(value(desk.engine.board(desk.id)), first ?? expect.fail('no person')).reminder).toMatchObject({
      state: 'stays',
      problem: { advice: 'reminder-failed' },
    });
  });
});
