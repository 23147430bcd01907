import type { FilledTemplate } from '../../../contract/model/settings';

/** What a template's places are filled with. */
export interface TemplateValues {
  time: string;
  me: string;
  clipboard: string;
}

/** The most that is taken over from the clipboard, in characters. */
export const mostClipboard = 2000;

const places = /\{\{\s*(time|me|clipboard)\s*\}\}/g;

/** A template with its places filled in, once: what was filled in is never looked at for places again. */
export const fillTemplate = (text: string, values: TemplateValues): FilledTemplate => {
  // Line ends as a message has them; a last one is only where a copied line ended. NUL cannot be sent.
  const whole = [...values.clipboard.replace(/\r\n?/g, '\n').replaceAll('\0', '').replace(/\n+$/, '')];
  const clipboard = whole.slice(0, mostClipboard).join('');
  const filled = text.replace(places, (_, name: keyof TemplateValues) =>
    name === 'clipboard' ? clipboard : values[name],
  );
  return { text: filled, cut: whole.length > mostClipboard };
};
