import type { Problem } from '../../../../electron/contract/advice/problem';
import type { Person } from '../../../../electron/contract/model/person';
import { callableId, personKey } from '../../../../electron/contract/rules/person-key';

/** A member as the editor shows it: a line nobody answered to is kept, with the reason. */
export interface Member {
  person: Person;
  problem: Problem | null;
}

/** Changes the members that are there now: an answer that took its time must not undo what happened meanwhile. */
export type ChangeMembers = (change: (members: readonly Member[]) => readonly Member[]) => void;

/** Members as a saved group gives them: whoever has no id yet was never found. */
export const membersOf = (people: readonly Person[]): readonly Member[] =>
  people.map((person) => ({ person, problem: null }));

export const isUnresolved = (member: Member): boolean => member.problem !== null || callableId(member.person) === null;

/** Adds people at the end, each once (by their best id); says how many were there already. */
export const addMembers = (
  members: readonly Member[],
  added: readonly Member[],
): { members: readonly Member[]; already: number } => {
  const seen = new Set(members.map((member) => personKey(member.person)));
  const fresh: Member[] = [];
  for (const member of added) {
    const key = personKey(member.person);
    if (seen.has(key)) continue;
    seen.add(key);
    fresh.push(member);
  }
  return { members: [...members, ...fresh], already: added.length - fresh.length };
};

export const removeMembers = (members: readonly Member[], keys: ReadonlySet<string>): readonly Member[] =>
  members.filter((member) => !keys.has(personKey(member.person)));

const keysOf = (members: readonly Member[]): ReadonlySet<string> =>
  new Set(members.map((member) => personKey(member.person)));

/**
 * Takes back what led from `before` to `after`, and nothing else: whom it took out comes back behind the member they stood
 * behind, whom it put in goes. Whatever has happened to the others since, stays.
 */
export const takeBack = (
  members: readonly Member[],
  before: readonly Member[],
  after: readonly Member[],
): readonly Member[] => {
  const [was, became] = [keysOf(before), keysOf(after)];
  const kept = members.filter(({ person }) => was.has(personKey(person)) || !became.has(personKey(person)));
  const there = keysOf(kept);
  const behind = new Map<string | null, Member[]>();
  let last: string | null = null;
  for (const member of before) {
    const key = personKey(member.person);
    if (there.has(key)) last = key;
    else if (!became.has(key)) {
      const others = behind.get(last) ?? [];
      others.push(member);
      behind.set(last, others);
    }
  }
  const withThose = (key: string | null) => behind.get(key) ?? [];
  return [...withThose(null), ...kept.flatMap((member) => [member, ...withThose(personKey(member.person))])];
};
