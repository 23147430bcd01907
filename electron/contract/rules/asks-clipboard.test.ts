import { expect, test } from 'vitest';
import { asksClipboard } from './consent';

test('a template asks for the clipboard only if it contains {{clipboard}} or {{picture}}', () => {
  expect(asksClipboard('{{time}} {{me}} {clipboard} clipboard')).toBe(false);
  expect(asksClipboard('{{time}} {{ clipboard }}')).toBe(true);
  expect(asksClipboard('{{ picture }}')).toBe(true);
});
