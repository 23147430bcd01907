import { longestGroupName } from '../../../../electron/contract/limits';
import type { FollowedDepartment, Group } from '../../../../electron/contract/model/group';
import type { GroupId, WorkspaceId } from '../../../../electron/contract/model/ids';
import { tidied } from '../../../../electron/contract/plain-text';
import { settledFollows } from '../../../../electron/contract/rules/groups/followed';
import { createKeptEdit } from '../../shared/use-editor';
import { type GroupMember, membersOf } from './members';

/** Content of the group editor. `id` null: a new group. */
export interface GroupForm {
  id: GroupId | null;
  name: string;
  icon: Group['icon'];
  pinned: boolean;
  members: readonly GroupMember[];
  linkedChat: Group['linkedChat'];
  follows: readonly FollowedDepartment[];
  defaults: Group['defaults'];
  /** Empty: none. */
  hotkey: string;
}

export const formOf = (group: Group | null): GroupForm =>
  group === null
    ? {
        id: null,
        name: '',
        icon: 'users',
        pinned: true,
        members: [],
        linkedChat: null,
        follows: [],
        defaults: { channel: null, delivery: null, ladder: null, template: null },
        hotkey: '',
      }
    : { ...group, members: membersOf(group.members), follows: group.follows ?? [], hotkey: group.hotkey ?? '' };

/** Group as main saves it, with the name trimmed as the contract wants it. */
export const groupOf = (form: GroupForm, workspaceId: WorkspaceId): Omit<Group, 'id'> & { id: GroupId | null } => ({
  id: form.id,
  workspaceId,
  name: tidied(form.name),
  icon: form.icon,
  pinned: form.pinned,
  members: form.members.map((member) => member.person),
  linkedChat: form.linkedChat,
  ...(form.follows.length > 0 && {
    follows: [
      ...settledFollows(
        form.follows,
        form.members.map(({ person }) => person),
      ),
    ],
  }),
  defaults: form.defaults,
  ...(form.hotkey === '' ? {} : { hotkey: form.hotkey }),
});

/** Mistake in the name, as a key of the `groups` namespace. Two groups of one name could not be told apart. */
type NameProblem = 'name-needed' | 'name-too-long' | 'name-taken';
export const nameProblem = (form: GroupForm, others: readonly Group[]): NameProblem | null => {
  const name = tidied(form.name);
  if (name === '') return 'name-needed';
  if (name.length > longestGroupName) return 'name-too-long';
  if (others.some((group) => group.id !== form.id && group.name === name)) return 'name-taken';
  return null;
};

/** True when leaving would lose something. Compares what would be saved, so a letter typed and deleted is no change. */
export const isChanged = (form: GroupForm, original: Group | null): boolean => {
  const blank = formOf(original);
  const same = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b);
  return !(
    tidied(form.name) === blank.name &&
    form.icon === blank.icon &&
    form.pinned === blank.pinned &&
    form.hotkey === blank.hotkey &&
    same(
      form.members.map((member) => member.person),
      blank.members.map((member) => member.person),
    ) &&
    same(form.linkedChat, blank.linkedChat) &&
    same(form.follows, blank.follows) &&
    same(form.defaults, blank.defaults)
  );
};

/** Unfinished edit of a group. `original` null: a new one. */
interface GroupEdit {
  workspaceId: WorkspaceId;
  original: Group | null;
  form: GroupForm;
}

export const keptGroupEdit = createKeptEdit<GroupEdit>();

/** The unfinished edit of this workspace, if there is one. */
export const unfinishedEditOf = (workspaceId: WorkspaceId): GroupEdit | null => {
  const edit = keptGroupEdit.current();
  return edit?.workspaceId === workspaceId ? edit : null;
};
