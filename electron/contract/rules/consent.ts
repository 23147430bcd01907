import type { Channel, PaidChannel } from '../model/channel';
import type { Locale } from '../model/settings';

/** Tells whether a channel costs money and needs the second, different gesture. Apart from its schema, for the renderer. */
export const isPaid = (channel: Channel): channel is PaidChannel => channel !== 'app';

/** Tells whether a template contains `{{picture}}`, the place of a picture from the clipboard. */
export const asksPicture = (text: string): boolean => /\{\{\s*picture\s*\}\}/.test(text);

/** Tells whether a template contains `{{clipboard}}`: its text. */
export const asksClipboardText = (text: string): boolean => /\{\{\s*clipboard\s*\}\}/.test(text);

/** Tells whether a template uses the clipboard: only then main reads it, when a person inserts the template. */
export const asksClipboard = (text: string): boolean => asksClipboardText(text) || asksPicture(text);

/** The word that a person types to agree to a deletion that cannot be undone. Main compares it as well. */
export const consentWords: Readonly<Record<Locale, string>> = { 'zh-CN': '删除', 'en-US': 'delete' };
