import { type Answer, ok, type Problem, problem } from '../../../contract/advice/problem';
import type { OpenId } from '../../../contract/model/ids';
import type { Person } from '../../../contract/model/person';
import { personKey } from '../../../contract/rules/person-key';
import type { LookedUp } from '../../feishu/feishu';
import type { Clock } from '../../ports/clock';
import { canonicalEmail } from '../../text/email';
import { canonicalMobile } from '../../text/mobile';
import type { FoundById } from './find-by-id';

/** Age at which an address that led to no person is asked for again (ms): a plan is made at every pause in typing. */
const missedMs = 5 * 60_000;

export interface FindOpenIdsDeps {
  clock: Pick<Clock, 'now'>;
  /** The person the directory knows by one id or e-mail, without a call. */
  known: (by: Person) => OpenId | undefined;
  lookUp: (queries: { emails: readonly string[]; mobiles: readonly string[] }) => Promise<Answer<readonly LookedUp[]>>;
  /** Asks for people by their other ids; null: this workspace does not read contacts. */
  findById: ((idType: 'union_id' | 'user_id', ids: readonly string[]) => Promise<FoundById>) | null;
  /** Looks for people of whom the directory has no name yet. */
  meet: (openIds: readonly OpenId[]) => Promise<void>;
  /** The person's name in the directory, or their open id. */
  nameOf: (openId: OpenId) => string;
}

/** One thing that is known of a person, as it is asked for, and the key of its answer. */
interface Mark {
  kind: 'union_id' | 'user_id' | 'email' | 'mobile';
  value: string;
}
const keyOf = ({ kind, value }: Mark) => `${kind}:${value}`;

/** Everything by which a person may be found, the surest first, in its one form. */
const marksOf = ({ unionId, userId, email, mobile }: Person): Mark[] => [
  ...(unionId ? [{ kind: 'union_id', value: unionId } as const] : []),
  ...(userId ? [{ kind: 'user_id', value: userId } as const] : []),
  ...(email ? [{ kind: 'email', value: canonicalEmail(email) ?? email.trim().toLowerCase() } as const] : []),
  ...(mobile ? [{ kind: 'mobile', value: canonicalMobile(mobile) ?? mobile.replace(/\s/g, '') } as const] : []),
];

/** `138****8000`: enough to recognize a number that is no longer needed. */
export const masked = (mobile: string): string => `${mobile.slice(0, -8)}****${mobile.slice(-4)}`;
const shown = ({ kind, value }: Mark) => (kind === 'mobile' ? masked(value) : value);

/** The open id of each person, in their order; null: nothing known of them led to a person. */
export interface FoundOpenIds {
  openIds: readonly (OpenId | null)[];
  /** Why e-mails and mobiles could not be looked up; null: they could. */
  problem: Problem | null;
  /** People of whom two things lead to two different people, by their key: which is meant, only a person can tell. */
  disagreeing: ReadonlyMap<string, Problem>;
}

/**
 * Finds open ids by all that is known of people: each of their ids, e-mails and mobiles is tried, so that a wrong one
 * hides no right one. Answers are kept: of found ones for good, of the others for five minutes.
 */
export class FindOpenIds {
  readonly #deps: FindOpenIdsDeps;
  /** By key of a mark; `openId` is null if it led to no person. */
  readonly #answers = new Map<string, { openId: OpenId | null; at: number }>();

  constructor(deps: FindOpenIdsDeps) {
    this.#deps = deps;
  }

  /** @param fresh asks again for what led to no person a moment ago */
  async find(people: readonly Person[], fresh: boolean): Promise<FoundOpenIds> {
    const open = people.map((person) => (person.openId ? [] : marksOf(person)));
    const asked = new Map<string, Mark>();
    for (const marks of open) {
      // A single id is called as it is: Feishu says then whose it is.
      const addressed = marks.some(({ kind }) => kind === 'email' || kind === 'mobile');
      for (const mark of addressed ? marks : []) if (this.#isDue(mark, fresh)) asked.set(keyOf(mark), mark);
    }
    const problem = await this.#ask([...asked.values()]);
    const found = open.map((marks) =>
      marks.flatMap((mark) => {
        const openId = this.#openIdOf(mark);
        return openId ? [{ mark, openId }] : [];
      }),
    );
    await this.#deps.meet(found.flatMap((each) => each.map(({ openId }) => openId)));
    const disagreeing = new Map<string, Problem>();
    const openIds = people.map((person, index) => {
      if (person.openId) return person.openId;
      const [first, ...others] = found[index] ?? [];
      const other = others.find(({ openId }) => openId !== first?.openId);
      if (!first) return null;
      if (!other) return first.openId;
      disagreeing.set(personKey(person), this.#disagreement(person, first, other));
      return null;
    });
    return { openIds, problem, disagreeing };
  }

  /** What is known of a person when it leads to two people. */
  #disagreement(
    { name }: Person,
    ...[one, two]: readonly [{ mark: Mark; openId: OpenId }, { mark: Mark; openId: OpenId }]
  ): Problem {
    const { nameOf } = this.#deps;
    return problem('person-disagrees', {
      name,
      one: shown(one.mark),
      first: nameOf(one.openId),
      two: shown(two.mark),
      second: nameOf(two.openId),
    });
  }

  #isDue(mark: Mark, fresh: boolean): boolean {
    const { known, clock } = this.#deps;
    const byId = mark.kind === 'union_id' || mark.kind === 'user_id';
    if (byId && known(asPerson(mark))) return false;
    const answer = this.#answers.get(keyOf(mark));
    if (!answer) return true;
    return answer.openId === null && (fresh || clock.now() - answer.at >= missedMs);
  }

  /** Feishu's own answer, else what the directory knows. */
  #openIdOf(mark: Mark): OpenId | null {
    return this.#answers.get(keyOf(mark))?.openId ?? this.#deps.known(asPerson(mark)) ?? null;
  }

  async #ask(marks: readonly Mark[]): Promise<Problem | null> {
    const { lookUp, findById, clock } = this.#deps;
    const of = (kind: Mark['kind']) => marks.flatMap((mark) => (mark.kind === kind ? [mark.value] : []));
    const keep = (kind: Mark['kind'], value: string, openId: OpenId | null) =>
      this.#answers.set(keyOf({ kind, value }), { openId, at: clock.now() });
    const [emails, mobiles] = [of('email'), of('mobile')];
    const byId = async (kind: 'union_id' | 'user_id') => {
      const ids = of(kind);
      if (!findById || ids.length === 0) return;
      const { found } = await findById(kind, ids);
      for (const id of ids) keep(kind, id, found.get(id)?.openId ?? null);
    };
    const [answer] = await Promise.all([
      emails.length + mobiles.length > 0 ? lookUp({ emails, mobiles }) : ok([]),
      byId('union_id'),
      byId('user_id'),
    ]);
    if (!answer.ok) return answer.problem;
    const isEmail = new Set(emails);
    for (const { query, openId } of answer.value) keep(isEmail.has(query) ? 'email' : 'mobile', query, openId);
    return null;
  }
}

const asPerson = ({ kind, value }: Mark): Person => {
  switch (kind) {
    case 'union_id':
      return { name: '', unionId: value as Person['unionId'] };
    case 'user_id':
      return { name: '', userId: value as Person['userId'] };
    case 'email':
      return { name: '', email: value };
    case 'mobile':
      return { name: '', mobile: value };
  }
};
