import type { Channel, PaidChannel } from '../model/channel';
import type { Locale } from '../model/settings';

/** Tells whether a channel costs money and needs the second, different gesture. Apart from its schema, for the renderer. */
export const isPaid = (channel: Channel): channel is PaidChannel => channel !== 'app';

/** Tells whether a template contains `{{clipboard}}`: only then main reads the clipboard, when a person inserts it. */
export const asksClipboard = (text: string): boolean => /\{\{\s*clipboard\s*\}\}/.test(text);

/** The word that a person types to agree to a deletion that cannot be undone. Main compares it as well. */
export const consentWords: Readonly<Record<Locale, string>> = { 'zh-CN': '删除', 'en-US': 'delete' };
