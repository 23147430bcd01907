import type { Person } from '../../../electron/contract/person';
import { callableId, personKey } from '../../../electron/contract/person-key';
import type { Problem } from '../../../electron/contract/problem';

/** A member as the editor shows it: a line nobody answered to is kept, with the reason. */
export interface Member {
  person: Person;
  problem: Problem | null;
}

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
