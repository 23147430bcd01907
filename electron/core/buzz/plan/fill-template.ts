import type { FilledTemplate } from '../../../contract/model/settings';

/** Values for the places of a template. */
export interface TemplateValues {
  time: string;
  me: string;
  clipboard: string;
}

/** Longest text taken from the clipboard (characters). */
export const mostClipboard = 2000;

const places = /\{\{\s*(time|me|clipboard)\s*\}\}/g;

/** Fills the places of a template, once: places inside a value stay as they are. */
export const fillTemplate = (text: string, values: TemplateValues): FilledTemplate => {
  // Line ends as in a message, without the one at the end of a copied line. NUL cannot be sent.
  const whole = [...values.clipboard.replace(/\r\n?/g, '\n').replaceAll('\0', '').replace(/\n+$/, '')];
  const clipboard = whole.slice(0, mostClipboard).join('');
  const filled = text.replace(places, (_, name: keyof TemplateValues) =>
    name === 'clipboard' ? clipboard : values[name],
  );
  return { text: filled, cut: whole.length > mostClipboard };
};
