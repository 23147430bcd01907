import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { type Answer, failed, ok, problem } from '../../contract/advice/problem';
import { mostGroupsFileBytes } from '../../contract/limits';
import type { Group } from '../../contract/model/group';
import { GroupId, type WorkspaceId } from '../../contract/model/ids';
import type { FileGroup } from '../../core/directory/groups-file/groups-file';
import { readGroupsFile } from '../../core/directory/groups-file/read-groups-file';
import { fileErrorCodeOf } from '../../core/text/error-code';

/** A group of a file, with an id that is the same after every start. What the file says of defaults plays no part: a wish says it. */
export const servedGroup = (
  workspaceId: WorkspaceId,
  { name, members, linkedChat = null }: Pick<FileGroup, 'name' | 'members' | 'linkedChat'>,
): Group => ({
  id: GroupId.parse(`grp_${createHash('sha256').update(`${workspaceId} ${name}`).digest('hex').slice(0, 24)}`),
  workspaceId,
  name,
  icon: 'users',
  pinned: false,
  members: [...members],
  linkedChat,
  defaults: { channel: null, delivery: null, ladder: null, template: null },
});

/** Reads the groups of a workspace from a file of its configuration. A file with a mistake is refused whole. */
export const readServedGroups = async (file: string, workspaceId: WorkspaceId): Promise<Answer<readonly Group[]>> => {
  let bytes: Uint8Array;
  try {
    bytes = readFileSync(file);
  } catch (error) {
    return failed(problem('storage-failed', { reason: fileErrorCodeOf(error) }));
  }
  if (bytes.byteLength > mostGroupsFileBytes) return failed(problem('storage-failed', { reason: 'EFBIG' }));
  const { file: read } = await readGroupsFile({ name: basename(file), bytes, encoding: null });
  if (!read.ok) return read;
  const [wrong] = read.value.wrong;
  if (wrong) return failed(wrong.problem);
  return ok(read.value.groups.map((group) => servedGroup(workspaceId, group)));
};
