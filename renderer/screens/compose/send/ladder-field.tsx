import type { LadderId } from '../../../../electron/contract/model/ids';
import { useLadderWords } from '../../../i18n/format';
import { useTranslation } from '../../../i18n/use-translation';
import { useApp, useAppStore } from '../../../state/app-store';
import { SelectBox, type SelectOption } from '../../../ui/form/select-box';

export interface LadderFieldProps {
  value: LadderId | null;
  onChange: (ladder: LadderId | null) => void;
}

/** The choice of a ladder (升级阶梯): off, a saved one, or a way to manage them. */
export const LadderField = ({ value, onChange }: LadderFieldProps) => {
  const { t } = useTranslation('compose');
  const store = useAppStore();
  const words = useLadderWords();
  const ladders = useApp((state) => state.settings.ladders);
  const known = value === null || ladders.some((ladder) => ladder.id === value);
  const options: SelectOption<LadderId | 'off' | 'manage'>[] = [
    { value: 'off', label: t('ladder-off'), hint: t('ladder-off-hint') },
    ...ladders.map((ladder) => ({ value: ladder.id, label: ladder.name, hint: words.whole(ladder) })),
    { value: 'manage', label: t('ladder-manage') },
  ];
  return (
    <SelectBox
      label={t('ladder')}
      prefix={t('ladder')}
      options={options}
      value={value ?? 'off'}
      {...(known ? {} : { shown: t('ladder-gone') })}
      onChange={(next) => {
        if (next === 'manage') store.go({ screen: 'settings', section: 'ladders' });
        else onChange(next === 'off' ? null : next);
      }}
    />
  );
};
