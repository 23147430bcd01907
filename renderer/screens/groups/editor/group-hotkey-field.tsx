import { useCallback, useRef } from 'react';
import type { GroupId } from '../../../../electron/contract/model/ids';
import { useBridge } from '../../../bridge';
import { useTranslation } from '../../../i18n/use-translation';
import { HotkeyField } from '../../shared/hotkey-field';

/** The shortcut that opens compose with this group. It is tried at once, and in force once the group is saved. */
export const GroupHotkeyField = (props: {
  groupId: GroupId | null;
  value: string;
  onChange: (hotkey: string) => void;
}) => {
  const { groupId, value, onChange } = props;
  const { t } = useTranslation('groups');
  const bridge = useBridge();
  const keep = useRef(onChange);
  keep.current = onChange;
  const ask = useCallback(
    async (accelerator: string) => {
      const answer = await bridge.testHotkey({ accelerator, groupId });
      if (answer.ok && answer.value.problem === null) keep.current(accelerator);
      return answer;
    },
    [bridge, groupId],
  );
  return <HotkeyField label={t('hotkey')} hint={t('hotkey-hint')} value={value} ask={ask} />;
};
