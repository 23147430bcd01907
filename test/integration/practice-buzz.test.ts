import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Practising, practise } from './practice-support';

let world: Practising;
beforeAll(async () => {
  world = await practise();
});
afterAll(() => world.practice.close());

test('a message to a person can be buzzed, and only that person is reached', async () => {
  const { practice, person, buzz } = world;
  const messageId = await world.sentTo('韩梅梅');
  const answer = await buzz(messageId, [person('韩梅梅').openId, person('单小雨').openId]);
  expect(answer.body).toEqual({
    code: 0,
    msg: 'success',
    data: { invalid_user_id_list: [person('单小雨').openId] },
  });
  expect(practice.log.entries.at(-1)).toMatchObject({
    api: 'urgent_app',
    status: 200,
    code: 0,
    did: { buzzed: [{ openId: person('韩梅梅').openId, name: '韩梅梅', channel: 'app' }] },
  });
});
