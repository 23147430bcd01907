import type { ServerResponse } from 'node:http';
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import type { FaultKind } from './faults';
import type { ServedAnswer } from './served-answer';

const page = (status: number) =>
  `<html><head><title>${status} Bad Gateway</title></head><body><center><h1>${status} Bad Gateway</h1></center><hr><center>tengine</center></body></html>`;

/** Cuts the connection without an answer. */
export const drop = (outgoing: ServerResponse): Response => {
  outgoing.socket?.destroy();
  return RESPONSE_ALREADY_SENT;
};

/** The answer a fault gives in place of Feishu's; null when the fault leaves the answer as it is. */
export const falseAnswer = (fault: FaultKind, headers: ServedAnswer['headers']): ServedAnswer | null => {
  const json = (status: number, code: number, msg: string, more: Record<string, string> = {}): ServedAnswer => ({
    status,
    code,
    headers: { ...headers, ...more },
    text: JSON.stringify({ code, msg, error: { log_id: headers['X-Tt-Logid'] } }),
  });
  const html = (status: number, text: string, more: Record<string, string> = {}): ServedAnswer => ({
    status,
    code: -1,
    headers: { ...headers, 'Content-Type': 'text/html', ...more },
    text,
  });
  switch (fault.kind) {
    case 'code':
      return json(fault.status ?? 400, fault.code, fault.msg ?? 'practice fault');
    case 'rate-limit':
      return json(429, 99991400, 'request trigger frequency limit', {
        'x-ogw-ratelimit-limit': '50',
        'x-ogw-ratelimit-reset': String(fault.reset ?? 1),
      });
    case 'html':
      return html(fault.status ?? 502, page(fault.status ?? 502));
    case 'status':
      return html(fault.status, '');
    case 'redirect':
      return html(307, '', { Location: fault.to });
    case 'delay':
    case 'drop-before':
    case 'drop-after':
    case 'slow-body':
    case 'cut-body':
      return null;
  }
};

/** True when the call is carried out before its answer is spoiled. */
export const isProcessed = (fault: FaultKind): boolean => {
  switch (fault.kind) {
    case 'code':
    case 'html':
    case 'status':
      return fault.processed ?? false;
    case 'rate-limit':
    case 'redirect':
    case 'drop-before':
      return false;
    case 'delay':
    case 'drop-after':
    case 'slow-body':
    case 'cut-body':
      return true;
  }
};

/** Sends half of an answer and cuts, or sends its halves `ms` apart. */
export const sendInHalves = async (
  outgoing: ServerResponse,
  answer: ServedAnswer,
  how: { cut: true } | { cut: false; ms: number; closing: AbortSignal },
): Promise<Response> => {
  const bytes = Buffer.from(answer.text, 'utf8');
  const middle = Math.floor(bytes.length / 2);
  outgoing.writeHead(answer.status, { ...answer.headers, 'Content-Length': bytes.length });
  await new Promise<void>((resolve) => outgoing.write(bytes.subarray(0, middle), () => resolve()));
  if (how.cut) return drop(outgoing);
  await pause(how.ms, how.closing);
  outgoing.end(bytes.subarray(middle));
  return RESPONSE_ALREADY_SENT;
};

/** Waits `ms`, or until the server closes. */
export const pause = (ms: number, closing: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    if (ms <= 0 || closing.aborted) return resolve();
    const end = () => {
      clearTimeout(timer);
      closing.removeEventListener('abort', end);
      resolve();
    };
    const timer = setTimeout(end, ms);
    closing.addEventListener('abort', end, { once: true });
  });
