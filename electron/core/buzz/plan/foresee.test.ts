import { expect, it } from 'vitest';
import { buzzDesk, chatId, chatOf, draft } from '../../../../test/support/desk/buzz-desk';
import { crowd, failure, someone } from '../../../../test/support/feishu/scripted-feishu';
import { aGroup, aLadder } from '../../../../test/support/samples';
import { ok } from '../../../contract/advice/problem';
import type { Draft } from '../../../contract/model/draft';
import type { Group } from '../../../contract/model/group';
import { GroupId } from '../../../contract/model/ids';
import type { Ladder } from '../../../contract/model/ladder';
import { createForesee } from './foresee';

const foreseeing = (groups: readonly Group[] = [], ladders: readonly Ladder[] = []) => {
  const desk = buzzDesk({ groups: [aGroup([someone(3)]), ...groups], ladders });
  const foresee = createForesee({
    zone: () => 'Asia/Shanghai',
    ledger: desk.ledger,
    clock: desk.clock,
    ceilings: () => desk.settings.ceilings,
    groups: () => desk.settings.groups,
    directory: () => ok(desk.directory),
  });
  const said = (wanted: Draft) =>
    foresee(wanted).map(({ name, preflight, warning, recently }) => [
      name,
      (preflight?.problem ?? warning ?? recently)?.advice ?? null,
    ]);
  return { desk, said };
};

it('says at once who cannot be reached and who was called a moment ago, without asking Feishu', async () => {
  const { desk, said } = foreseeing();
  await desk.buzz(draft(crowd(1), { channel: 'sms' }));
  const asked = { ...desk.feishu.asked };
  const calls = desk.feishu.seen.length;
  const wanted = draft([someone(1), { name: '谁？' }, { name: 'bm_1' }]);
  expect(said(wanted)).toEqual([
    ['同事1', 'called-recently'],
    ['谁？', 'person-unresolved'],
    ['bm_1', 'batch-message'],
  ]);
  expect(desk.feishu.asked).toEqual(asked);
  expect(desk.feishu.seen).toHaveLength(calls);
});

it('knows the members of groups, and says nothing of people who have to be looked up first', () => {
  const { desk, said } = foreseeing();
  const [group] = desk.settings.groups;
  const wanted = draft([{ name: 'x@example.com', email: 'x@example.com' }, someone(3)]);
  const to = [
    ...wanted.to,
    ...(group ? [{ kind: 'group', groupId: group.id } as const] : []),
    { kind: 'chat', chatId, name: '告警' } as const,
  ];
  expect(said({ ...wanted, to })).toEqual([['同事3', null]]);
});

it('leaves the backups of a ladder to the plan', async () => {
  const leads = aGroup([{ name: '谁？' }], { id: GroupId.parse('grp_leads'), name: '值班长' });
  const climbs = aLadder({ steps: [{ afterMinutes: 5, channel: 'phone', backup: leads.id }] });
  const { desk, said } = foreseeing([leads], [climbs]);
  const wanted = draft(crowd(1), { ladder: climbs.id });
  expect(said(wanted)).toEqual([['同事1', null]]);
  const [rung] = (await desk.engine.plan(wanted)).ladder?.rungs ?? [];
  expect(rung?.problem?.advice).toBe('backup-unreachable');
  expect(rung?.backupGroup?.people.map(({ name, preflight }) => [name, preflight?.problem.advice])).toEqual([
    ['谁？', 'person-unresolved'],
  ]);
});

it('says the same as the plan, which asks', async () => {
  const { desk, said } = foreseeing();
  desk.feishu.chatList.push(chatOf(crowd(2)));
  desk.feishu.fate = ({ api, ids }) =>
    api === 'buzz' && ids.includes('ou_p2') ? { failure: failure({ code: 230013 }) } : 'ok';
  await desk.buzz(draft(crowd(2), { channel: 'phone' }));
  const wanted = draft([...crowd(2), { name: '谁？' }], { channel: 'phone' });
  const plan = await desk.engine.plan(wanted);
  expect(said(wanted)).toEqual(
    plan.people.map(({ name, preflight, warning, recently }) => [
      name,
      (preflight?.problem ?? warning ?? recently)?.advice ?? null,
    ]),
  );
  expect(said(wanted)[1]?.[1]).toBe('last-unreachable');
});
