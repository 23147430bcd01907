/** Marks and controls of writing direction (Unicode, UAX 9, 2): U+202E lets "12" be read as "21", also in what follows it. */
const direction = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu;

/** A foreign text that is shown within a sentence or a line, so that it cannot turn around what stands beside it. */
export const withoutDirection = (text: string): string => text.replace(direction, '');
