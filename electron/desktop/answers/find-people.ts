import type { Group } from '../../contract/group';
import type { GroupId, WorkspaceId } from '../../contract/ids';
import type { Answer } from '../../contract/problem';
import type { Program } from './program';

/** Finds, in the background, who is in groups by e-mail, mobile or name alone. What it takes is loaded with the first one. */
export const createFindPeople =
  (
    { open, store }: Pick<Program, 'open' | 'store'>,
    keep: (id: WorkspaceId, groups: readonly Group[]) => Answer<void>,
  ) =>
  async (workspaceId: WorkspaceId, ids: readonly GroupId[]): Promise<void> => {
    const directory = open.directory(workspaceId);
    if (!directory.ok) return;
    const { findImported } = await import('../../core/directory/find-imported');
    await findImported(ids, {
      directory: directory.value,
      groups: () => store.groups(workspaceId),
      keep: (groups) => void keep(workspaceId, groups),
    });
  };
