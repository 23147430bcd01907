import { type Answer, failed, ok, problem } from '../../../contract/advice/problem';
import { mostGroups, mostMembers } from '../../../contract/limits';
import type { FollowedDepartment, Group, ImportedField, ImportedGroup } from '../../../contract/model/group';
import type { ChatId, DepartmentId, GroupId, OpenId, WorkspaceId } from '../../../contract/model/ids';
import type { Settings } from '../../../contract/model/settings';
import { called } from '../../../contract/plain-text';
import { onceEach } from '../who/once-each';
import { changedFields } from './changed-fields';
import type { FileGroup, WrongLine } from './groups-file';

/** What an import is made into. */
export interface ImportInto {
  workspaceId: WorkspaceId;
  /** The saved groups. */
  there: readonly Group[];
  settings: Pick<Settings, 'ladders' | 'templates'>;
  /** The bot's chats, by the names that Feishu has for them. */
  chatNames: ReadonlyMap<ChatId, string>;
  /** The departments of the contacts, by the names that Feishu has for them. */
  departmentNames: ReadonlyMap<DepartmentId, string>;
  newId(): GroupId;
  /** Tells whether a change that asks is made: a person has ticked it. */
  isTicked(group: string, field: ImportedField): boolean;
}

/** The groups after an import, what it does to each, and what of the file is left out. */
export interface PlannedImport {
  groups: readonly Group[];
  merged: readonly ImportedGroup[];
  wrong: readonly WrongLine[];
}

/** The chats that the groups of a file are linked to and the saved ones of that name are not. */
export const newlyLinked = (file: readonly FileGroup[], there: readonly Group[]): readonly ChatId[] => {
  const links = new Map(there.map(({ name, linkedChat }) => [name, linkedChat?.chatId]));
  return file.flatMap(({ name, linkedChat }) =>
    linkedChat && links.get(name) !== linkedChat.chatId ? [linkedChat.chatId] : [],
  );
};

/** The departments that groups of a file follow and the saved ones of that name do not. */
export const newlyFollowed = (file: readonly FileGroup[], there: readonly Group[]): readonly DepartmentId[] => {
  const idsOf = ({ follows = [] }: Pick<Group, 'follows'>) => follows.map(({ departmentId }) => departmentId);
  const known = new Map(there.map((group) => [group.name, idsOf(group)]));
  return file.flatMap((group) => idsOf(group).filter((id) => !known.get(group.name)?.includes(id)));
};

/**
 * The departments that a group of a file follows. Whom a person added by hand stays added by hand, whatever the file says, and a
 * department's name comes from the contacts. `leftOut` is called once if one is not in the contacts.
 */
const wantedFollows = (
  before: Group,
  file: readonly FollowedDepartment[],
  names: ReadonlyMap<DepartmentId, string>,
  leftOut: () => void,
): readonly FollowedDepartment[] => {
  const members = before.members.flatMap(({ openId }) => openId ?? []);
  const wanted = new Map<DepartmentId, FollowedDepartment>();
  let isLeftOut = false;
  for (const { departmentId, people, without } of file) {
    const saved = before.follows?.find((each) => each.departmentId === departmentId);
    const name = names.get(departmentId) ?? saved?.name;
    if (wanted.has(departmentId)) continue;
    if (name === undefined) {
      isLeftOut = true;
      continue;
    }
    const came = new Set<OpenId>(saved?.people);
    const byHand = new Set(members.filter((openId) => !came.has(openId)));
    const both = (a: readonly OpenId[] = [], b: readonly OpenId[]) => [...new Set([...a, ...b])].slice(0, mostMembers);
    wanted.set(departmentId, {
      departmentId,
      name,
      people: both(saved?.people, people).filter((openId) => !byHand.has(openId)),
      without: both(saved?.without, without).filter((openId) => !members.includes(openId)),
    });
  }
  if (isLeftOut) leftOut();
  return [...wanted.values()];
};

/** The group with only members among the people who came from its departments. */
const withMarks = (group: Group): Group => {
  if (!group.follows) return group;
  const members = new Set<OpenId>(group.members.flatMap(({ openId }) => openId ?? []));
  const follows = group.follows.map((each) => ({ ...each, people: each.people.filter((id) => members.has(id)) }));
  return { ...group, follows };
};

/**
 * A saved group with all that a group of a file says about it. Ladders and templates that this computer does not have, and
 * chats that the bot is not in, are left out and told: a file names them by ids, which another computer or workspace may
 * have given. A chat's name comes from Feishu, never from the file.
 */
