import { expect, it, vi } from 'vitest';
import { createTheme, type ThemeHost } from './theme';

it('follows the setting and repaints the ground of open windows', () => {
  let updated: () => void = () => undefined;
  const nativeTheme: ThemeHost = {
    themeSource: 'system',
    get shouldUseDarkColors() {
      return this.themeSource === 'dark';
    },
    on: (_event, listener) => {
      updated = listener;
    },
  };
  const window = { setBackgroundColor: vi.fn() };
  const theme = createTheme(nativeTheme, () => [window]);
  expect(theme.backgroundColor()).toBe('#ffffff');
  theme.use('dark');
  updated();
  expect(theme.backgroundColor()).toBe('#1f2023');
  expect(window.setBackgroundColor).toHaveBeenCalledWith('#1f2023');
});
