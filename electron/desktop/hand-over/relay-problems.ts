import { z } from 'zod';
import { adviceWords } from '../../contract/advice/advice-words';
import { type Problem, problem } from '../../contract/advice/problem';
import { inOneLine, shorten } from '../../core/text/shorten';
import type { RelayAnswer } from './relay-calls';

/** Longest part of a relay's own sentence that is repeated (characters). */
const longestSaid = 200;

/** A problem of a relay's, if this program has a sentence for it. */
const Cause = z.object({
  code: z.number().nullable(),
  advice: z.custom<Problem['advice']>((key) => typeof key === 'string' && Object.hasOwn(adviceWords['en-US'], key)),
  params: z.record(z.string().max(40), z.string().max(1000)),
  logId: z.string().max(100).nullable(),
});

type Refused = Extract<RelayAnswer, { kind: 'refused' }>;

/** The reason of a refusal, in this program's words where it has any. */
export const refusalOf = ({ status, problem: said, cause }: Refused, relay: string): Problem => {
  const known = Cause.safeParse(cause);
  if (known.success) return known.data;
  if (status === 401) return problem('relay-token-refused', { relay });
  return problem('relay-refuses', { relay, said: shorten(inOneLine(`${said.message}: ${said.advice}`), longestSaid) });
};

/** The reason for which there is no answer that says anything. */
export const silenceOf = (answer: Exclude<RelayAnswer, { kind: 'value' }>, relay: string): Problem => {
  switch (answer.kind) {
    case 'lost':
      return problem('relay-unreachable', { relay, reason: shorten(inOneLine(answer.reason), 100) });
    case 'strange':
      return problem('relay-strange', { relay });
    case 'refused':
      return problem('relay-unreachable', { relay, reason: String(answer.status) });
  }
};
