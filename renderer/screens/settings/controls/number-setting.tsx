import { useEffect, useState } from 'react';
import { useFormat } from '../../../i18n/format';
import { useTranslation } from '../../../i18n/use-translation';
import { isIme } from '../../../keys/key-rules';
import { Field } from '../../../ui/form/field';
import { TextInput } from '../../../ui/form/text-input';

interface NumberRange {
  min: number;
  max: number;
}

/** Reads a typed number, whole or with one decimal place; null outside the range. An IME's full-width digits count. */
export const readNumber = (typed: string, { min, max }: NumberRange, whole: boolean): number | null => {
  const text = typed.normalize('NFKC').trim();
  if (!(whole ? /^\d{1,7}$/ : /^\d{1,4}(\.\d)?$/).test(text)) return null;
  const value = Number(text);
  return value >= min && value <= max ? value : null;
};

interface NumberSettingProps {
  label: string;
  hint?: string;
  range: NumberRange;
  saved: number;
  onSave: (value: number) => void;
}

/** Field for a whole number, saved on blur or Enter. A number out of range is explained. */
export const NumberSetting = ({ label, hint, range, saved, onSave }: NumberSettingProps) => {
  const { t } = useTranslation('settings');
  const format = useFormat();
  const [typed, setTyped] = useState(String(saved));
  const [wrong, setWrong] = useState(false);
  useEffect(() => {
    setTyped(String(saved));
    setWrong(false);
  }, [saved]);

  const save = () => {
    const value = readNumber(typed, range, true);
    setWrong(value === null);
    if (value !== null && value !== saved) onSave(value);
  };
  return (
    <Field
      label={label}
      hint={hint}
      error={wrong ? t('limit-range', { min: format.number(range.min), max: format.number(range.max) }) : null}
    >
      {(control) => (
        <TextInput
          {...control}
          inputMode="numeric"
          value={typed}
          onChange={(event) => {
            setTyped(event.target.value);
            setWrong(false);
          }}
          onBlur={save}
          onKeyDown={(event) => {
            if (event.key === 'Enter' && !isIme(event.nativeEvent)) save();
          }}
        />
      )}
    </Field>
  );
};
