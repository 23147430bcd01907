import { z } from 'zod';
import { type Problem, problem } from '../../../contract/advice/problem';
import type { Clock } from '../../ports/clock';
import { parseJson } from '../../text/read-text';
import { problemWith } from '../client/advice-params';
import type { Secret } from '../client/call';
import { judgeAnswer, judgeBreakage } from '../client/judge-answer';
import { deliver, type Fetch } from '../client/transport';
import { type ClientConfig, readConfig } from './wire/client-config';

export interface EndpointDeps {
  /** `https://open.feishu.cn`, without a path. */
  baseUrl: string;
  appId: string;
  /** Reads the App Secret, which goes out with each asking, and is not kept. */
  secret: () => Promise<Secret>;
  fetch: Fetch;
  clock: Clock;
}

/**
 * Where to connect, or why not. `later`: it may pass; `leastMs` and `mostMs` are the bounds of the wait. `never`: only other
 * credentials help. `doubtful` is between the two: the third in a row means never.
 */
export type Endpoint =
  | { kind: 'ready'; url: string; service: number; config: ClientConfig }
  | { kind: 'later'; problem: Problem; leastMs: number }
  | { kind: 'never' | 'doubtful'; problem: Problem };

/** Time for the answer (ms). */
const timeoutMs = 15_000;
/** Least wait after a refusal that a person has to mend somewhere else, and at the limit of connections (ms). */
const mendMs = 300_000;
const limitMs = 60_000;

const code = { limit: 1000040350, doubtful: 1000040345 } as const;
/** Codes that only other credentials, or another app, can end (feishu-api 6.2). */
const fatal: ReadonlySet<number> = new Set([403, 514, 1000040346]);

const Body = z.looseObject({
  data: z
    .looseObject({ URL: z.string().max(4000).nullish().catch(null), ClientConfig: z.unknown().optional() })
    .nullish()
    .catch(null),
});

const isLoopback = (host: string) => host === 'localhost' || host === '127.0.0.1' || host === '[::1]';

/** The address of the socket, if it may be used: encrypted, or on this computer. */
const usable = (text: string | null | undefined): URL | null => {
  const url = text ? URL.parse(text) : null;
  if (url?.username !== '' || url.password !== '') return null;
  return url.protocol === 'wss:' || (url.protocol === 'ws:' && isLoopback(url.hostname)) ? url : null;
};

const serviceOf = (url: URL): number => {
  const id = url.searchParams.get('service_id');
  return id !== null && /^\d{1,10}$/.test(id) ? Number(id) | 0 : 0;
};

/**
 * `POST /callback/ws/endpoint` (feishu-api 6.2): asks for the address of a connection, which holds a ticket for one use. The
 * secret goes to the address of the calls and nowhere else; redirects are not followed.
 */
export const askEndpoint = async (deps: EndpointDeps): Promise<Endpoint> => {
  const { host } = new URL(deps.baseUrl);
  const secret = await deps.secret();
  if (typeof secret !== 'string') return { kind: 'never', problem: secret ?? problem('secret-missing') };
  const outcome = await deliver(
    deps,
    {
      method: 'POST',
      url: `${deps.baseUrl}/callback/ws/endpoint`,
      headers: { 'Content-Type': 'application/json; charset=utf-8', locale: 'zh' },
      body: JSON.stringify({ AppID: deps.appId, AppSecret: secret }),
    },
    timeoutMs,
  );
  if (outcome.kind !== 'answered')
    return { kind: 'later', problem: judgeBreakage('listen', host, outcome).problem, leastMs: 0 };
  const verdict = judgeAnswer('listen', host, [], outcome.answer);
  if (!verdict.ok) {
    const { problem: reason, passing, retryAfterMs } = verdict.failure;
    if (verdict.code !== null && fatal.has(verdict.code)) return { kind: 'never', problem: reason };
    if (verdict.code === code.doubtful) return { kind: 'doubtful', problem: reason };
    const leastMs = verdict.code === code.limit ? limitMs : passing || reason.advice === 'feishu-unknown' ? 0 : mendMs;
    return { kind: 'later', problem: reason, leastMs: Math.max(leastMs, retryAfterMs ?? 0) };
  }
  const body = Body.safeParse(parseJson(outcome.answer.text ?? ''));
  const url = usable(body.data?.data?.URL);
  if (!url) return { kind: 'later', problem: problemWith('answer-incomplete', { host }), leastMs: 0 };
  return { kind: 'ready', url: url.href, service: serviceOf(url), config: readConfig(body.data?.data?.ClientConfig) };
};
