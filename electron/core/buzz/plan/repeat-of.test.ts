import { expect, it } from 'vitest';
import { buzzDesk, draft, value } from '../../../../test/support/desk/buzz-desk';
import { confirmed } from '../../../../test/support/disk/ledger-rows';
import { crowd } from '../../../../test/support/feishu/scripted-feishu';
import { aGroup } from '../../../../test/support/samples';
import { repeatOf } from './repeat-of';

const people = crowd(2);
const group = aGroup(people);

it('gives back the draft a buzz was made from, group and all', async () => {
  const desk = buzzDesk({ groups: [group] });
  const wanted = draft([], { to: [{ kind: 'group', groupId: group.id }], delivery: { mode: 'auto' } });
  const board = await desk.buzz(wanted);
  expect(value(desk.engine.repeat(board.id, () => [group]))).toEqual({
    ...wanted,
    origin: { from: 'repeat', title: group.name },
  });
  expect(desk.feishu.of('send')).toHaveLength(2);
});

it('names the people one by one once their group is gone', async () => {
  const desk = buzzDesk({ groups: [group] });
  const board = await desk.buzz(draft([], { to: [{ kind: 'group', groupId: group.id }] }));
  const again = value(desk.engine.repeat(board.id, () => []));
  expect(again.to).toEqual(people.map(({ name, openId }) => ({ kind: 'person', person: { name, openId } })));
});

it('keeps no mobile or e-mail of a person whose id is known', async () => {
  const desk = buzzDesk();
  const [person] = people;
  const board = await desk.buzz(draft([{ ...person!, mobile: '+8613800138000', email: 'a@b.cn' }]));
  expect(JSON.stringify(desk.ledger.read(board.id))).not.toMatch(/13800138000|a@b\.cn/);
});

it('makes a draft of a buzz from before the ledger kept the draft', () => {
  const old = confirmed('bz_1' as never, 1, { mode: 'chat', chat: { chatId: 'oc_1' as never, name: '告警' } });
  expect(repeatOf(old, [])).toMatchObject({
    to: [{ kind: 'person', person: { name: '韩梅梅', openId: 'ou_1' } }],
    delivery: { mode: 'chat', chatId: 'oc_1', name: '告警' },
    channel: 'app',
    ladder: null,
    origin: { from: 'repeat', title: old.title },
  });
  expect(repeatOf({ ...old, mode: 'room' }, []).delivery).toEqual({ mode: 'room' });
  expect(repeatOf({ ...old, chat: null }, []).delivery).toEqual({ mode: 'direct' });
});

it('says that a buzz which is gone cannot be repeated', () => {
  expect(buzzDesk().engine.repeat('bz_gone' as never, () => [])).toMatchObject({ problem: { advice: 'buzz-gone' } });
});
