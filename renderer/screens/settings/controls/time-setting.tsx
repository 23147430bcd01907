import { useEffect, useState } from 'react';
import { clockTime, minutesOf } from '../../../../electron/contract/rules/night';
import { Field } from '../../../ui/form/field';
import { TextInput } from '../../../ui/form/text-input';

interface TimeSettingProps {
  label: string;
  /** Minutes since midnight. */
  saved: number;
  onSave: (minutes: number) => void;
}

/** Field for a time of day, saved when it is left. An unfinished time goes back to the saved one. */
export const TimeSetting = ({ label, saved, onSave }: TimeSettingProps) => {
  const [typed, setTyped] = useState(clockTime(saved));
  useEffect(() => setTyped(clockTime(saved)), [saved]);
  const save = () => {
    const minutes = minutesOf(typed);
    if (minutes === null) setTyped(clockTime(saved));
    else if (minutes !== saved) onSave(minutes);
  };
  return (
    <Field label={label}>
      {(control) => (
        <TextInput
          {...control}
          type="time"
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
          onBlur={save}
        />
      )}
    </Field>
  );
};
