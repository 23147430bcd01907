import { useEffect, useState } from 'react';
import type { DirectoryView } from '../../electron/contract/model/directory';
import type { WorkspaceId } from '../../electron/contract/model/ids';
import { useBridge } from '../bridge';

/** The people known in a workspace, and how reading them stands; null until main has told. */
export const useDirectory = (workspaceId: WorkspaceId): DirectoryView | null => {
  const bridge = useBridge();
  const [view, setView] = useState<DirectoryView | null>(null);
  useEffect(() => {
    const put = (next: DirectoryView) => {
      if (next.workspaceId === workspaceId) setView(next);
    };
    const end = bridge.on('directoryChanged', put);
    void bridge.getDirectory({ workspaceId }).then((answer) => answer.ok && put(answer.value));
    return end;
  }, [bridge, workspaceId]);
  return view?.workspaceId === workspaceId ? view : null;
};
