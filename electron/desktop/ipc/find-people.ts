import type { Answer } from '../../contract/advice/problem';
import type { Group } from '../../contract/model/group';
import type { GroupId, WorkspaceId } from '../../contract/model/ids';
import type { Program } from '../program';

/** Finds, in the background, who is in groups by e-mail, mobile or name alone. What it takes is loaded with the first one. */
export const createFindPeople =
  (
    { open, store }: Pick<Program, 'open' | 'store'>,
    keep: (id: WorkspaceId, groups: readonly Group[]) => Answer<void>,
  ) =>
  async (workspaceId: WorkspaceId, ids: readonly GroupId[]): Promise<void> => {
    const directory = open.directory(workspaceId);
    if (!directory.ok) return;
    const { findImported } = await import('../../core/directory/who/find-imported');
    await findImported(ids, {
      directory: directory.value,
      groups: () => store.groups(workspaceId),
      keep: (groups) => void keep(workspaceId, groups),
    });
  };
