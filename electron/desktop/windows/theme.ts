import type { Theme } from '../../contract/model/settings';

/** The parts of Electron's `nativeTheme` used here. */
export interface ThemeHost {
  themeSource: Exclude<Theme, 'contrast'>;
  readonly shouldUseDarkColors: boolean;
  on(event: 'updated', listener: () => void): unknown;
}

/** Backgrounds of the two themes, as `--bg` of the renderer's tokens. Visible until the page has painted. */
const background = { light: '#ffffff', dark: '#1f2023' } as const;

export interface WindowTheme {
  /** Follows the setting; the pages see it as `prefers-color-scheme`. */
  use(theme: Theme): void;
  backgroundColor(): string;
}

/** Keeps the background of every open window in step with the theme, so that dark never flashes white. */
export const createTheme = (
  nativeTheme: ThemeHost,
  openWindows: () => readonly { setBackgroundColor(color: string): void }[],
): WindowTheme => {
  const backgroundColor = () => (nativeTheme.shouldUseDarkColors ? background.dark : background.light);
  nativeTheme.on('updated', () => {
    for (const window of openWindows()) window.setBackgroundColor(backgroundColor());
  });
  return {
    use: (theme) => {
      // The page itself makes the contrast; it is light or dark as the system is.
      nativeTheme.themeSource = theme === 'contrast' ? 'system' : theme;
    },
    backgroundColor,
  };
};
