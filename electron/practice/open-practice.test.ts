import { expect, it } from 'vitest';
import { type OpenPractice, openPractice } from './open-practice';

const token = async (practice: OpenPractice) =>
  fetch(`${practice.baseUrl}/open-apis/auth/v3/tenant_access_token/internal`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json; charset=utf-8' },
    body: JSON.stringify({ app_id: practice.appId, app_secret: await practice.appSecret() }),
  }).then((answer) => answer.json());

it('answers the first calls, which build it, and later ones', async () => {
  const practice = await openPractice();
  try {
    const first = await Promise.all([token(practice), token(practice), token(practice)]);
    for (const answer of [...first, await token(practice)]) expect(answer).toMatchObject({ code: 0 });
  } finally {
    await practice.close();
  }
});

it('stops listening when it was never called', async () => {
  const practice = await openPractice();
  await practice.close();
  await expect(token(practice)).rejects.toThrow();
});
