import { problem } from '../../../../contract/advice/problem';
import type { Recipient } from '../../../../contract/model/draft';
import type { Person } from '../../../../contract/model/person';
import { nameKey, tidied } from '../../../../contract/plain-text';
import { findWho, needsPeople, whoSourcesOf } from '../../../../core/directory/who/find-who';
import type { CommandEnd } from '../../protocol/reply';
import type { AppWord } from '../output/app-words';
import type { WishContext } from './context';

/** Several candidates in one sentence. */
export const joined = (candidates: readonly string[]): string => candidates.join(' · ');

const unknownWord: Record<'all' | 'groups' | 'people' | 'departments', AppWord> = {
  all: 'whoUnknown',
  groups: 'groupUnknown',
  people: 'personUnknown',
  departments: 'departmentUnknown',
};

/** Longest wait for a company's contacts while they are read for the first time (ms). */
export const firstReadMs = 60_000;

/** The recipients that the `--to` options name, or the end of the command when a name is unknown or ambiguous. */
export const readWho = async (
  to: readonly string[],
  { program, workspace, speaker }: WishContext,
): Promise<{ ok: true; recipients: Recipient[] } | { ok: false; end: CommandEnd }> => {
  const { say, object, refuse } = speaker;
  const groups = program.store.groups(workspace.id);
  const directory = program.open.directory(workspace.id);
  if (!directory.ok) return { ok: false, end: refuse(2, 'nothingSent', directory.problem) };
  // Listing people costs calls, and calls are counted: only a name needs it.
  const named = to.some((who) => needsPeople(who, groups));
  const seen = named ? await directory.value.listPeople(firstReadMs) : { people: [], problem: null };
  // A person of the same name may be among those not read yet: better no buzz than one to the wrong person.
  if (named && directory.value.firstReading()) {
    return { ok: false, end: refuse(2, 'nothingSent', problem('contacts-being-read')) };
  }
  // A member saved by e-mail alone may be a person the bot sees: then they are one, not two of the same name.
  const names = new Set(to.map((who) => nameKey(tidied(who).replace(/^person[:：]\s*/u, ''))));
  const members = groups.flatMap((group) => group.members);
  const isNamed = (member: Person) => names.has(nameKey(member.name));
  const wanted = await directory.value.resolve(members.filter(isNamed));
  const others = members.filter((member) => !isNamed(member));
  const known = {
    ...whoSourcesOf(groups, seen.people, [...wanted.people, ...others]),
    departments: directory.value.knownDepartments(),
  };

  const recipients: Recipient[] = [];
  for (const who of to) {
    const meant = findWho(who, known);
    switch (meant.kind) {
      case 'found':
        recipients.push(meant.recipient);
        break;
      case 'ambiguous': {
        const values = { name: meant.name, candidates: joined(meant.candidates) };
        return { ok: false, end: object(2, 'nothingSent', say('whoAmbiguous', values)) };
      }
      case 'unknown': {
        // The person may be among those who could not be listed: then that is the reason to tell.
        if (meant.among !== 'groups' && seen.problem) {
          return { ok: false, end: refuse(2, 'nothingSent', seen.problem) };
        }
        const offered = joined(meant.candidates);
        const hint = meant.among === 'groups' ? say('noGroups') : say('useOther');
        const candidates = offered ? say('didYouMean', { candidates: offered }) : hint;
        return {
          ok: false,
          end: object(2, 'nothingSent', say(unknownWord[meant.among], { name: meant.name, candidates })),
        };
      }
    }
  }
  return { ok: true, recipients };
};
