import { useCallback, useMemo } from 'react';
import type { Group } from '../../../../electron/contract/model/group';
import type { GroupId } from '../../../../electron/contract/model/ids';
import { useBridge } from '../../../bridge';
import { useAdvice, useTranslation } from '../../../i18n/use-translation';
import { useApp } from '../../../state/app-store';
import { toast } from '../../../ui/feedback/toast';

/** Actions on saved groups. Main tells every window about the change (`groupsChanged`); a refusal is shown. */
export const useGroupActions = () => {
  const { t } = useTranslation(['groups', 'common']);
  const bridge = useBridge();
  const advice = useAdvice();
  const groups = useApp((state) => state.groups);

  const pin = useCallback(
    async (group: Group) => {
      const answer = await bridge.saveGroup({ ...group, pinned: !group.pinned });
      if (!answer.ok) toast(advice(answer.problem));
    },
    [bridge, advice],
  );

  const duplicate = useCallback(
    async (group: Group) => {
      const taken = new Set(groups.map((each) => each.name));
      const base = t('copy-name', { name: group.name }).slice(0, 56);
      let name = base;
      for (let number = 2; taken.has(name); number++) name = `${base} ${number}`;
      // Its hotkey stays the original's: one key cannot open two groups.
      const answer = await bridge.saveGroup({ ...group, id: null, name, hotkey: undefined });
      if (!answer.ok) toast(advice(answer.problem));
    },
    [bridge, advice, groups, t],
  );

  const remove = useCallback(
    async (group: Group) => {
      const order = groups.map((each) => each.id);
      const answer = await bridge.deleteGroup({ id: group.id });
      if (!answer.ok) return void toast(advice(answer.problem));
      const restore = async () => {
        const saved = await bridge.saveGroup(answer.value);
        const placed = saved.ok ? await bridge.reorderGroups({ ids: order }) : saved;
        toast(placed.ok ? t('restored', { name: group.name }) : advice(placed.problem));
      };
      toast(t('removed', { name: group.name }), { label: t('common:undo'), run: () => void restore() });
    },
    [bridge, advice, groups, t],
  );

  /** Saves the order of the whole list. False when main refused, which is then shown. */
  const reorder = useCallback(
    async (ordered: readonly Group[]): Promise<boolean> => {
      const answer = await bridge.reorderGroups({ ids: ordered.map(({ id }) => id) });
      if (!answer.ok) toast(advice(answer.problem));
      return answer.ok;
    },
    [bridge, advice],
  );

  return useMemo(() => ({ pin, duplicate, remove, reorder }), [pin, duplicate, remove, reorder]);
};

/** Exports one group, or all for null, to a file that the person chooses, and tells how it went. */
export const useExportGroups = () => {
  const { t } = useTranslation('groups');
  const bridge = useBridge();
  const advice = useAdvice();
  return useCallback(
    async (groupId: GroupId | null, format: 'csv' | 'json') => {
      const answer = await bridge.exportGroups({ groupId, format });
      if (!answer.ok) toast(advice(answer.problem));
      else if (answer.value !== null) toast(t('exported', { count: answer.value }));
    },
    [bridge, advice, t],
  );
};
