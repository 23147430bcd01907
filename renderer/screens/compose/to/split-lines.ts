/** Whether pasted text names more than one recipient: lines, or items set apart by commas or semicolons. */
export const namesSeveral = (text: string): boolean =>
  text
    .trim()
    .split(/[\n\r,;，；、\t]+/)
    .filter((part) => part.trim() !== '').length > 1;
