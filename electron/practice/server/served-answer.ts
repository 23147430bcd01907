import { randomBytes } from 'node:crypto';
import type { PracticeApp } from '../gateway/endpoint';
import { consoleLink } from '../gateway/pass-gateway';
import { Refusal, type Reply } from '../gateway/refusal';
import type { JsonRecord } from '../world/json';

const errorPart = ({ code, details }: Refusal, logId: string, app: PracticeApp): JsonRecord => ({
  log_id: logId,
  troubleshooter: `排查建议查看（Troubleshooting suggestions）：https://open.feishu.cn/search?from=openapi&log_id=${logId}&code=${code}`,
  ...(details.hint === undefined ? {} : { message: details.hint }),
  ...(details.fieldViolations === undefined ? {} : { field_violations: details.fieldViolations }),
  ...(details.missingScopes === undefined
    ? {}
    : {
        permission_violations: details.missingScopes.map((subject) => ({ type: 'action_scope_required', subject })),
        helps: [{ url: consoleLink(app, details.missingScopes), description: '点击链接申请并开通任一权限即可' }],
      }),
});

/** An answer as it goes over HTTP, with its `code` for the log. */
export interface ServedAnswer {
  status: number;
  code: number;
  headers: Readonly<Record<string, string>>;
  text: string;
}

/** Wraps a reply as feishu-api 7.4 says: `code` and `msg`, then `data`, top-level fields or `error`. */
export const answerOf = (reply: Reply | Refusal, logId: string, app: PracticeApp): ServedAnswer => {
  const headers = { 'Content-Type': 'application/json; charset=utf-8', 'X-Tt-Logid': logId, 'X-Request-Id': logId };
  if (reply instanceof Refusal) {
    const { code, message, status, details } = reply;
    const rest = details.bare ? { data: {} } : { error: errorPart(reply, logId, app) };
    const text = JSON.stringify({ code, msg: message, ...rest });
    return { status, code, headers: { ...headers, ...details.headers }, text };
  }
  switch (reply.kind) {
    case 'data':
      return { status: 200, code: 0, headers, text: JSON.stringify({ code: 0, msg: 'success', data: reply.data }) };
    case 'top':
      return { status: 200, code: 0, headers, text: JSON.stringify({ code: 0, msg: 'ok', ...reply.body }) };
    case 'bare': {
      const { status, body } = reply;
      const code = typeof body.code === 'number' ? body.code : status === 200 ? 0 : -1;
      return { status, code, headers: { ...headers, 'Cache-Control': 'no-store' }, text: JSON.stringify(body) };
    }
  }
};

/** A log id as Feishu writes them: the time to the second, then hex (feishu-api 7.4). */
export const newLogId = (now: number): string => {
  const second = new Date(now).toISOString().replace(/\D/g, '').slice(0, 14);
  return `${second}${randomBytes(10).toString('hex').toUpperCase()}`;
};
