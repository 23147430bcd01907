import { z } from 'zod';
import { OpenId } from '../../../contract/model/ids';
import { tidied } from '../../../contract/plain-text';
import type { Call } from '../client/call';
import { cutText, longestId } from '../client/cut-text';
import type { Feishu, FeishuApp } from '../feishu';

const BotAnswer = z.looseObject({
  bot: z.looseObject({
    activate_status: z.int(),
    app_name: cutText(longestId).catch(''),
    open_id: OpenId.nullish().catch(null),
  }),
});

/** `GET /bot/v3/info` (feishu-api 1.3): the result is in `bot`, not `data`. It needs no scope, so it is a fair test. */
export const readBot =
  (call: Call): Feishu['readBot'] =>
  async () => {
    const answer = await call({ api: 'bot', method: 'GET', path: 'bot/v3/info', schema: BotAnswer });
    if (!answer.ok) return answer;
    const { activate_status: status, app_name: name, open_id: openId } = answer.value.bot;
    return { ok: true, value: { name: tidied(name), status, openId: openId ?? null }, logId: answer.logId };
  };

const ids = z.array(z.string()).nullish();
const ContactRangeAnswer = z.looseObject({
  data: z.looseObject({ department_ids: ids, user_ids: ids, group_ids: ids }),
});

/**
 * `GET /contact/v3/scopes` (feishu-api 5.3): the people the app may see. The range follows the app's availability
 * unless an admin set it apart. One entry is enough to know that it is not empty.
 */
export const seesPeople =
  (call: Call): FeishuApp['seesPeople'] =>
  async () => {
    const answer = await call({
      api: 'contact-range',
      method: 'GET',
      path: 'contact/v3/scopes',
      query: { page_size: '1' },
      schema: ContactRangeAnswer,
    });
    if (!answer.ok) return answer;
    const { department_ids: departments, user_ids: users, group_ids: groups } = answer.value.data;
    const value = [departments, users, groups].some((list) => (list?.length ?? 0) > 0);
    return { ok: true, value, logId: answer.logId };
  };

const ScopesAnswer = z.looseObject({
  data: z.looseObject({
    scopes: z.array(z.looseObject({ scope_name: z.string(), grant_status: z.int() })).nullish(),
  }),
});

/** `grant_status`: 1 granted, 2 not (feishu-api 1.4). */
const granted = 1;

/** `GET /application/v6/scopes` (feishu-api 1.4): the scopes that the app asks for, granted or not. It needs no scope. */
export const readGrants =
  (call: Call): FeishuApp['readGrants'] =>
  async () => {
    const answer = await call({ api: 'scopes', method: 'GET', path: 'application/v6/scopes', schema: ScopesAnswer });
    if (!answer.ok) return answer;
    const all = answer.value.data.scopes ?? [];
    const names = (holds: boolean) =>
      new Set(all.flatMap((scope) => ((scope.grant_status === granted) === holds ? scope.scope_name : [])));
    return { ok: true, value: { granted: names(true), waiting: names(false) }, logId: answer.logId };
  };

/** The granted ones alone. */
export const readScopes =
  (call: Call): FeishuApp['readScopes'] =>
  async () => {
    const answer = await readGrants(call)();
    return answer.ok ? { ...answer, value: answer.value.granted } : answer;
  };

const CompanyAnswer = z.looseObject({
  data: z.looseObject({
    tenant: z.looseObject({ name: cutText(longestId).catch(''), tenant_tag: z.int().nullish().catch(null) }),
  }),
});

/** `tenant_tag` of the personal edition (feishu-api 1.5). */
const personalTag = 2;

/** `GET /tenant/v2/tenant/query` (feishu-api 1.5). */
export const readCompany =
  (call: Call): FeishuApp['readCompany'] =>
  async () => {
    const answer = await call({
      api: 'company',
      method: 'GET',
      path: 'tenant/v2/tenant/query',
      schema: CompanyAnswer,
    });
    if (!answer.ok) return answer;
    const { name, tenant_tag: tag } = answer.value.data.tenant;
    return { ok: true, value: { name: tidied(name), personal: tag === personalTag }, logId: answer.logId };
  };

const ListenersAnswer = z.looseObject({ data: z.looseObject({ online_instance_cnt: z.int().min(0) }) });

/** `GET /event/v1/connection` (feishu-api 6.8): long connections of this app. It needs no scope. */
export const readListeners =
  (call: Call): FeishuApp['readListeners'] =>
  async () => {
    const answer = await call({
      api: 'listeners',
      method: 'GET',
      path: 'event/v1/connection',
      schema: ListenersAnswer,
    });
    return answer.ok ? { ok: true, value: answer.value.data.online_instance_cnt, logId: answer.logId } : answer;
  };

const OwnAppAnswer = z.looseObject({
  data: z.looseObject({
    app: z.looseObject({
      online_version_id: z.string().max(longestId).nullish().catch(null),
      unaudit_version_id: z.string().max(longestId).nullish().catch(null),
    }),
  }),
});

/** An event is told by its type, or by an object that has it; names for people are no types. */
const Told = z.union([z.string(), z.looseObject({ event_type: z.string() }).transform((told) => told.event_type)]);
const told = z.array(Told.nullable().catch(null)).nullish().catch(null);
const VersionAnswer = z.looseObject({
  data: z.looseObject({ app_version: z.looseObject({ events: told, event_infos: told }) }),
});
const eventType = /^[a-z][a-z0-9_]*(\.[a-z0-9_]+)+$/;

/**
 * `GET /application/v6/applications/me`, then its version (feishu-api 1.8). What is published counts; before that, what waits.
 */
export const readEvents =
  (call: Call): FeishuApp['readEvents'] =>
  async () => {
    const path = 'application/v6/applications/me';
    const query = { lang: 'zh_cn' };
    const own = await call({ api: 'own-app', method: 'GET', path, query, schema: OwnAppAnswer });
    if (!own.ok) return own;
    const { online_version_id: online, unaudit_version_id: waiting } = own.value.data.app;
    const version = online || waiting;
    if (!version) return { ok: true, value: null, logId: own.logId };
    const answer = await call({
      api: 'own-app',
      method: 'GET',
      path: `${path}/app_versions/${encodeURIComponent(version)}`,
      query,
      schema: VersionAnswer,
    });
    if (!answer.ok) return answer;
    const { events, event_infos: infos } = answer.value.data.app_version;
    const all = [...(events ?? []), ...(infos ?? [])];
    const types = [...new Set(all.flatMap((each) => (each !== null && eventType.test(each) ? [each] : [])))];
    return { ok: true, value: types.length === 0 && all.length > 0 ? null : types, logId: answer.logId };
  };
