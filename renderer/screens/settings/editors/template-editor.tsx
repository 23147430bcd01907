import { useEffect, useRef, useState } from 'react';
import type { Problem } from '../../../../electron/contract/advice/problem';
import { templateLimits } from '../../../../electron/contract/limits';
import type { TemplateId } from '../../../../electron/contract/model/ids';
import type { Template } from '../../../../electron/contract/model/settings';
import { useBridge } from '../../../bridge';
import { useTranslation } from '../../../i18n/use-translation';
import { useApp } from '../../../state/app-store';
import { toast } from '../../../ui/feedback/toast';
import { Button } from '../../../ui/form/button';
import { Field } from '../../../ui/form/field';
import { TextArea, TextInput } from '../../../ui/form/text-input';
import { EditorScreen } from '../../shared/editor-screen';
import styles from '../controls/settings.module.css';
import { keptSettingsEdit } from './kept-settings-edit';
import { formOfTemplate, readTemplate, type TemplateForm, templatePlaces } from './template-form';

const newId = () => `tpl_${crypto.randomUUID().replaceAll('-', '')}` as TemplateId;

export interface TemplateEditorProps {
  /** Null: a new template. */
  original: Template | null;
  /** What was typed before the editor was left for another screen. */
  kept: TemplateForm | null;
  onDone: () => void;
}

/** Makes or changes a template. Buttons put in what is filled in later, so that nobody has to remember how it is written. */
export const TemplateEditor = ({ original, kept, onDone }: TemplateEditorProps) => {
  const { t } = useTranslation(['settings', 'common']);
  const bridge = useBridge();
  const templates = useApp((state) => state.settings.templates);
  const [form, setForm] = useState<TemplateForm>(() => kept ?? formOfTemplate(original));
  const [tried, setTried] = useState(false);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const box = useRef<HTMLTextAreaElement>(null);
  const change = (part: Partial<TemplateForm>) => setForm((old) => ({ ...old, ...part }));

  const changed = JSON.stringify(form) !== JSON.stringify(formOfTemplate(original));
  useEffect(() => {
    if (changed) keptSettingsEdit.keep({ kind: 'templates', original, form });
    else keptSettingsEdit.drop();
  }, [changed, original, form]);
  const finish = () => {
    keptSettingsEdit.drop();
    onDone();
  };
  const read = readTemplate(form, templates, newId);
  const wrong = tried && !read.ok ? read.problems : {};
  const save = async () => {
    setTried(true);
    if (!read.ok || busy) return;
    const { template } = read;
    const known = templates.some((each) => each.id === template.id);
    setBusy(true);
    const answer = await bridge.changeSettings({
      templates: known
        ? templates.map((each) => (each.id === template.id ? template : each))
        : [...templates, template],
    });
    setBusy(false);
    if (!answer.ok) return setProblem(answer.problem);
    toast(t('template-saved', { name: template.name }));
    finish();
  };
  const insert = (place: string) => {
    const area = box.current;
    if (!area) return;
    area.setRangeText(`{{${place}}}`, area.selectionStart, area.selectionEnd, 'end');
    change({ text: area.value.slice(0, templateLimits.text) });
    area.focus();
  };
  return (
    <EditorScreen
      title={t(original ? 'template-edit-title' : 'template-new-title')}
      changed={changed}
      busy={busy}
      problem={problem}
      onSave={() => void save()}
      onLeave={finish}
    >
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
