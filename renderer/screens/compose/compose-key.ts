import type { Startup } from '../../../electron/contract/ipc/startup';
import type { Channel } from '../../../electron/contract/model/channel';
import { isIme } from '../../keys/whose-key';

export type ComposeKey = { kind: 'channel'; channel: Channel } | { kind: 'buzz' } | { kind: 'paid-buzz' } | null;

const channels: Readonly<Record<string, Channel>> = { Digit1: 'app', Digit2: 'sms', Digit3: 'phone' };

type Pressed = Pick<
  KeyboardEvent,
  'key' | 'code' | 'altKey' | 'ctrlKey' | 'metaKey' | 'shiftKey' | 'isComposing' | 'keyCode' | 'repeat'
>;

/**
 * What a key does anywhere on Compose. Alt+1/2/3 goes by `code`: Option types ¡™£ on a Mac. The paid gesture is
 * Ctrl/⌘+Shift+Enter, and a key held down repeats neither.
 */
export const composeKey = (event: Pressed, platform: Startup['platform']): ComposeKey => {
  if (isIme(event)) return null;
  const channel = channels[event.code];
  if (channel && event.altKey && !event.ctrlKey && !event.metaKey && !event.shiftKey)
    return { kind: 'channel', channel };
  const main = platform === 'darwin' ? event.metaKey : event.ctrlKey;
  if (event.key !== 'Enter' || !main || event.altKey || event.repeat) return null;
  return event.shiftKey ? { kind: 'paid-buzz' } : { kind: 'buzz' };
};
