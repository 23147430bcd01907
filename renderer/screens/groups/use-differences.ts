import { useCallback, useMemo } from 'react';
import type { DifferingGroup } from '../../../electron/contract/model/group';
import type { GroupId } from '../../../electron/contract/model/ids';
import { useBridge } from '../../bridge';
import { useApp } from '../../state/app-store';
import { useDirectoryChanges } from '../../state/directory';
import { useNewestAnswer } from '../shared/use-answer';

/** How the groups differ from their chats and departments as they are known now, and what of them is gone. */
export const useDifferences = (): ReadonlyMap<GroupId, DifferingGroup> => {
  const bridge = useBridge();
  const groups = useApp((state) => state.groups);
  const shows = useApp((state) => state.shows);
  const changes = useDirectoryChanges(useApp((state) => state.currentWorkspaceId));
  // biome-ignore lint/correctness/useExhaustiveDependencies: asked again when groups or people change, or the window is shown
  const list = useCallback(() => bridge.listDifferences(), [bridge, groups, shows, changes]);
  const differences = useNewestAnswer(list);
  return useMemo(() => new Map(differences?.map((each) => [each.id, each])), [differences]);
};
