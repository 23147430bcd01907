import { beforeEach, expect, test } from 'vitest';
import { type PlainCompany, plainCompany } from '../../support/feishu/plain-company';

let world: PlainCompany;
beforeEach(async () => {
  world = await plainCompany({ limits: { perReceiver: null } });
});

const title = { tag: 'plain_text', content: '加急：数据库告警' };
const button = { tag: 'button', type: 'primary', text: { tag: 'plain_text', content: '收到' } };
const first = (...elements: unknown[]) => ({ header: { template: 'red', title }, elements });
const second = (...elements: unknown[]) => ({
  schema: '2.0',
  config: { update_multi: true, summary: { content: '加急：数据库告警' } },
  header: { template: 'red', title },
  body: { direction: 'vertical', elements },
});
const pressed = { ...button, behaviors: [{ type: 'callback', value: { act: 'ack' } }] };
const many = (count: number) => Array.from({ length: count }, () => ({ tag: 'hr' }));

const send = (card: unknown) =>
  world.send('open_id', world.person('单小雨').openId, { msg_type: 'interactive', content: JSON.stringify(card) });

test.each([
  ['JSON 1.0 with a button in an action', () => first({ tag: 'action', actions: [{ ...button, value: {} }] })],
  ['JSON 1.0 with an unknown property, which it ignores', () => ({ ...first(), invented: 1 })],
  ['JSON 2.0 with a button among its elements', () => second({ tag: 'markdown', content: '请确认' }, pressed)],
  ['JSON 2.0 with 200 elements', () => second(...many(200))],
  ['JSON 2.0 that mentions a person', () => second({ tag: 'markdown', content: mention() })],
])('a card is taken: %s', async (_what, card) => {
  expect((await send(card())).code).toBe(0);
  expect(world.practice.log.entries.at(-1)?.did.message?.text).toBe('加急：数据库告警');
});
const mention = () => `<at id=${world.person('单小雨').openId}></at> <at id=all></at>`;

test.each([
  ['without elements', { header: { title } }, 200621],
  ['of a schema that does not exist', { ...second(), schema: '3.0' }, 200621],
  ['JSON 2.0 without a body', { schema: '2.0', header: { title } }, 200621],
  ['JSON 2.0 with elements at its root', { ...second(), elements: [] }, 200621],
  ['JSON 2.0 with an unknown property', { ...second(), invented: 1 }, 200621],
  ['JSON 2.0 that is not shared', { ...second(), config: { update_multi: false } }, 200621],
  ['JSON 2.0 with an action, a tag of JSON 1.0', second({ tag: 'action', actions: [button] }), 200861],
  ['JSON 2.0 with a note, a tag of JSON 1.0', second({ tag: 'column_set', columns: [{ tag: 'note' }] }), 200861],
  ['JSON 2.0 with 201 elements', second(...many(201)), 11310],
  ['JSON 2.0 with one id twice', second({ tag: 'hr', element_id: 'a' }, { tag: 'hr', element_id: 'a' }), 200621],
  ['JSON 2.0 with an id that begins with a digit', second({ tag: 'hr', element_id: '1a' }), 200621],
  ['JSON 1.0 with a button outside an action', first(button), 200621],
  ['JSON 1.0 with a button of a later type', first({ tag: 'action', actions: [{ ...button, type: 'laser' }] }), 200621],
  ['with a header without a title', { ...first(), header: { template: 'red' } }, 200621],
  ['with a header of no known color', { ...first(), header: { template: 'pink', title } }, 200621],
  ['with a picture that was never uploaded', first({ tag: 'img', img_key: 'img_v2_x' }), 200570],
  ['that mentions a person no one knows', second({ tag: 'markdown', content: '<at id=ou_0></at>' }), 100290],
  ['from a template that does not exist', { type: 'template', data: { template_id: 'AAq' } }, 200380],
])('a card %s is refused', async (_what, card, subCode) => {
  const answer = await send(card);
  expect(answer).toMatchObject({ status: 400, code: 230099 });
  expect(answer.msg).toContain(`ext=ErrCode: ${subCode}`);
  expect(world.practice.log.entries.at(-1)?.did.message).toBeUndefined();
});

test('a card is 30 KB at most', async () => {
  expect((await send(second({ tag: 'markdown', content: 'x'.repeat(31_000) }))).code).toBe(230025);
});
