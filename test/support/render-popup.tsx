import { cleanup, render } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { adviceWords } from '../../electron/contract/advice/advice-words';
import { Popup } from '../../renderer/app/popup';
import { startPopup } from '../../renderer/app/start-popup';
import { words } from '../../renderer/i18n/words';
import { completeDom } from './complete-dom';
import { createFakeBridge, type FakeOptions } from './fake-bridge';
import { fakeStartup } from './fake-world';

/** The whole popup over the fake bridge, as `main.tsx` starts it; in English unless told. */
export const renderPopup = (options: FakeOptions = {}) => {
  cleanup();
  completeDom();
  const startup = {
    ...fakeStartup,
    locale: 'en-US',
    advice: adviceWords[options.startup?.locale ?? 'en-US'],
    words: words[options.startup?.locale ?? 'en-US'],
    ...options.startup,
  } as const;
  const fake = createFakeBridge({ ...options, startup });
  const parts = startPopup(fake.bridge, startup);
  const user = userEvent.setup();
  return { ...fake, ...parts, user, ...render(<Popup {...parts} />) };
};
