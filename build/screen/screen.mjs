import { displayAnswers } from './x11.mjs';

/** Whether there is a screen to open windows on. A `DISPLAY` left over from a session that has ended is none. */
export async function hasScreen() {
  if (process.platform !== 'linux' || process.env.WAYLAND_DISPLAY) return true;
  return Boolean(process.env.DISPLAY) && displayAnswers(process.env.DISPLAY ?? '');
}
