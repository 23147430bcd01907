import { expect, it } from 'vitest';
import { ok } from '../../../electron/contract/advice/problem';
import { usualScopes } from '../../../electron/practice/world/scopes';
import { createVirtualClock } from '../../support/clock/virtual-clock';
import { buzzDesk, draft, value } from '../../support/desk/buzz-desk';
import { sharedCompany } from '../../support/feishu/a-company';
import { connectedClient } from '../../support/feishu/connected-client';
import { aPicture, filesOf } from '../../support/feishu/pictures';
import { aPerson } from '../../support/samples';

const practice = sharedCompany({
  readingSpeed: 0,
  scale: 400,
  scopes: [...usualScopes, 'im:resource:upload'],
  limits: { perSecond: null, perMinute: null, perReceiver: null },
});
const picture = aPicture(1);

it('uploads a picture once for 200 direct messages, by the log of the server', async () => {
  const feishu = connectedClient(practice);
  const clock = createVirtualClock();
  const desk = buzzDesk({ clock, feishuOf: () => ok(feishu), pictureFiles: filesOf(picture) });
  const people = practice.world.people
    .filter(({ status, available, acceptsBot, blocked, tenant, unreadBuzzes }) =>
      [status === 'active', available, acceptsBot, !blocked, tenant === 'own', unreadBuzzes === 0].every(Boolean),
    )
    .slice(0, 200)
    .map(({ name, openId }) => aPerson(name, openId));
  const plan = await desk.engine.plan(draft(people, { pictures: [picture] }));
  practice.log.clear();
  const { id } = value(await desk.confirm(plan));
  await practice.log.until(
    (calls) => calls.filter((call) => call.api === 'urgent_app' && call.code === 0).length === 200,
    60_000,
  );
  await desk.engine.idle();
  const calls = (api: string) => practice.log.entries.filter((call) => call.api === api);
  const [upload, ...more] = calls('upload_image');
  expect(more).toEqual([]);
  const key = upload?.did.image?.key;
  expect(calls('send')).toHaveLength(200);
  for (const { did } of calls('send')) expect(did.message?.images).toEqual([key]);
  expect(value(desk.engine.board(id)).pictures).toMatchObject([{ state: 'sent' }]);
}, 90_000);
