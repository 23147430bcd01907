import { Eye, EyeOff } from 'lucide-react';
import { type RefObject, useState } from 'react';
import { useTranslation } from '../../i18n/use-translation';
import { Field } from '../../ui/form/field';
import { IconButton } from '../../ui/form/icon-button';
import { TextInput } from '../../ui/form/text-input';

/** The App Secret, hidden unless asked for. Uncontrolled: its value is in no state, only in the input. */
export const SecretField = ({
  input,
  error,
  kept,
  onTyped,
}: {
  input: RefObject<HTMLInputElement | null>;
  error: string | null;
  /** A saved secret stays when nothing is typed. */
  kept: boolean;
  onTyped: () => void;
}) => {
  const { t } = useTranslation('connect');
  const [revealed, setRevealed] = useState(false);
  const [trimmed, setTrimmed] = useState(false);
  return (
    <Field
      label={t('app-secret')}
      error={error}
      hint={trimmed ? t('secret-trimmed') : kept ? t('secret-kept') : undefined}
    >
      {(control) => (
        <TextInput
          {...control}
          ref={input}
          mono
          type={revealed ? 'text' : 'password'}
          autoComplete="off"
          maxLength={200}
          onInput={({ currentTarget }) => {
            // What a console is copied from easily brings a space or a line end along.
            const secret = currentTarget.value.trim();
            setTrimmed(secret !== currentTarget.value && secret !== '');
            if (secret !== currentTarget.value) currentTarget.value = secret;
            onTyped();
          }}
          tail={
            <IconButton
              size="s"
              label={t(revealed ? 'conceal' : 'reveal')}
              icon={revealed ? <EyeOff size={14} aria-hidden /> : <Eye size={14} aria-hidden />}
              onClick={() => setRevealed(!revealed)}
            />
          }
        />
      )}
    </Field>
  );
};
