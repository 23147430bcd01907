/** Whether a template's text names the clipboard: only then is it read, and only by a person who inserts that very template. */
export const asksClipboard = (text: string): boolean => /\{\{\s*clipboard\s*\}\}/.test(text);
