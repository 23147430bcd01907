import { type Answer, ok } from '../../contract/advice/problem';
import type { DirectoryView } from '../../contract/model/directory';
import type { WorkspaceId } from '../../contract/model/ids';
import type { OpenWorkspaces } from '../../core/open-workspaces';
import type { Handlers } from '../ipc/ipc-host';

/** The state of a workspace's directory: how many people are known, and whether they are being read. */
export const directoryView = (
  open: Pick<OpenWorkspaces, 'directory'>,
  workspaceId: WorkspaceId,
): Answer<DirectoryView> => {
  const directory = open.directory(workspaceId);
  return directory.ok ? ok({ workspaceId, ...directory.value.view() }) : directory;
};

export interface DirectoryHandlersDeps {
  open: Pick<OpenWorkspaces, 'directory'>;
  currentWorkspaceId: () => WorkspaceId;
}

/** The people of a workspace: how many are known, and reading them again. */
export const directoryHandlers = ({
  open,
  currentWorkspaceId,
}: DirectoryHandlersDeps): Pick<Handlers, 'getDirectory' | 'refreshDirectory' | 'cancelDirectory'> => ({
  getDirectory: async ({ workspaceId }) => {
    const directory = open.directory(workspaceId);
    if (!directory.ok) return directory;
    await directory.value.ready();
    // The person is about to look for people: an old list is read again meanwhile.
    if (workspaceId === currentWorkspaceId()) void directory.value.listPeople();
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
