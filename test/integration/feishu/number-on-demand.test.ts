import { expect, it } from 'vitest';
import { optionalScopes, usualScopes } from '../../../electron/practice/world/scopes';
import { personIn, sharedCompany } from '../../support/feishu/a-company';
import { connectedClient } from '../../support/feishu/connected-client';

const practice = sharedCompany({ readingSpeed: 0, scopes: [...usualScopes, ...optionalScopes] });

it('reads one person’s number from practice with its scope, and none without', async () => {
  const { openId, mobile } = personIn(practice, '曾一鸣');
  const feishu = connectedClient(practice);
  const asked = { idType: 'open_id', id: openId } as const;
  expect(await feishu.readMobile(asked)).toMatchObject({ ok: true, value: mobile });
  practice.change({ revokeScopes: ['contact:user.phone:readonly'] });
  expect(await feishu.readMobile(asked)).toMatchObject({ ok: true, value: null });
});