const asWanted = (before: Group, file: FileGroup, into: ImportInto): { group: Group; wrong: readonly WrongLine[] } => {
  const { settings, chatNames, departmentNames } = into;
  const { name } = file;
  const wrong: WrongLine[] = [];
  const leftOut = (advice: 'import-no-ladder' | 'import-no-template' | 'import-no-chat' | 'import-no-department') =>
    wrong.push({ line: null, problem: problem(advice, { name }) });

  const defaults = { ...before.defaults, ...file.defaults };
  const { ladder, template } = defaults;
  const named = ladder === 'off' ? null : ladder;
  if (named !== before.defaults.ladder && named !== null && settings.ladders.every(({ id }) => id !== named)) {
    leftOut('import-no-ladder');
    defaults.ladder = before.defaults.ladder;
  }
  if (
    template !== before.defaults.template &&
    template !== null &&
    settings.templates.every(({ id }) => id !== template)
  ) {
    leftOut('import-no-template');
    defaults.template = before.defaults.template;
  }
  let { linkedChat } = before;
  if (file.linkedChat === null) linkedChat = null;
  else if (file.linkedChat && file.linkedChat.chatId !== linkedChat?.chatId) {
    const { chatId } = file.linkedChat;
    const chatName = chatNames.get(chatId);
    if (chatName === undefined) leftOut('import-no-chat');
    else linkedChat = { chatId, name: chatName };
  }
  const follows = file.follows
    ? wantedFollows(before, file.follows, departmentNames, () => leftOut('import-no-department'))
    : before.follows;
  return {
    group: {
      ...before,
      icon: file.icon ?? before.icon,
      pinned: file.pinned ?? before.pinned,
      linkedChat,
      ...(follows && { follows: [...follows] }),
      defaults,
    },
    wrong,
  };
};

/** A group without a linked chat delivers to none: its link may have been left out, or not ticked. */
const withDelivery = (group: Group): Group =>
  group.defaults.delivery === 'chat' && group.linkedChat === null
    ? { ...group, defaults: { ...group.defaults, delivery: null } }
    : group;

/**
 * Plans the import of a file's groups into the saved ones, by name in whatever form. Members are added, none is removed or listed twice.
 * Groups keep their order, new ones come last. Refused whole if a group or their number would be too large.
 */
export const planImport = (file: readonly FileGroup[], into: ImportInto): Answer<PlannedImport> => {
  const { there, workspaceId, newId, isTicked, settings } = into;
  const groups = [...there];
  const places = new Map<string, number>();
  for (const [index, { name }] of groups.entries()) if (!places.has(name)) places.set(name, index);
  const written = new Set(file.map(({ name }) => name));
  /** Saved groups whose name may differ from those of the file in its form; each is meant by one group of the file. */
  const alike = new Set(there.filter(({ name }) => !written.has(name)));
  const placeOf = (name: string): number | undefined => {
    const place = places.get(name);
    if (place !== undefined) return place;
    const [meant] = called(name, [...alike]);
    if (!meant) return undefined;
    alike.delete(meant);
    return groups.indexOf(meant);
  };
  const wrong: WrongLine[] = [];
  const merged = file.map((each): ImportedGroup => {
    const { name, members } = each;
    const at = placeOf(name);
    const saved = at === undefined ? undefined : groups[at];
    const before: Group = saved ?? {
      id: newId(),
      workspaceId,
      name,
      icon: 'users',
      pinned: false,
      members: [],
      linkedChat: null,
      defaults: { channel: null, delivery: null, ladder: null, template: null },
    };
    const wanted = asWanted(before, each, into);
    for (const line of wanted.wrong) wrong.push(line);
    const changes = changedFields(before, wanted.group, saved === undefined, settings);
    const made = changes.filter(({ asks, field }) => !asks || isTicked(name, field));
    const all = onceEach([...before.members, ...members]);
    const added = Math.max(0, all.length - before.members.length);
    const isSame = added === 0 && JSON.stringify(all) === JSON.stringify(before.members);
    const changed = made.reduce((sum, change) => change.make(sum), isSame ? before : { ...before, members: all });
    const group = withDelivery(changed === before ? before : withMarks(changed));
    if (at === undefined) {
      places.set(name, groups.length);
      groups.push(group);
    } else groups[at] = group;
    const state = saved === undefined ? 'new' : isSame && changes.length === 0 ? 'same' : 'changed';
    const shown = changes.map(({ make: _, ...change }) => change);
    return { name, state, added, known: members.length - added, changes: shown };
  });
  const full = groups.find((group) => group.members.length > mostMembers);
  if (full) return failed(problem('group-full', { name: full.name }));
  if (groups.length > Math.max(mostGroups, there.length))
    return failed(problem('groups-many', { count: String(groups.length), most: String(mostGroups) }));
  return ok({ groups, merged, wrong });
};

/**
 * Undoes an import: groups that it made are removed, groups that it changed are as before. Everything else stays as it is
 * now: other groups, the order, and groups deleted since.
 */
export const takeBackImport = (
  now: readonly Group[],
  before: readonly Group[],
  after: readonly Group[],
): readonly Group[] => {
  const old = new Map(before.map((group) => [group.id, group]));
  const touched = new Set(after.filter((group) => old.get(group.id) !== group).map((group) => group.id));
  return now.flatMap((group) => (touched.has(group.id) ? (old.get(group.id) ?? []) : [group]));
};
