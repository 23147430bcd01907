import { cleanup, configure, render } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { ReactNode } from 'react';
import { vi } from 'vitest';
import { adviceWords } from '../../electron/contract/advice/advice-words';
import { createAppStore } from '../../renderer/app/store';
import { StoreProvider } from '../../renderer/app/use-app';
import { BridgeProvider } from '../../renderer/bridge';
import { SpokenProvider } from '../../renderer/i18n/use-translation';
import { words } from '../../renderer/i18n/words';
import { Toaster } from '../../renderer/ui/toaster';
import { completeDom } from './complete-dom';
import { createFakeBridge, type FakeOptions } from './fake-bridge';
import { fakeStartup } from './fake-world';

// States are waited for, never times; on a busy machine a state may take its time to come.
configure({ asyncUtilTimeout: 15_000 });
vi.setConfig({ testTimeout: 30_000 });

/** Renders one screen over the fake bridge, in English unless told, with the toasts beside it. */
export const renderScreen = (screen: ReactNode, options: FakeOptions = {}) => {
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
  const store = createAppStore(fake.bridge, startup);
  const user = userEvent.setup();
  const rendered = render(
    <SpokenProvider value={startup}>
      <BridgeProvider value={fake.bridge}>
        <StoreProvider value={store}>
          {screen}
          <Toaster />
        </StoreProvider>
      </BridgeProvider>
    </SpokenProvider>,
  );
  return { ...fake, ...rendered, store, user };
};
