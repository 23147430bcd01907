import { adviceWords } from '../../../electron/contract/advice/advice-words';
import type { Startup } from '../../../electron/contract/ipc/shell';
import { words } from '../../../renderer/i18n/words';
import { fakeStartup } from './fake-world';

/** The fake startup with these changes, in English unless they say otherwise, and with the words of its language. */
export const startupFor = (change: Partial<Startup> = {}): Startup => {
  const locale = change.locale ?? 'en-US';
  return { ...fakeStartup, locale, advice: adviceWords[locale], words: words[locale], ...change };
};
