import { useEffect, useState } from 'react';
import type { GroupId } from '../../../../electron/contract/model/ids';
import { useBridge } from '../../../bridge';
import { useApp } from '../../../state/use-app';

/** By how many people each linked group differs from its chat, as of the last look at it; asks Feishu nothing. */
export const useDifferences = (): ReadonlyMap<GroupId, number> => {
  const bridge = useBridge();
  const groups = useApp((state) => state.groups);
  const shows = useApp((state) => state.shows);
  const [found, setFound] = useState<ReadonlyMap<GroupId, number>>(new Map());
  // biome-ignore lint/correctness/useExhaustiveDependencies: looked at again when groups change or the window is shown
  useEffect(() => {
    let wanted = true;
    void bridge.listDifferences().then((answer) => {
      if (wanted && answer.ok) setFound(new Map(answer.value.map(({ id, missing, extra }) => [id, missing + extra])));
    });
    return () => {
      wanted = false;
    };
  }, [bridge, groups, shows]);
  return found;
};
