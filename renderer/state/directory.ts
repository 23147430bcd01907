import { useEffect, useState } from 'react';
import type { DirectoryView, Suggestions } from '../../electron/contract/model/directory';
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

/** The longest query that main takes: what is longer is no name, but lines to be read. */
export const longestQuery = 200;

export interface Found extends Suggestions {
  /** The query these rows answer; while it is not the one typed, the rows are a moment old. */
  query: string;
}

/** Rows for what is typed, also while an input method composes. Asked at every key: the index answers in ms. */
export const useSuggestions = (typed: string, wanted: boolean): Found | null => {
  const bridge = useBridge();
  const [found, setFound] = useState<Found | null>(null);
  /** The people known have changed. */
  const [news, setNews] = useState(0);
  useEffect(() => bridge.on('directoryChanged', () => setNews((count) => count + 1)), [bridge]);
  const query = typed.trim().slice(0, longestQuery);
  // biome-ignore lint/correctness/useExhaustiveDependencies: asked again when people have become known
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
  }, [bridge, query, wanted, news]);
  return found;
};
