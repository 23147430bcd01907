import { cleanup, render } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { ReactNode } from 'react';
import { BridgeProvider } from '../../../renderer/bridge';
import { SpokenProvider } from '../../../renderer/i18n/use-translation';
import { createAppStore, StoreProvider } from '../../../renderer/state/app-store';
import { Toaster } from '../../../renderer/ui/feedback/toast';
import { completeDom } from './complete-dom';
import { createFakeBridge, type FakeOptions } from './fake-bridge';
import { startupFor } from './fake-world';

/** Renders one screen over the fake bridge, by default in English, together with toasts. */
export const renderScreen = (screen: ReactNode, options: FakeOptions = {}) => {
  cleanup();
  completeDom();
  const startup = startupFor(options.startup);
  const fake = createFakeBridge({ ...options, startup });
  const store = createAppStore(fake.bridge, startup);
  const user = userEvent.setup();
  const framed = (shown: ReactNode) => (
    <SpokenProvider value={startup}>
      <BridgeProvider value={fake.bridge}>
        <StoreProvider value={store}>
          {shown}
          <Toaster />
        </StoreProvider>
      </BridgeProvider>
    </SpokenProvider>
  );
  const rendered = render(framed(screen));
  return { ...fake, ...rendered, rerenderScreen: (next: ReactNode) => rendered.rerender(framed(next)), store, user };
};
