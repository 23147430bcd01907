import { type Answer, ok } from '../../contract/advice/problem';
import type { DirectoryView } from '../../contract/model/directory';
import type { WorkspaceId } from '../../contract/model/ids';
import type { OpenWorkspaces } from '../../core/open-workspaces';
import type { Handlers } from '../ipc/ipc-host';
import type { Program } from '../program';

type Directories = Pick<Handlers, 'getDirectory' | 'refreshDirectory' | 'cancelDirectory'>;

/** How the people of a workspace stand. */
export const directoryView = (open: OpenWorkspaces, workspaceId: WorkspaceId): Answer<DirectoryView> => {
  const directory = open.directory(workspaceId);
  return directory.ok ? ok({ workspaceId, ...directory.value.view() }) : directory;
};

/** The people of a workspace: how many are known, and reading them again. */
export const answerDirectory = ({ open, currentWorkspaceId }: Program): Directories => ({
  getDirectory: async ({ workspaceId }) => {
    const directory = open.directory(workspaceId);
    if (!directory.ok) return directory;
    await directory.value.ready();
    // Somebody is about to look for people: what is old is read again meanwhile.
    if (workspaceId === currentWorkspaceId()) void directory.value.people();
    return directoryView(open, workspaceId);
  },

  refreshDirectory: ({ workspaceId }) => {
    const directory = open.directory(workspaceId);
    return directory.ok ? ok(directory.value.refresh()) : directory;
  },

  cancelDirectory: ({ workspaceId }) => {
    const directory = open.directory(workspaceId);
    return directory.ok ? ok(directory.value.cancelRefresh()) : directory;
  },
});
