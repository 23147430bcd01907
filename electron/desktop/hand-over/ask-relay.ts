import { z } from 'zod';
import { type Answer, failed, ok, problem } from '../../contract/advice/problem';
import { mostServed } from '../../contract/limits';
import { AppId } from '../../contract/model/ids';
import { BaseUrl } from '../../contract/model/workspace';
import { handOverWay, Right } from '../../contract/relay';
import type { RelayCalls } from './relay-calls';

/** What a relay says of a token, as far as a desktop uses it; the answer may grow with the relay. */
const Me = z.looseObject({
  handOver: z.number(),
  token: z.looseObject({ name: z.string().max(100) }),
  workspaces: z
    .array(
      z.looseObject({
        appId: AppId,
        baseUrl: BaseUrl,
        practice: z.boolean(),
        // A right that a newer relay knows is none of this program's business.
        rights: z.array(z.union([Right, z.string().max(40)])).max(20),
      }),
    )
    .max(mostServed),
});
export type Me = z.infer<typeof Me>;

/** Asks a relay once whose its token is and what that may do. `relay` in the problems is the name for sentences. */
export const askRelay = async (calls: Pick<RelayCalls, 'call'>, relay: string): Promise<Answer<Me>> => {
  const answer = await calls.call('GET', '/v1/me');
  switch (answer.kind) {
    case 'lost':
      return failed(problem('relay-unreachable', { relay, reason: answer.reason }));
    case 'strange':
      return failed(problem('relay-strange', { relay }));
    case 'refused':
      if (answer.status === 401) return failed(problem('relay-token-refused', { relay }));
      // A relay of before knows no such question.
      if (answer.status === 404) return failed(problem('relay-other-version', { relay }));
      return failed(problem('relay-unreachable', { relay, reason: String(answer.status) }));
    case 'value': {
      const me = Me.safeParse(answer.value);
      if (!me.success) return failed(problem('relay-strange', { relay }));
      return me.data.handOver === handOverWay ? ok(me.data) : failed(problem('relay-other-version', { relay }));
    }
  }
};
