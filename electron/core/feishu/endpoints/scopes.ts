import { z } from 'zod';
import type { Call } from '../client/call';
import type { FeishuApp } from '../feishu';

const Answer = z.looseObject({
  data: z.looseObject({
    scopes: z.array(z.looseObject({ scope_name: z.string(), grant_status: z.int() })).nullish(),
  }),
});

/** `grant_status`: 1 granted, 2 not (feishu-api 1.4). */
const granted = 1;

/** `GET /application/v6/scopes` (feishu-api 1.4): the granted ones. No scope needed. */
export const createScopes =
  (call: Call): FeishuApp['scopes'] =>
  async () => {
    const got = await call({ api: 'scopes', method: 'GET', path: 'application/v6/scopes', schema: Answer });
    if (!got.ok) return got;
    const all = got.value.data.scopes ?? [];
    const names = all.flatMap((scope) => (scope.grant_status === granted ? scope.scope_name : []));
    return { ok: true, value: new Set(names), logId: got.logId };
  };
