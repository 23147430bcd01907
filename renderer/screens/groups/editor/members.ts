import { useCallback, useEffect, useRef, useState } from 'react';
import type { Problem } from '../../../../electron/contract/advice/problem';
import { longestText } from '../../../../electron/contract/limits';
import type { Person } from '../../../../electron/contract/model/person';
import { callableId, personKey } from '../../../../electron/contract/rules/person-key';
import { useBridge } from '../../../bridge';
import { useTranslation } from '../../../i18n/use-translation';
import { dismissToast, toast } from '../../../ui/feedback/toast';

/** Member as the editor shows it. A line that matches no person is kept, with the reason. */
export interface GroupMember {
  person: Person;
  problem: Problem | null;
}

/** Changes the current members, so that a late answer does not undo what happened meanwhile. */
export type ChangeMembers = (change: (members: readonly GroupMember[]) => readonly GroupMember[]) => void;

/** Members of a saved group. A person without an id was never found. */
export const membersOf = (people: readonly Person[]): readonly GroupMember[] =>
  people.map((person) => ({ person, problem: null }));

export const isUnresolved = (member: GroupMember): boolean =>
  member.problem !== null || callableId(member.person) === null;

/** Adds people at the end, each once by `personKey`. `already`: number of those who were there before. */
export const addMembers = (
  members: readonly GroupMember[],
  added: readonly GroupMember[],
): { members: readonly GroupMember[]; already: number } => {
  const seen = new Set(members.map((member) => personKey(member.person)));
  const fresh: GroupMember[] = [];
  for (const member of added) {
    const key = personKey(member.person);
    if (seen.has(key)) continue;
    seen.add(key);
    fresh.push(member);
  }
  return { members: [...members, ...fresh], already: added.length - fresh.length };
};

export const removeMembers = (members: readonly GroupMember[], keys: ReadonlySet<string>): readonly GroupMember[] =>
  members.filter((member) => !keys.has(personKey(member.person)));

const keysOf = (members: readonly GroupMember[]): ReadonlySet<string> =>
  new Set(members.map((member) => personKey(member.person)));

/**
 * Takes back the change that led from `before` to `after`, and nothing else: people it removed come back to their places,
 * people it added go. Later changes to the others stay.
 */
export const takeBack = (
  members: readonly GroupMember[],
  before: readonly GroupMember[],
  after: readonly GroupMember[],
): readonly GroupMember[] => {
  const [was, became] = [keysOf(before), keysOf(after)];
  const kept = members.filter(({ person }) => was.has(personKey(person)) || !became.has(personKey(person)));
  const there = keysOf(kept);
  const behind = new Map<string | null, GroupMember[]>();
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

/** Adds people to the form, each once. `said` tells how many were added and how many were there already. */
export const useAddMembers = (members: readonly GroupMember[], onChange: ChangeMembers) => {
  const { t } = useTranslation('groups');
  const bridge = useBridge();
  const [said, setSaid] = useState('');
  const [problem, setProblem] = useState<Problem | null>(null);
  // Reading lines takes a while, and the members at its end count.
  const now = useRef(members);
  now.current = members;

  const add = useCallback(
    (added: readonly GroupMember[]) => {
      const { already } = addMembers(now.current, added);
      onChange((there) => addMembers(there, added).members);
      setProblem(null);
      const fresh = added.length - already;
      const sentences = [
        fresh > 0 ? t('added', { count: fresh }) : null,
        already > 0 ? t('already', { count: already }) : null,
      ];
      setSaid(sentences.filter((each) => each !== null).join(t('said-join')));
    },
    [onChange, t],
  );
  /** Lets main read pasted or typed lines; each comes back as a person or as it was. True when they were read. */
  const addLines = useCallback(
    async (text: string): Promise<boolean> => {
      const answer = await bridge.readLines({ text: text.slice(0, longestText) });
      if (answer.ok) add(answer.value.map(({ person, problem }) => ({ person, problem })));
      else setProblem(answer.problem);
      return answer.ok;
    },
    [bridge, add],
  );
  return { add, addLines, said, problem };
};

/**
 * Changes the members in the editor, with a toast that offers to undo it. Later changes are not undone with it. Leaving
 * the editor, or the next such change, ends the offer.
 */
export const useUndoable = (members: readonly GroupMember[], onChange: ChangeMembers) => {
  const { t } = useTranslation('common');
  const now = useRef(members);
  now.current = members;
  const said = useRef<number | null>(null);
  const end = () => {
    if (said.current !== null) dismissToast(said.current);
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: only when the editor is left
  useEffect(() => end, []);
  /** `also`: takes back what was changed besides the members. */
  return (
    change: (members: readonly GroupMember[]) => readonly GroupMember[],
    text: string,
    also: () => void = () => undefined,
  ) => {
    end();
    const before = now.current;
    const after = change(before);
    onChange(change);
    const run = () => {
      onChange((later) => takeBack(later, before, after));
      also();
    };
    said.current = toast(text, { label: t('undo'), run });
  };
};
