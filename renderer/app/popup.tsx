import type { i18n } from 'i18next';
import { I18nextProvider } from 'react-i18next';
import type { Bridge } from '../../electron/contract/ipc';
import { BridgeProvider } from '../bridge';
import type { Composer } from '../screens/compose/composer';
import { ComposerProvider } from '../screens/compose/use-composer';
import { App } from './app';
import { ErrorBoundary } from './error-boundary';
import type { AppStore } from './store';
import { StoreProvider } from './use-app';

export interface PopupParts {
  bridge: Bridge;
  store: AppStore;
  composer: Composer;
  words: i18n;
}

/** The whole popup with everything it is given. */
export const Popup = ({ bridge, store, composer, words }: PopupParts) => (
  <I18nextProvider i18n={words}>
    <ErrorBoundary>
      <BridgeProvider value={bridge}>
        <StoreProvider value={store}>
          <ComposerProvider value={composer}>
            <App />
          </ComposerProvider>
        </StoreProvider>
      </BridgeProvider>
    </ErrorBoundary>
  </I18nextProvider>
);
