import { useState } from 'react';
import type { Answer } from '../../../../electron/contract/advice/problem';
import type { DesktopFacts } from '../../../../electron/contract/ipc/desktop-facts';
import type { InputOf } from '../../../../electron/contract/ipc/ipc';
import { plainText } from '../../../../electron/contract/plain-text';
import { consentWords } from '../../../../electron/contract/rules/consent';
import { useBridge } from '../../../bridge';
import { useAdvice, useLocale, useTranslation } from '../../../i18n/use-translation';
import { useApp } from '../../../state/app-store';
import { useConsent } from '../../../state/asking';
import { ConfirmDialog } from '../../../ui/dialog/confirm-dialog';
import { toast } from '../../../ui/feedback/toast';
import { Button } from '../../../ui/form/button';
import { Field } from '../../../ui/form/field';
import { SelectBox } from '../../../ui/form/select-box';
import { TextInput } from '../../../ui/form/text-input';
import { Section, useChangeSettings } from '../controls/section';
import styles from '../controls/settings.module.css';

type Deletion = InputOf<'deleteData'>;

/** Asks for a typed word before everything of a kind is deleted, since a click is quickly made. */
const DeleteDialog = (props: {
  what: Deletion['what'];
  onDelete: (deletion: Deletion) => void;
  onCancel: () => void;
}) => {
  const { what, onDelete, onCancel } = props;
  const { t } = useTranslation('settings');
  const word = consentWords[useLocale()];
  const [typed, setTyped] = useState('');
  const agreed = plainText(typed).toLowerCase() === word;
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

const offered = [30, 90, 180, 365];
const forever = 'forever';

type Asking = InputOf<'deleteData'>['what'] | 'reset' | null;

/** Retention of buzzes, the data folder, export, reset and deletion. */
export const DataSection = ({ desktop }: { desktop: DesktopFacts | null }) => {
  const { t } = useTranslation('settings');
  const advice = useAdvice();
  const bridge = useBridge();
  const change = useChangeSettings();
  const keepDays = useApp((state) => state.settings.keepDays);
  const [asking, setAsking] = useState<Asking>(null);
  useConsent(asking === 'reset');
  const days = keepDays === null || offered.includes(keepDays) ? offered : [...offered, keepDays].sort((a, b) => a - b);
  /** Shows the result. The value `false` means that the person changed their mind, so nothing is shown. */
  const say = async (answer: Promise<Answer<unknown>>, done: string) => {
    const settled = await answer;
    if (!settled.ok) toast(advice(settled.problem));
    else if (settled.value !== false) toast(done);
  };
  const ask = (what: Asking) => () => setAsking(what);
  return (
    <Section part="data" title={t('data')}>
      <Field label={t('keep-days')} hint={t('keep-hint')}>
        {(control) => (
          <SelectBox
            id={control.id}
            label={t('keep-days')}
            aria-describedby={control['aria-describedby']}
            value={keepDays === null ? forever : String(keepDays)}
            options={[
              ...days.map((count) => ({ value: String(count), label: t('keep-for', { count }) })),
              { value: forever, label: t('keep-forever') },
            ]}
            onChange={(next) => void change({ keepDays: next === forever ? null : Number(next) })}
          />
        )}
      </Field>
      <div>
        <span className={styles.label}>{t('data-folder')}</span>
        <p className={styles.address} data-selectable>
          {desktop?.dataFolder}
        </p>
        <div className={styles.line}>
          <Button size="s" onClick={() => void bridge.openDataFolder()}>
            {t('data-open')}
          </Button>
          <Button
            size="s"
            disabled={!desktop || desktop.moveProblem !== null}
            onClick={() => void say(bridge.moveData(), t('data-moving'))}
          >
            {t('data-move')}
          </Button>
          <Button size="s" onClick={() => void say(bridge.exportData(), t('data-exported'))}>
            {t('data-export')}
          </Button>
        </div>
        <p className={styles.note}>{desktop?.moveProblem ? advice(desktop.moveProblem) : t('data-move-hint')}</p>
        <p className={styles.note}>{t('data-export-hint')}</p>
      </div>
      <div className={styles.line}>
        <Button size="s" onClick={ask('reset')}>
          {t('reset')}
        </Button>
        <Button size="s" onClick={ask('buzzes')}>
          {t('delete-buzzes')}
        </Button>
        <Button size="s" onClick={ask('everything')}>
          {t('delete-everything')}
        </Button>
      </div>
      {asking === 'buzzes' || asking === 'everything' ? (
        <DeleteDialog
          what={asking}
          onCancel={ask(null)}
          onDelete={(deletion) => {
            setAsking(null);
            void say(bridge.deleteData(deletion), t(`delete-${deletion.what}-done`));
          }}
        />
      ) : (
        <ConfirmDialog
          open={asking === 'reset'}
          title={t('reset-title')}
          confirmLabel={t('reset-confirm')}
          onConfirm={() => {
            setAsking(null);
            void say(bridge.resetSettings(), t('reset-done'));
          }}
          onCancel={ask(null)}
        >
          {t('reset-body')}
        </ConfirmDialog>
      )}
    </Section>
  );
};
