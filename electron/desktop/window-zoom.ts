import type { Zoom } from '../contract/zoom-steps';
import type { Size } from './placement';

let zoom: Zoom = 1;

/**
 * How large the popup is drawn (Settings, Ctrl with plus and minus). There is one for the program, because Chromium keeps
 * one for all pages of a host.
 */
export const windowZoom = {
  set: (next: Zoom): void => {
    zoom = next;
  },
  /** The size of a window in which a page has as much room as at 100 %; what a screen has no room for is scrolled. */
  enlarge: ({ width, height }: Size): Size => ({ width: Math.round(width * zoom), height: Math.round(height * zoom) }),
};
