import type { FilledTemplate } from '../../../contract/model/settings';
import { trimEnd } from '../../../contract/trim-ends';

/** Values for the places of a template that hold text. */
export interface TemplateValues {
  time: string;
  me: string;
  clipboard: string;
}

/** Longest text taken from the clipboard (characters). */
export const mostClipboard = 2000;

const places = /\{\{\s*(time|me|clipboard)\s*\}\}/g;
/** The place of a picture: it goes beside the text, so the place and a line of its own go from the text. */
const picturePlaces = /\n?\{\{\s*picture\s*\}\}/g;

/** Fills the places of a template, once: places inside a value stay as they are. */
export const fillTemplate = (text: string, values: TemplateValues): Omit<FilledTemplate, 'picture'> => {
  // Line ends as in a message, without the one at the end of a copied line. NUL cannot be sent.
  const copied = trimEnd(values.clipboard, /[\r\n\0]/);
  // A clipboard can hold a whole file.
  const begin = copied.slice(0, 4 * mostClipboard);
  const whole = [...begin.replace(/\r\n?/g, '\n').replaceAll('\0', '')];
  const clipboard = whole.slice(0, mostClipboard).join('');
  const filled = text
    .replace(picturePlaces, '')
    .replace(places, (_, name: keyof TemplateValues) => (name === 'clipboard' ? clipboard : values[name]));
  return { text: filled, cut: whole.length > mostClipboard || begin.length < copied.length };
};
