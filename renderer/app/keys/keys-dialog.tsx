import { useTranslation } from '../../i18n/use-translation';
import { useApp } from '../../state/app-store';
import { PickerDialog } from '../../ui/dialog/picker-dialog';
import { Kbd, keyNames } from '../../ui/text/kbd';
import { VisuallyHidden } from '../../ui/text/text-spans';
import styles from './keys-dialog.module.css';

/** Keys in the order in which a buzz needs them, then those of the window, each with the word that tells what it does. */
const keys = [
  ['Tab', 'keys-tab'],
  ['Enter', 'keys-enter'],
  ['Alt+1 2 3', 'keys-channel'],
  ['/', 'keys-template'],
  ['Mod+Enter', 'keys-buzz'],
  ['Mod+Shift+Enter', 'keys-paid'],
  ['Mod+1 2 3 4', 'keys-tabs'],
  ['Mod+,', 'keys-settings'],
  ['Mod+0 − =', 'keys-zoom'],
  ['Esc', 'keys-esc'],
  ['Mod+/', 'keys-list'],
] as const;

/** Every key of the program in one list. */
export const KeysDialog = ({ open, onClose }: { open: boolean; onClose: () => void }) => {
  const { t } = useTranslation('common');
  const platform = useApp((state) => state.platform);
  const hotkey = useApp((state) => state.hotkey);
  const rows = hotkey.accelerator === '' ? keys : ([[hotkey.accelerator, 'keys-open'], ...keys] as const);
  return (
    <PickerDialog open={open} title={t('keys')} onClose={onClose}>
      <dl className={styles.keys}>
        {rows.map(([each, words]) => (
          <div key={words} className={styles.key}>
            <dt>
              <VisuallyHidden>{keyNames(each, platform)}</VisuallyHidden>
              <Kbd keys={each} platform={platform} />
            </dt>
            <dd>{t(words)}</dd>
          </div>
        ))}
      </dl>
    </PickerDialog>
  );
};
