import type { Startup } from '../../electron/contract/ipc/shell';
import { type Zoom, zoomSteps } from '../../electron/contract/limits';
import { isIme } from './is-ime';

type Pressed = Pick<
  KeyboardEvent,
  'key' | 'code' | 'altKey' | 'ctrlKey' | 'metaKey' | 'shiftKey' | 'isComposing' | 'keyCode'
>;

/**
 * The zoom a key asks for: Ctrl/⌘ with plus, minus or zero, as in every browser. Null for any other key. Plus is typed with
 * Shift on many keyboards, and is the same key as = there; French ones have 0 under Shift.
 */
export const zoomKey = (event: Pressed, platform: Startup['platform'], now: Zoom): Zoom | null => {
  const main = platform === 'darwin' ? event.metaKey && !event.ctrlKey : event.ctrlKey && !event.metaKey;
  if (!main || event.altKey || isIme(event)) return null;
  const at = zoomSteps.indexOf(now);
  if (event.key === '+' || event.key === '=') return zoomSteps[at + 1] ?? now;
  if (event.key === '-') return zoomSteps[at - 1] ?? now;
  return !event.shiftKey && (event.key === '0' || event.code === 'Digit0') ? 1 : null;
};
