import { useEffect, useState } from 'react';
import { longestQuery } from '../../electron/contract/limits';
import type { DirectoryView, Suggestions } from '../../electron/contract/model/directory';
import type { WorkspaceId } from '../../electron/contract/model/ids';
import { useBridge } from '../bridge';

/** The people known in a workspace and the progress of reading them; null until main has answered. */
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

/** Number of times that people or chats were seen to change while this is shown, readings under way apart. Starts no reading. */
export const useDirectoryChanges = (workspaceId: WorkspaceId): number => {
  const bridge = useBridge();
  const [changes, setChanges] = useState(0);
  useEffect(
    () =>
      bridge.on('directoryChanged', (view) => {
        if (view.workspaceId === workspaceId && !view.reading) setChanges((count) => count + 1);
      }),
    [bridge, workspaceId],
  );
  return changes;
};

export interface FoundRecipients extends Suggestions {
  /** The query that these rows answer. It differs from the typed one until the next answer comes. */
  query: string;
}

/** Suggestions for the typed text, also while an input method composes. Main is asked at every key: it answers in a few ms. */
export const useSuggestions = (typed: string, wanted: boolean): FoundRecipients | null => {
  const bridge = useBridge();
  const [found, setFound] = useState<FoundRecipients | null>(null);
  /** Grows when main has come to know other people. */
  const [changes, setChanges] = useState(0);
  useEffect(() => bridge.on('directoryChanged', () => setChanges((count) => count + 1)), [bridge]);
  const query = typed.trim().slice(0, longestQuery);
  // biome-ignore lint/correctness/useExhaustiveDependencies: `changes` asks again
  useEffect(() => {
    if (!wanted) {
      setFound(null);
      return;
    }
    let current = true;
    void bridge.searchRecipients({ query }).then((answer) => {
      if (!current) return;
      setFound(answer.ok ? { query, ...answer.value } : { query, rows: [], problem: answer.problem });
    });
    return () => {
      current = false;
    };
  }, [bridge, query, wanted, changes]);
  return found;
};
