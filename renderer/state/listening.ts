import { useEffect, useState } from 'react';
import type { Bridge } from '../../electron/contract/ipc/ipc';
import type { ListeningView } from '../../electron/contract/ipc/listening';
import type { WorkspaceId } from '../../electron/contract/model/ids';
import { useBridge } from '../bridge';

/** Listening of a workspace, kept current; null until main has answered. */
export const useListening = (workspaceId: WorkspaceId): ListeningView | null => {
  const bridge = useBridge();
  const [view, setView] = useState<ListeningView | null>(null);
  useEffect(() => {
    const put = (next: ListeningView) => {
      if (next.workspaceId === workspaceId) setView(next);
    };
    const end = bridge.on('listeningChanged', put);
    void bridge.getListening({ workspaceId }).then((answer) => answer.ok && put(answer.value));
    return end;
  }, [bridge, workspaceId]);
  return view?.workspaceId === workspaceId ? view : null;
};

/** Passes on what the system tells of the network: pages alone hear of it, and a line that is gone is not to look alive. */
export const tellOfNetwork = (bridge: Pick<Bridge, 'lookAtNetwork'>): void => {
  const tell = () => void bridge.lookAtNetwork();
  window.addEventListener('online', tell);
  window.addEventListener('offline', tell);
};
