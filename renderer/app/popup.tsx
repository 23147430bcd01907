import type { Bridge } from '../../electron/contract/ipc';
import { BridgeProvider } from '../bridge';
import { LocaleProvider } from '../i18n/use-translation';
import type { Composer } from '../screens/compose/composer';
import { ComposerProvider } from '../screens/compose/use-composer';
import { App } from './app';
import { ErrorBoundary } from './error-boundary';
import type { AppStore } from './store';
import { StoreProvider, useApp } from './use-app';

export interface PopupParts {
  bridge: Bridge;
  store: AppStore;
  composer: Composer;
}

const Localized = () => (
  <LocaleProvider value={useApp((state) => state.locale)}>
    <ErrorBoundary>
      <App />
    </ErrorBoundary>
  </LocaleProvider>
);

/** The whole popup with everything it is given. */
export const Popup = ({ bridge, store, composer }: PopupParts) => (
  <BridgeProvider value={bridge}>
    <StoreProvider value={store}>
      <ComposerProvider value={composer}>
        <Localized />
      </ComposerProvider>
    </StoreProvider>
  </BridgeProvider>
);
