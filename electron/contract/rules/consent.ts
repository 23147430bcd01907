import type { Channel, PaidChannel } from '../model/channel';
import type { Locale } from '../model/settings';

/** True for the channels that need the second, different gesture. Here, apart from the schema, for the renderer. */
export const isPaid = (channel: Channel): channel is PaidChannel => channel !== 'app';

/** Whether a template's text names the clipboard: only then is it read, and only by a person who inserts that very template. */
export const asksClipboard = (text: string): boolean => /\{\{\s*clipboard\s*\}\}/.test(text);

/** The word that is typed to agree to a deletion that cannot be undone. Main compares it as well. */
export const consentWords: Readonly<Record<Locale, string>> = { 'zh-CN': '删除', 'en-US': 'delete' };
