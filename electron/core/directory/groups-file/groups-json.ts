import { z } from 'zod';
import { failed, ok, problem } from '../../../contract/advice/problem';
import { longestChatName, longestGroupName, mostFollowed, personLimits } from '../../../contract/limits';
import { FollowedDepartment, type Group, GroupDefaults, GroupIcon } from '../../../contract/model/group';
import { ChatId, OpenId, UnionId, UserId } from '../../../contract/model/ids';
import type { Person } from '../../../contract/model/person';
import { plainText, tidied } from '../../../contract/plain-text';
import { canonicalEmail } from '../../text/email';
import { canonicalMobile } from '../../text/mobile';
import { parseJson } from '../../text/read-text';
import type { FileGroup, GroupsFile, WrongLine } from './groups-file';

const Name = z.string().overwrite(tidied).min(1);
const plain = z.string().overwrite(plainText);

/** Optional fields of a member. */
const optionalFields = {
  openId: plain.pipe(OpenId).nullish(),
  unionId: plain.pipe(UnionId).nullish(),
  userId: plain.pipe(UserId).nullish(),
  email: z
    .string()
    .overwrite((written) => canonicalEmail(written) ?? tidied(written))
    .max(personLimits.email)
    .nullish(),
  mobile: z
    .string()
    .overwrite((written) => canonicalMobile(written) ?? tidied(written))
    .max(personLimits.mobile)
    .nullish(),
};
const Member = z.object({ name: Name.max(personLimits.name), ...optionalFields });

const File = z.object({
  version: z.literal(1),
  groups: z.array(
    z.object({
      name: Name.max(longestGroupName),
      icon: GroupIcon.optional().catch(undefined),
      pinned: z.boolean().optional(),
      linkedChat: z.object({ chatId: ChatId, name: z.string().max(longestChatName) }).nullish(),
      follows: z.array(FollowedDepartment.strip()).max(mostFollowed).optional(),
      defaults: GroupDefaults.optional(),
      members: z.array(z.unknown()),
    }),
  ),
});

/** Groups as the JSON file has them; unknown fields of a member are null. */
export const groupsJson = (groups: readonly Group[]) => ({
  version: 1 as const,
  groups: groups.map(({ name, icon, pinned, linkedChat, follows = [], defaults, members }) => ({
    name,
    icon,
    pinned,
    linkedChat,
    ...(follows.length > 0 && { follows }),
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

/** A member from an entry with errors: every valid field is kept, as with the cells of a CSV. */
const keptPerson = (raw: unknown): Person => {
  const told = z.record(z.string(), z.unknown()).safeParse(raw).data ?? {};
  const fields = Object.entries(optionalFields).flatMap(([field, schema]) => {
    const value = schema.safeParse(told[field]).data;
    return value ? [[field, value] as const] : [];
  });
  const name = Name.safeParse(told.name).data ?? fields[0]?.[1] ?? JSON.stringify(raw);
  return { name: name.slice(0, personLimits.name), ...Object.fromEntries(fields) };
};

/** Reads groups from JSON as `groupsJson` writes it. */
export const readGroupsJson = (text: string): GroupsFile => {
  const raw = parseJson(text.replace(/^\uFEFF/, ''));
  if (raw === undefined) return failed(problem('file-json'));
  const newer = z.object({ version: z.number().gt(1) }).safeParse(raw);
  if (newer.success) return failed(problem('file-newer'));
  const file = File.safeParse(raw);
  if (!file.success) return failed(problem('file-shape', { where: file.error.issues[0]?.path.join('.') || '–' }));
  if (file.data.groups.length === 0) return failed(problem('file-none'));
  const wrong: WrongLine[] = [];
  const groups = file.data.groups.map(
    ({ name, icon, pinned, linkedChat, follows, defaults, members }, index): FileGroup => ({
      name,
      ...(icon === undefined ? {} : { icon }),
      ...(pinned === undefined ? {} : { pinned }),
      ...(linkedChat === undefined ? {} : { linkedChat }),
      ...(follows === undefined ? {} : { follows }),
      ...(defaults === undefined ? {} : { defaults }),
      members: members.map((each, at) => {
        const member = Member.safeParse(each);
        if (member.success) return personOf(member.data);
        for (const { path } of member.error.issues) {
          const where = ['groups', index, 'members', at, ...path].join('.');
          wrong.push({ line: null, problem: problem('file-shape', { where }) });
        }
        return keptPerson(each);
      }),
    }),
  );
  return ok({ groups, wrong, ignored: [], grouped: true });
};
