import type { FaultKind } from './faults';
import type { ServedAnswer } from './served-answer';

const page = (status: number) =>
  `<html><head><title>${status} Bad Gateway</title></head><body><center><h1>${status} Bad Gateway</h1></center><hr><center>tengine</center></body></html>`;

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
