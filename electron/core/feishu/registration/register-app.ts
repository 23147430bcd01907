import { z } from 'zod';
import { type Answer, failed, ok, type Problem, problem } from '../../../contract/advice/problem';
import type { Clock } from '../../ports/clock';
import { parseJson } from '../../text/read-text';
import { judgeBreakage, strangeAnswer } from '../client/judge-answer';
import { onAbort } from '../client/on-abort';
import { deliver, type Fetch, type HttpOutcome } from '../client/transport';
import { judgePoll, type RegisteredApp, registrationProblem } from './judge-poll';
import { type LauncherWishes, launcherLink } from './launcher-link';

export interface RegisterAppDeps {
  fetch: Fetch;
  clock: Clock;
}

/** Hosts of a registration. It always begins on Feishu's: codes of Lark's were seen to be dead at once (feishu-api 1.8). */
export interface AccountsHosts {
  first: string;
  /** Where a company of Lark's is asked about; null: a host of one's own is asked alone. */
  lark: string | null;
}

/** News while a person has not answered yet. `unreachable`: no answer comes, and polling goes on. */
export type RegistrationNews = 'unreachable' | 'reachable' | 'lark';

export interface Registering extends LauncherWishes {
  hosts: AccountsHosts;
  /** Shows the link, which is good for `lifeMs` from now. */
  onLink(link: string, lifeMs: number): void;
  onNews(news: RegistrationNews): void;
  signal: AbortSignal;
}

const path = '/oauth/v1/app/registration';
/** Longest wait for one answer (ms). The whole takes as long as a person needs. */
const timeoutMs = 15_000;
/** Life of a code when the answer does not tell (s). */
const usualLife = 600;
/** Time between two polls when the answer does not tell, and by which `slow_down` lengthens it for good (s). */
const usualInterval = 5;
/** Longest time between two polls (s). */
const longestInterval = 60;

const seconds = z.number().positive().max(86_400).nullish().catch(null);
const BeginAnswer = z.looseObject({
  device_code: z.string().min(1).max(4_000),
  verification_uri_complete: z.url({ protocol: /^https?$/ }),
  expires_in: seconds,
  expire_in: seconds,
  interval: seconds,
});
const Refused = z.looseObject({ error: z.string().min(1), error_description: z.string().catch('') });

interface Begun {
  deviceCode: string;
  page: string;
  lifeMs: number;
  interval: number;
}

const ask = (deps: RegisterAppDeps, host: string, fields: Readonly<Record<string, string>>): Promise<HttpOutcome> =>
  deliver(
    deps,
    {
      method: 'POST',
      url: new URL(path, host).href,
      headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams(fields).toString(),
    },
    timeoutMs,
  );

const begin = async (deps: RegisterAppDeps, first: string): Promise<Answer<Begun>> => {
  const { host } = new URL(first);
  const outcome = await ask(deps, first, {
    action: 'begin',
    archetype: 'PersonalAgent',
    auth_method: 'client_secret',
    request_user_info: 'open_id',
  });
  if (outcome.kind !== 'answered') return failed(judgeBreakage('register', host, outcome).problem);
  const { answer } = outcome;
  const body = parseJson(answer.text ?? '');
  const begun = BeginAnswer.safeParse(body);
  if (begun.success) {
    const { device_code: deviceCode, verification_uri_complete: page, interval } = begun.data;
    const life = begun.data.expires_in ?? begun.data.expire_in ?? usualLife;
    return ok({ deviceCode, page, lifeMs: life * 1000, interval: interval ?? usualInterval });
  }
  const refused = Refused.safeParse(body);
  if (refused.success) return failed(registrationProblem(refused.data.error, refused.data.error_description));
  // A deployment of one's own may know nothing of it, and says so as Feishu does of any unknown path.
  if (answer.status === 404 || answer.status === 405) return failed(problem('scan-unknown', { host }));
  const advice = answer.status >= 500 ? 'gateway-error' : typeof body === 'object' ? 'answer-incomplete' : 'not-json';
  return failed(strangeAnswer('register', host, answer, advice).problem);
};

/**
 * Has an app created, or extended, by a person who opens a link or scans it (feishu-api 1.8), and gives its credentials. Asks
 * until the person has answered, the code has died or `signal` ends it. A lost answer is asked for again: it may have held
 * the secret. One that is under way when the signal comes is still waited for, as the app may exist by then.
 */
export const registerApp = async (deps: RegisterAppDeps, given: Registering): Promise<Answer<RegisteredApp>> => {
  const { clock } = deps;
  const { hosts, signal } = given;
  if (signal.aborted) return failed(problem('scan-stopped'));
  const begun = await begin(deps, hosts.first);
  if (!begun.ok) return begun;
  if (signal.aborted) return failed(problem('scan-stopped'));
  const { deviceCode, page, lifeMs } = begun.value;

  // A timer and no look at the clock, which a person or the network may set meanwhile.
  const over = new AbortController();
  const answered = new AbortController();
  clock.sleep(lifeMs, answered.signal).then(
    () => over.abort(),
    () => undefined,
  );
  const forget = onAbort(signal, () => over.abort());
  given.onLink(launcherLink(page, given), lifeMs);
  try {
    return await pollUntilAnswered(deps, given, { deviceCode, interval: begun.value.interval, over: over.signal });
  } finally {
    answered.abort();
    forget();
  }
};

const pollUntilAnswered = async (
  deps: RegisterAppDeps,
  { hosts, signal, onNews }: Registering,
  { deviceCode, interval: first, over }: { deviceCode: string; interval: number; over: AbortSignal },
): Promise<Answer<RegisteredApp>> => {
  const end = (reason: Problem) => failed(reason);
  let host = hosts.first;
  let interval = Math.min(first, longestInterval);
  let reachable = true;
  let atOnce = false;
  for (;;) {
    if (!atOnce) await deps.clock.sleep(interval * 1000, over).catch(() => undefined);
    atOnce = false;
    if (signal.aborted) return end(problem('scan-stopped'));
    // At the end of the code's life one last time: the person may have answered since the last poll.
    const last = over.aborted;
    const mayBeLarks = hosts.lark !== null && host !== hosts.lark;
    const verdict = judgePoll(await ask(deps, host, { action: 'poll', device_code: deviceCode }), mayBeLarks);
    if (reachable !== (verdict.kind !== 'lost')) {
      reachable = !reachable;
      onNews(reachable ? 'reachable' : 'unreachable');
    }
    switch (verdict.kind) {
      case 'registered':
        return ok(verdict.app);
      case 'over':
        return end(verdict.problem);
      case 'lark':
        host = hosts.lark ?? host;
        atOnce = true;
        onNews('lark');
        continue;
      case 'slower':
        interval = Math.min(interval + usualInterval, longestInterval);
        break;
      case 'pending':
      case 'lost':
        break;
    }
    if (last) return end(problem('scan-expired'));
  }
};
