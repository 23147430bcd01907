import type { TemplateId } from '../../../../electron/contract/model/ids';
import type { Template } from '../../../../electron/contract/model/settings';
import { isBlank, tidied } from '../../../../electron/contract/plain-text';

/** Content of the template editor. `id` null: a new template. */
export interface TemplateForm {
  id: TemplateId | null;
  name: string;
  text: string;
}

/** Placeholders of a text, which main fills in when the template is inserted. */
export const templatePlaces = ['time', 'me', 'clipboard', 'picture'] as const;

export const formOfTemplate = (template: Template | null): TemplateForm =>
  template ? { ...template } : { id: null, name: '', text: '' };

/** Validation errors by field. */
interface TemplateProblems {
  name?: 'template-name-needed' | 'template-name-taken';
  text?: 'template-text-needed';
}

/** Reads the form as a template, or finds its mistakes. Two templates of one name could not be told apart. */
export const readTemplate = (
  form: TemplateForm,
  others: readonly Template[],
  newId: () => TemplateId,
): { ok: true; template: Template } | { ok: false; problems: TemplateProblems } => {
  const name = tidied(form.name);
  const taken = others.some((other) => other.id !== form.id && other.name === name);
  const problems: TemplateProblems = {
    ...(name === '' ? { name: 'template-name-needed' as const } : {}),
    ...(taken ? { name: 'template-name-taken' as const } : {}),
    ...(isBlank(form.text) ? { text: 'template-text-needed' as const } : {}),
  };
  if (Object.keys(problems).length > 0) return { ok: false, problems };
  return { ok: true, template: { id: form.id ?? newId(), name, text: form.text } };
};
