import { useEffect, useState } from 'react';
import type { InboxStatus } from '../../electron/contract/model/message/inbox';
import { useBridge } from '../bridge';
import { useApp } from './app-store';

/** The inbox of the current workspace in short, kept current; null until main has answered. */
export const useInboxStatus = (): InboxStatus | null => {
  const bridge = useBridge();
  const workspaceId = useApp((state) => state.currentWorkspaceId);
  const [status, setStatus] = useState<InboxStatus | null>(null);
  useEffect(() => {
    const put = (next: InboxStatus) => {
      if (next.workspaceId === workspaceId) setStatus(next);
    };
    const end = bridge.on('inboxChanged', put);
    void bridge.getInbox().then((answer) => answer.ok && put(answer.value));
    return end;
  }, [bridge, workspaceId]);
  return status?.workspaceId === workspaceId ? status : null;
};
