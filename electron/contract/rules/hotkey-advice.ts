import type { AdviceKey } from '../advice/problem';

const about: ReadonlySet<AdviceKey> = new Set(['hotkey-taken', 'hotkey-layout', 'hotkey-desktop']);

/** True for a problem of the window's hotkey, which needs no notice once the hotkey works. */
export const isAboutHotkey = (advice: AdviceKey): boolean => about.has(advice);
