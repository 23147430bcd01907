import { Hono } from 'hono';
import { loopbackOrigin } from '../../server/loopback';
import type { PracticeServer } from '../../server/practice-server';
import { readCapped } from '../../server/read-capped';
import type { Bindings } from '../../server/wire';
import { answerRegistration } from '../answer-registration';
import { escaped, page, pageHeaders, pageTitle } from './page-frame';
import { readLauncherLink } from './read-launcher-link';

/** Largest form that is read (bytes). */
const largestForm = 4_096;

const question = (params: URLSearchParams, server: PracticeServer): string => {
  const { userCode, name, clientId, addons } = readLauncherLink(params);
  const what =
    clientId === null
      ? `创建应用 / Create the app: <b>${escaped(name ?? '智能体应用')}</b>`
      : `更新应用 / Update the app: <b>${escaped(clientId)}</b>`;
  const asked = [...(addons?.scopes ?? []), ...(addons?.events ?? [])];
  const scopes = asked.map((name) => `<li><code>${escaped(name)}</code></li>`).join('');
  const state = server.registrar.byUserCode(userCode)?.state.kind;
  if (state !== 'open') return '<p>链接已失效 / This link has expired.</p>';
  return `<p>${what}<br>${escaped(server.app.world.tenantName)} · ${escaped(userCode)}</p><ul>${scopes}</ul>
<form method="post"><button name="answer" value="approve">确认 / Confirm</button><button name="answer" value="refuse">拒绝 / Decline</button></form>`;
};

/**
 * The page behind the link and the QR code of a registration (feishu-api 1.8), for a person with a browser. Its address holds
 * the code that only the client was told, and its form takes no answer from the page of another server.
 */
export const launcherPage = (server: PracticeServer) => {
  const routes = new Hono<{ Bindings: Bindings }>();
  routes.get('/', (context) => {
    const { searchParams } = new URL(context.req.url);
    return context.html(page(pageTitle, question(searchParams, server)), 200, pageHeaders);
  });
  routes.post('/', async (context) => {
    const origin = context.req.header('origin');
    if (origin !== undefined && loopbackOrigin(context.req.raw) !== origin)
      return context.text('Only this page may answer.', 403);
    const bytes = await readCapped(context.req.raw, largestForm).catch(() => null);
    const answer = new URLSearchParams(new TextDecoder().decode(bytes ?? undefined)).get('answer');
    const link = context.req.url;
    const code = readLauncherLink(new URL(link).searchParams).userCode;
    const open = code !== '' && (answer === 'approve' || answer === 'refuse');
    const result = open ? answerRegistration(server, { answer, link }) : 'there is nothing to answer';
    if (typeof result === 'string') return context.html(page(pageTitle, `<p>${escaped(result)}</p>`), 400, pageHeaders);
    const done =
      answer === 'approve' ? '已确认，可以关闭此页 / Confirmed. You can close this page.' : '已拒绝 / Declined.';
    return context.html(page(pageTitle, `<p role="status">${done}</p>`), 200, pageHeaders);
  });
  return routes;
};
