import type { Screen as ElectronScreen } from 'electron';
import type { Point, Screen } from './placement';

/** What placing a window needs of Electron's `screen`: every display, the primary one first, and the cursor. */
export const screensOf = (screen: ElectronScreen): { screens: readonly [Screen, ...Screen[]]; cursor: Point } => {
  const primary = screen.getPrimaryDisplay();
  const others = screen.getAllDisplays().filter((display) => display.id !== primary.id);
  return { screens: [primary, ...others], cursor: screen.getCursorScreenPoint() };
};
