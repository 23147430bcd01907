import type { Screen as ElectronScreen } from 'electron';
import type { Point, Screen } from './placement';
import type { AskPointer } from './x-pointer';

/** The screens and the pointer, for placing a window. */
export interface Screens {
  /** Asks for the pointer's place, where that takes a question; null: it is known at any time. */
  look(): Promise<void> | null;
  /** Every display, the primary one first, and the cursor. */
  now(): { screens: readonly [Screen, ...Screen[]]; cursor: Point };
  /** Sets the source of the pointer's place; null: Electron itself. */
  askPointer(ask: AskPointer | null): void;
}

export const createScreens = (
  screen: Pick<ElectronScreen, 'getPrimaryDisplay' | 'getAllDisplays' | 'getCursorScreenPoint'>,
): Screens => {
  let ask: AskPointer | null = null;
  let pointer: Point | null = null;
  return {
    look: () =>
      ask?.().then((found) => {
        // Chromium has one scale for all of an X server.
        const { scaleFactor } = screen.getPrimaryDisplay();
        pointer = found && { x: found.x / scaleFactor, y: found.y / scaleFactor };
      }) ?? null,
    now: () => {
      const primary = screen.getPrimaryDisplay();
      const others = screen.getAllDisplays().filter((display) => display.id !== primary.id);
      return { screens: [primary, ...others], cursor: pointer ?? screen.getCursorScreenPoint() };
    },
    askPointer: (next) => {
      ask = next;
    },
  };
};
