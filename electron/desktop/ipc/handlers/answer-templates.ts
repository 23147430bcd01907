import { failed, ok, problem } from '../../../contract/advice/problem';
import { asksClipboard } from '../../../contract/rules/asks-clipboard';
import { fillTemplate } from '../../../core/buzz/plan/fill-template';
import type { Program } from '../../program';
import type { Handlers } from '../ipc-host';

export interface TemplateParts {
  readClipboard: () => string | Promise<string>;
}

/** The longest text that goes into a draft this way: a template may ask for the clipboard many times. */
const most = 30_000;

/** Templates: filled in here, because the page cannot read the clipboard. */
export const answerTemplates = (
  { store, locale, askerName }: Program,
  { readClipboard }: TemplateParts,
): Pick<Handlers, 'fillTemplate'> => ({
  fillTemplate: async ({ id }) => {
    const template = store.settings().templates.find((each) => each.id === id);
    if (!template) return failed(problem('template-gone'));
    const time = new Date().toLocaleTimeString(locale(), { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
    const clipboard = asksClipboard(template.text) ? await readClipboard() : '';
    const { text, cut } = fillTemplate(template.text, { time, me: askerName(), clipboard });
    return ok({ text: text.slice(0, most), cut: cut || text.length > most });
  },
});
