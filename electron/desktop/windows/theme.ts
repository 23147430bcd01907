import type { Theme } from '../../contract/model/settings';

/** What is used of Electron's `nativeTheme`. */
export interface ThemeHost {
  themeSource: Exclude<Theme, 'contrast'>;
  readonly shouldUseDarkColors: boolean;
  on(event: 'updated', listener: () => void): unknown;
}

/** The grounds of the two themes: `--bg` of the renderer's tokens. Seen until the page has painted. */
const ground = { light: '#ffffff', dark: '#1f2023' } as const;

export interface WindowTheme {
  /** Follows the setting; the pages see it as `prefers-color-scheme`. */
  use(theme: Theme): void;
  backgroundColor(): string;
}

/** Keeps the ground of every window that is open in step with the theme, so that dark never flashes white. */
export const createTheme = (
  nativeTheme: ThemeHost,
  openWindows: () => readonly { setBackgroundColor(colour: string): void }[],
): WindowTheme => {
  const backgroundColor = () => (nativeTheme.shouldUseDarkColors ? ground.dark : ground.light);
  nativeTheme.on('updated', () => {
    for (const window of openWindows()) window.setBackgroundColor(backgroundColor());
  });
  return {
    use: (theme) => {
      // Contrast is the page's own business: it is light or dark as the system is.
      nativeTheme.themeSource = theme === 'contrast' ? 'system' : theme;
    },
    backgroundColor,
  };
};
