import { useCallback, useRef } from 'react';
import { templateLimits } from '../../../../electron/contract/limits';
import type { TemplateId } from '../../../../electron/contract/model/ids';
import type { Template } from '../../../../electron/contract/model/settings';
import { useTranslation } from '../../../i18n/use-translation';
import { toast } from '../../../ui/feedback/toast';
import { Button } from '../../../ui/form/button';
import { Field } from '../../../ui/form/field';
import { TextArea, TextInput } from '../../../ui/form/text-input';
import { EditorScreen } from '../../shared/editor-screen';
import { useEditor } from '../../shared/use-editor';
import styles from '../controls/settings.module.css';
import { keptSettingsEdit, templateList, useSettingsList } from './settings-list';
import { formOfTemplate, readTemplate, type TemplateForm, templatePlaces } from './template-form';

const newId = () => `tpl_${crypto.randomUUID().replaceAll('-', '')}` as TemplateId;

interface TemplateEditorProps {
  /** Null: a new template. */
  original: Template | null;
  /** Form as it was when the person left the editor for another screen. */
  kept: TemplateForm | null;
  onDone: () => void;
}

/** Editor of a template. Buttons insert the placeholders, so that one need not remember how they are written. */
export const TemplateEditor = ({ original, kept, onDone }: TemplateEditorProps) => {
  const { t } = useTranslation(['settings', 'common']);
  const { items, put } = useSettingsList(templateList);
  const box = useRef<HTMLTextAreaElement>(null);
  const keep = useCallback(
    (form: TemplateForm | null) => keptSettingsEdit.keep(form && { kind: 'templates', original, form }),
    [original],
  );
  const { form, change, tried, screen } = useEditor<TemplateForm, Template>({
    begin: kept ?? formOfTemplate(original),
    isChanged: (now) => JSON.stringify(now) !== JSON.stringify(formOfTemplate(original)),
    keep,
    save: (now) => {
      const read = readTemplate(now, items, newId);
      return read.ok ? put(read.template) : null;
    },
    onDone: (saved) => {
      if (saved) toast(t('template-saved', { name: saved.name }));
      onDone();
    },
  });
  const read = readTemplate(form, items, newId);
  const wrong = tried && !read.ok ? read.problems : {};
  const insert = (place: string) => {
    const area = box.current;
    if (!area) return;
    area.setRangeText(`{{${place}}}`, area.selectionStart, area.selectionEnd, 'end');
    change({ text: area.value.slice(0, templateLimits.text) });
    area.focus();
  };
  return (
    <EditorScreen title={t(original ? 'template-edit-title' : 'template-new-title')} {...screen}>
      <Field label={t('template-name')} error={wrong.name ? t(wrong.name) : null}>
        {(control) => (
          <TextInput
            {...control}
            autoFocus={original === null}
            maxLength={templateLimits.name}
            value={form.name}
            placeholder={t('template-name-placeholder')}
            onChange={(event) => change({ name: event.target.value })}
          />
        )}
      </Field>
      <Field label={t('template-text')} hint={t('template-clipboard-hint')} error={wrong.text ? t(wrong.text) : null}>
        {(control) => (
          <TextArea
            {...control}
            ref={box}
            rows={6}
            maxLength={templateLimits.text}
            value={form.text}
            placeholder={t('template-text-placeholder', { time: '{{time}}' })}
            onChange={(event) => change({ text: event.target.value })}
          />
        )}
      </Field>
      <div className={styles.line}>
        <span className={styles.label}>{t('template-text-hint')}</span>
        {templatePlaces.map((place) => (
          <Button key={place} size="s" onClick={() => insert(place)}>
            {t(`template-${place}`)}
          </Button>
        ))}
      </div>
    </EditorScreen>
  );
};
