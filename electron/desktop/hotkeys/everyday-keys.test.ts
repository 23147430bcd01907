import { expect, it } from 'vitest';
import { defaultHotkey } from '../../contract/limits';
import { isEveryday } from './everyday-keys';

it.each([
  ...['A', '7', 'Space', 'Return', 'Escape', 'Delete', 'Shift+A', 'Shift+Return', 'num5', '+', 'Shift+='],
  ...[
    'CommandOrControl+C',
    'Ctrl+V',
    'Cmd+X',
    'Control+Z',
    'CommandOrControl+A',
    'CommandOrControl+S',
    'CmdOrCtrl+Return',
  ],
  ...['CommandOrControl+Shift+Z', 'CommandOrControl+Shift+V', 'CommandOrControl++', 'CommandOrControl+F4'],
  ...['Alt+Tab', 'Alt+Shift+Tab', 'Alt+F4', 'Alt+Space', 'CommandOrControl+Alt+Delete', 'Super+L', 'Super+Tab'],
  ...['Hyper+J', 'A+B', 'MediaPlayPause', 'PrintScreen'],
])('leaves %s to other programs', (accelerator) => {
  expect(isEveryday(accelerator)).toBe(true);
});

it.each([
  ...['', defaultHotkey, 'F9', 'Shift+F9', 'CommandOrControl+Shift+F9', 'Alt+B', 'Alt+Shift+F9', 'Super+J'],
  ...['CommandOrControl+Alt+B', 'CommandOrControl+Shift+U', 'CommandOrControl+Alt+Shift+C', 'CommandOrControl+J'],
])('takes %j', (accelerator) => {
  expect(isEveryday(accelerator)).toBe(false);
});
