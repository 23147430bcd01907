import type { Problem } from '../../../electron/contract/advice/problem';
import { keyNames } from './key-names';

/** Main's problem with a shortcut, naming its keys as the platform prints them. */
export const withKeyNames = (reason: Problem, platform: Parameters<typeof keyNames>[1]): Problem =>
  reason.params.hotkey === undefined
    ? reason
    : { ...reason, params: { ...reason.params, hotkey: keyNames(reason.params.hotkey, platform) } };
