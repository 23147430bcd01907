import { expect, test } from 'vitest';
import { isLocalProgram } from './loopback';

test.each([
  [{ host: '127.0.0.1:7480' }, true],
  [{ host: 'localhost:7480' }, true],
  [{ host: '[::1]:7480' }, true],
  [{ host: '127.0.0.1:7480', 'sec-fetch-site': 'none' }, true],
  [{ host: '127.0.0.1:7480', 'sec-fetch-site': 'cross-site' }, false],
  [{ host: '127.0.0.1:7480', 'sec-fetch-site': 'same-site' }, false],
  [{ host: '127.0.0.1:7480', origin: 'null' }, false],
  [{ host: '127.0.0.1:7480', origin: 'http://127.0.0.1:7480' }, false],
  [{ host: 'evil.example' }, false],
  [{ host: '127.0.0.1.evil.example:7480' }, false],
  [{ host: '127.0.0.1@evil.example' }, false],
  [{}, false],
] as [Record<string, string>, boolean][])('%j is a program of this computer: %s', (headers, local) => {
  expect(isLocalProgram(new Headers(headers))).toBe(local);
});
