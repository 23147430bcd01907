import { useMemo } from 'react';
import type { Bridge } from '../../electron/contract/ipc/ipc';
import { BridgeProvider } from '../bridge';
import { SpokenProvider } from '../i18n/use-translation';
import type { Composer } from '../screens/compose/draft/composer';
import { ComposerProvider } from '../screens/compose/draft/use-composer';
import type { AppStore } from '../state/store';
import { StoreProvider, useApp } from '../state/use-app';
import { App } from './app';
import { ErrorBoundary } from './error-boundary';

export interface PopupParts {
  bridge: Bridge;
  store: AppStore;
  composer: Composer;
}

const Localized = () => {
  const locale = useApp((state) => state.locale);
  const advice = useApp((state) => state.advice);
  const words = useApp((state) => state.words);
  return (
    <SpokenProvider value={useMemo(() => ({ locale, advice, words }), [locale, advice, words])}>
      <ErrorBoundary>
        <App />
      </ErrorBoundary>
    </SpokenProvider>
  );
};

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
