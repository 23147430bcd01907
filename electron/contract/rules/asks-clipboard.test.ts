import { expect, test } from 'vitest';
import { asksClipboard } from './consent';

test('a template asks for the clipboard only where it names it', () => {
  expect(asksClipboard('{{time}} {{me}} {clipboard} clipboard')).toBe(false);
  expect(asksClipboard('{{time}} {{ clipboard }}')).toBe(true);
});
