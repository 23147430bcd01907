import { judgeBreakage } from '../client/judge-answer';
import { deliver } from '../client/transport';
import type { Result } from '../failure';
import { askEndpoint, type EndpointDeps } from './ask-endpoint';

/** Time for any answer of the host (ms). */
const timeoutMs = 10_000;

/**
 * Finds out whether the host of long connections can be reached: asks for its address, and that host for any page. It opens no
 * connection, as that would take events away from those who listen. Gives the host.
 */
export const reachSocket = async (deps: EndpointDeps): Promise<Result<string>> => {
  const endpoint = await askEndpoint(deps);
  if (endpoint.kind !== 'ready') {
    const failure = { stage: 'rejected', passing: false, retryAfterMs: null, namedIds: [] } as const;
    return { ok: false, failure: { ...failure, problem: endpoint.problem } };
  }
  const url = new URL(endpoint.url);
  const { host } = url;
  const page = `${url.protocol === 'wss:' ? 'https' : 'http'}://${host}/`;
  const outcome = await deliver(deps, { method: 'GET', url: page, headers: {}, body: null }, timeoutMs);
  // Whatever it says, it is there; a redirect is not followed, and an answer as well.
  if (outcome.kind === 'answered' || (outcome.kind === 'broken' && outcome.breakage.advice === 'redirected'))
    return { ok: true, value: host, logId: null };
  return { ok: false, failure: judgeBreakage('listen', host, outcome) };
};
