import { type Problem, problem } from '../../../contract/advice/problem';
import { withoutDirection } from '../../../contract/direction';
import type { Draft, Recipient } from '../../../contract/model/draft';
import type { Group } from '../../../contract/model/group';
import type { ChatId, GroupId } from '../../../contract/model/ids';
import type { Ladder } from '../../../contract/model/ladder';
import type { Person } from '../../../contract/model/person';
import type { PlannedPerson } from '../../../contract/model/plan';
import type { Asking, Locale } from '../../../contract/model/settings';
import { mayAsk } from '../../../contract/rules/answered';
import { callableId, personKey } from '../../../contract/rules/person-key';
import { whom } from '../../../contract/rules/whom';
import type { Directory, ResolvedPeople } from '../../directory/directory';
import { isNameless } from '../../directory/who/known-names';
import { entryFinder, onceEach } from '../../directory/who/once-each';
import { feishuCode } from '../../feishu/codes';
import type { ChatDetail } from '../../feishu/feishu';
import type { Room } from '../../ports/store';
import { findAboutHindrance } from '../existing-message/about-hindrance';
import { isClosedChat } from '../send/outcome-of';
import { mentionLimit, postOf, postWeight, someKeys, withPictures } from '../send/post-of';
import { findRoom } from './draft-room';
import { feishuSays, knownPeople, type PeopleDeps } from './known-people';
import { resolveBackups } from './resolve-backups';
import type { ResolvedDraft, ResolvedPerson } from './resolved-draft';

export interface DraftDeps extends PeopleDeps {
  workspaceName: string;
  practice: boolean;
  groups: readonly Group[];
  /** The rooms of the workspace. */
  rooms: readonly Room[];
  asker: string;
  /** Whether messages ask for an answer by themselves. */
  asking: Asking;
  locale: Locale;
}

const noPeople: ResolvedPeople = { people: [], problem: null, disagreeing: new Map() };

type Preflight = NonNullable<PlannedPerson['preflight']>;

/** "值班组、乐嘉 +2": at most two names, then how many more. */
const titleOf = (names: readonly string[], locale: Locale): string => {
  const shown = names
    .slice(0, 2)
    .map(withoutDirection)
    .join(locale === 'zh-CN' ? '、' : ', ');
  return names.length > 2 ? `${shown} +${names.length - 2}` : shown;
};

/** Gathers the people the recipients stand for, once each, in their order; and the problem of a whole recipient. */
const gather = async (to: readonly Recipient[], deps: DraftDeps) => {
  const groups = new Map<GroupId, Group>(deps.groups.map((group) => [group.id, group]));
  const people: Person[] = [];
  /** What goes into the title: a name, or the person whose name is still to be found. */
  const names: (string | Person)[] = [];
  let hindrance: Problem | null = null;
  for (const recipient of to) {
    switch (recipient.kind) {
      case 'person':
        names.push(recipient.person);
        people.push(recipient.person);
        break;
      case 'group': {
        const group = groups.get(recipient.groupId);
        if (!group) {
          hindrance ??= problem('group-gone');
          break;
        }
        names.push(group.name);
        if (group.members.length === 0) hindrance ??= problem('group-empty', { name: group.name });
        people.push(...group.members);
        break;
      }
      case 'chat': {
        names.push(recipient.name);
        const members = await deps.directory.listMembers(recipient.chatId);
        if (!members.ok) hindrance ??= members.problem;
        else people.push(...members.value);
        break;
      }
      case 'department': {
        names.push(recipient.name);
        const members = await deps.directory.listDepartment(recipient.departmentId, recipient.name);
        if (!members.ok) hindrance ??= members.problem;
        else people.push(...members.value);
        break;
      }
    }
  }
  return { people: onceEach(people), names, hindrance };
};

/** The chat a message goes to: that of the message the draft is about, the one it names, or for `auto` that of its only recipient; null: direct. */
const placeOf = (draft: Draft, groups: readonly Group[]): ResolvedDraft['chat'] => {
  if (draft.about) return { chatId: draft.about.chatId, name: draft.about.chatName };
  if (draft.delivery.mode === 'chat') return { chatId: draft.delivery.chatId, name: draft.delivery.name };
  const [only] = draft.to;
  if (draft.delivery.mode !== 'auto' || !only || draft.to.length > 1) return null;
  if (only.kind === 'chat') return { chatId: only.chatId, name: only.name };
  return only.kind === 'group' ? (groups.find((group) => group.id === only.groupId)?.linkedChat ?? null) : null;
};

