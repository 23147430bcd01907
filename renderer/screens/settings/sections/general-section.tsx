import { useEffect, useState } from 'react';
import { longestAsker, zoomSteps } from '../../../../electron/contract/limits';
import { tidied } from '../../../../electron/contract/plain-text';
import { useTranslation } from '../../../i18n/use-translation';
import { isIme } from '../../../keys/key-rules';
import { useApp } from '../../../state/app-store';
import { Field } from '../../../ui/form/field';
import { Segmented } from '../../../ui/form/segmented';
import { SelectBox } from '../../../ui/form/select-box';
import { TextInput } from '../../../ui/form/text-input';
import { Section, Tick, useChangeSettings } from '../controls/section';
import styles from '../controls/settings.module.css';

const languages = ['system', 'zh-CN', 'en-US'] as const;
const themes = ['system', 'light', 'dark', 'contrast'] as const;
const zooms = zoomSteps.map((zoom) => ({ zoom, value: `${zoom}`, label: `${Math.round(zoom * 100)}%` }));

/** Name in the line that says who asks, with a preview of that line. */
const AskerField = () => {
  const { t } = useTranslation('settings');
  const change = useChangeSettings();
  const saved = useApp((state) => state.settings.asker);
  const askerName = useApp((state) => state.askerName);
  const [typed, setTyped] = useState(saved);
  useEffect(() => setTyped(saved), [saved]);

  const save = () => {
    const asker = tidied(typed);
    if (asker !== saved) void change({ asker });
  };
  // An empty name stands for the system user's, which the window knows only while no name is saved.
  const name = tidied(typed) || (saved === '' ? askerName : '…');
  return (
    <Field
      label={t('asker')}
      hint={
        <>
          {t('asker-hint')}
          <q className={styles.preview}>{t('asker-preview', { name })}</q>
        </>
      }
    >
      {(control) => (
        <TextInput
          {...control}
          value={typed}
          maxLength={longestAsker}
          placeholder={t('asker-placeholder')}
          onChange={(event) => setTyped(event.target.value)}
          onBlur={save}
          onKeyDown={(event) => {
            if (event.key === 'Enter' && !isIme(event.nativeEvent)) save();
          }}
        />
      )}
    </Field>
  );
};

/** Language, theme, size, motion and the person's name. */
export const GeneralSection = () => {
  const { t } = useTranslation('settings');
  const change = useChangeSettings();
  const language = useApp((state) => state.settings.language);
  const { theme, zoom, reduceMotion } = useApp((state) => state.settings);
  return (
    <Section part="general" title={t('general')}>
      <Field label={t('language')}>
        {(control) => (
          <SelectBox
            id={control.id}
            label={t('language')}
            value={language}
            options={languages.map((value) => ({ value, label: t(`language-${value}`) }))}
            onChange={(next) => void change({ language: next })}
          />
        )}
      </Field>
      <Field label={t('theme')}>
        {(control) => (
          <Segmented
            id={control.id}
            label={t('theme')}
            value={theme}
            options={themes.map((value) => ({ value, label: t(`theme-${value}`) }))}
            onChange={(next) => void change({ theme: next })}
          />
        )}
      </Field>
      <Field label={t('zoom')}>
        {(control) => (
          <SelectBox
            id={control.id}
            label={t('zoom')}
            value={`${zoom}`}
            options={zooms}
            onChange={(value) => {
              const next = zooms.find((each) => each.value === value);
              if (next) void change({ zoom: next.zoom });
            }}
          />
        )}
      </Field>
      <Tick label={t('reduce-motion')} checked={reduceMotion} onChange={(on) => void change({ reduceMotion: on })} />
      <AskerField />
    </Section>
  );
};
