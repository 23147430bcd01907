import { useState } from 'react';
import type { InputOf } from '../../../../electron/contract/ipc/ipc';
import { consentWords } from '../../../../electron/contract/rules/consent-words';
import { useLocale, useTranslation } from '../../../i18n/use-translation';
import { useConsent } from '../../../state/use-consent';
import { ConfirmDialog } from '../../../ui/dialog/confirm-dialog';
import { Field } from '../../../ui/form/field';
import { TextInput } from '../../../ui/form/text-input';
import styles from '../controls/settings.module.css';

type Deletion = InputOf<'deleteData'>;

/** Asks before everything of a kind is deleted: a word has to be typed, since a click is quickly made. */
export const DeleteDialog = (props: {
  what: Deletion['what'];
  onDelete: (deletion: Deletion) => void;
  onCancel: () => void;
}) => {
  const { what, onDelete, onCancel } = props;
  const { t } = useTranslation('settings');
  const word = consentWords[useLocale()];
  const [typed, setTyped] = useState('');
  const agreed = typed.trim().toLowerCase() === word;
  useConsent(true);
  return (
    <ConfirmDialog
      open
      danger
      disabled={!agreed}
      title={t(`delete-${what}-title`)}
      confirmLabel={t('delete-confirm')}
      onConfirm={() => onDelete({ what, consent: word })}
      onCancel={onCancel}
    >
      <div className={styles.section}>
        {t(`delete-${what}-body`)}
        <Field label={t('delete-type', { word })}>
          {(control) => (
            <TextInput
              {...control}
              value={typed}
              autoComplete="off"
              onChange={(event) => setTyped(event.target.value)}
            />
          )}
        </Field>
      </div>
    </ConfirmDialog>
  );
};