/** The reason for which a chat lets the bot buzz none of its people (feishu-api 2.2). */
const chatHindrance = (chat: ChatDetail): Preflight | null => {
  if (chat.canBuzz || chat.direct) return null;
  const reason = chat.external
    ? feishuSays(feishuCode.externalChat, 'external-chat')
    : feishuSays(feishuCode.buzzRestricted, 'buzz-restricted');
  return { outcome: 'refused', problem: reason };
};

const closedTo = (reason: Problem): Preflight | null =>
  isClosedChat(reason) ? { outcome: 'refused', problem: reason } : null;

/** Marks people who are not in the chat. When its members cannot be read, Feishu decides when they are buzzed. */
const checkMembers = async (
  people: readonly ResolvedPerson[],
  chatId: ChatId,
  directory: Directory,
): Promise<ResolvedPerson[]> => {
  const idTypes = [...new Set(people.flatMap((person) => person.idType ?? []))];
  const lists = new Map(
    await Promise.all(
      idTypes.map(async (idType) => {
        const list = await directory.listMembers(chatId, idType);
        return [
          idType,
          list.ok ? new Set(list.value.flatMap((member) => callableId(member)?.id ?? [])) : null,
        ] as const;
      }),
    ),
  );
  return people.map((person) => {
    const inChat = person.idType === null ? undefined : lists.get(person.idType);
    if (person.preflight || !inChat || person.id === null) return person;
    return inChat.has(person.id)
      ? person
      : { ...person, preflight: { outcome: 'not-in-chat', problem: problem('person-not-in-chat') } };
  });
};

/**
 * Looks up everything that planning a draft needs: its people, the chat of its message, and what is known beforehand to
 * fail. Sends nothing; answers even when Feishu cannot be reached, with the reason in `problem`.
 *
 * @param policy what it climbs by, whose backups are looked up too
 */
export const resolveDraft = async (
  draft: Draft,
  deps: DraftDeps,
  policy: Promise<Ladder | null> | null = null,
): Promise<ResolvedDraft> => {
  const { directory, locale } = deps;
  const gathered = await gather(draft.to, deps);
  const resolved: ResolvedPeople = gathered.people.length > 0 ? await directory.resolve(gathered.people) : noPeople;
  const entryOf = entryFinder(gathered.people);
  /** A recipient by whose name a look-up or an earlier buzz knows them; one that was written with a name keeps it. */
  const withName = (person: Person): Person =>
    isNameless(person) ? (resolved.people[entryOf(person)] ?? person) : person;
  // Two lines may have led to the same person.
  let people = knownPeople(onceEach(resolved.people), resolved, deps);

  let chat = placeOf(draft, deps.groups);
  if (chat && people.length > 0) {
    const detail = await directory.findChat(chat.chatId);
    // A saved name may be old, or have come with a file: the person agrees to the chat that Feishu names.
    if (detail.ok && detail.value.name) chat = { ...chat, name: detail.value.name };
    const closed = detail.ok ? chatHindrance(detail.value) : closedTo(detail.problem);
    const forAll = closed ?? (draft.about && (await findAboutHindrance(draft.about, directory)));
    people = forAll
      ? people.map((person) => ({ ...person, preflight: person.preflight ?? forAll }))
      : await checkMembers(people, chat.chatId, directory);
  }

  const told = new Map(people.map((person) => [person.key, person]));
  const names = gathered.names.map((named) => {
    if (typeof named === 'string') return named;
    const found = told.get(personKey(directory.named(resolved.people[entryOf(named)] ?? named)));
    return whom({ name: withName(named).name, department: found?.department ?? null }, locale);
  });
  const title = titleOf(names, locale);
  const asRoom = chat === null && draft.delivery.mode === 'room' && people.length > 0;
  const room = asRoom ? await findRoom(draft, title, people, deps) : null;
  const callable = people.filter((person) => person.preflight === null);
  const mentions =
    (chat || room) && callable.length <= mentionLimit ? callable.flatMap((person) => person.id ?? []) : [];
  const to = draft.to.map((each) => (each.kind === 'person' ? { ...each, person: withName(each.person) } : each));
  const mode = chat ? 'chat' : draft.delivery.mode === 'room' ? 'room' : 'direct';
  const backups = await resolveBackups((await policy) ?? null, { draft, people, mode, chat }, deps.groups, deps);
  return {
    draft: { ...draft, to },
    practice: deps.practice,
    workspaceName: deps.workspaceName,
    title,
    asker: deps.asker,
    weight: postWeight(
      withPictures(
        postOf({ text: draft.text, asker: deps.asker, locale, mentions, asks: mayAsk(draft, deps.asking) }),
        someKeys(draft.pictures.length),
      ),
    ),
    people,
    backups,
    resend: 0,
    mode,
    chat: room?.chatId ? { chatId: room.chatId, name: room.name } : chat,
    room,
    problem: gathered.hindrance,
  };
};
