import { z } from 'zod';
import { type Group, GroupDefaults } from '../../contract/group';
import { ChatId, OpenId, UnionId, UserId } from '../../contract/ids';
import type { Person } from '../../contract/person';
import type { GroupsFile } from './groups-file';

const Member = z.object({
  name: z.string().trim().min(1).max(200),
  openId: OpenId.nullish(),
  unionId: UnionId.nullish(),
  userId: UserId.nullish(),
  email: z.string().max(254).nullish(),
  mobile: z.string().max(32).nullish(),
});

const File = z.object({
  version: z.literal(1),
  groups: z.array(
    z.object({
      name: z.string().trim().min(1).max(60),
      pinned: z.boolean().optional(),
      linkedChat: z.object({ chatId: ChatId, name: z.string().max(200) }).nullish(),
      defaults: GroupDefaults.optional(),
      members: z.array(Member).max(5000),
    }),
  ),
});

/** Groups as the JSON file has them (design F15); what is not known of a member is null. */
export const groupsJson = (groups: readonly Group[]) => ({
  version: 1 as const,
  groups: groups.map(({ name, pinned, linkedChat, defaults, members }) => ({
    name,
    pinned,
    linkedChat,
    defaults,
    members: members.map((person) => ({
      name: person.name,
      openId: person.openId ?? null,
      unionId: person.unionId ?? null,
      userId: person.userId ?? null,
      email: person.email ?? null,
      mobile: person.mobile ?? null,
    })),
  })),
});

const personOf = ({ name, ...known }: z.infer<typeof Member>): Person => ({
  name,
  ...(known.openId && { openId: known.openId }),
  ...(known.unionId && { unionId: known.unionId }),
  ...(known.userId && { userId: known.userId }),
  ...(known.email && { email: known.email }),
  ...(known.mobile && { mobile: known.mobile }),
});

/** Reads what `groupsJson` makes, or says what is wrong with it. */
export const readGroupsJson = (text: string): GroupsFile => {
  let raw: unknown;
  try {
    raw = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch {
    return { ok: false, problem: { kind: 'json' } };
  }
  const newer = z.object({ version: z.number().gt(1) }).safeParse(raw);
  if (newer.success) return { ok: false, problem: { kind: 'version' } };
  const file = File.safeParse(raw);
  if (!file.success) {
    return { ok: false, problem: { kind: 'shape', where: file.error.issues[0]?.path.join('.') || '–' } };
  }
  if (file.data.groups.length === 0) return { ok: false, problem: { kind: 'empty' } };
  const groups = file.data.groups.map(({ name, pinned, linkedChat, defaults, members }) => ({
    name,
    ...(pinned === undefined ? {} : { pinned }),
    ...(linkedChat === undefined ? {} : { linkedChat }),
    ...(defaults === undefined ? {} : { defaults }),
    members: members.map(personOf),
  }));
  return { ok: true, groups };
};
