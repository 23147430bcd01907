import { useMemo } from 'react';
import type { Bridge } from '../../electron/contract/ipc/ipc';
import type { Startup } from '../../electron/contract/ipc/startup';
import { BridgeProvider } from '../bridge';
import { SpokenProvider } from '../i18n/use-translation';
import { type Composer, ComposerProvider, createComposer } from '../screens/compose/draft/composer';
import { type AppStore, createAppStore, StoreProvider, useApp } from '../state/app-store';
import { tellOfNetwork } from '../state/listening';
import { App } from './app';
import { ErrorBoundary } from './error-boundary';

interface PopupDeps {
  bridge: Bridge;
  store: AppStore;
  composer: Composer;
}

const Localized = () => {
  const locale = useApp((state) => state.locale);
  const zone = useApp((state) => state.zone);
  const advice = useApp((state) => state.advice);
  const words = useApp((state) => state.words);
  return (
    <SpokenProvider value={useMemo(() => ({ locale, zone, advice, words }), [locale, zone, advice, words])}>
      <ErrorBoundary>
        <App />
      </ErrorBoundary>
    </SpokenProvider>
  );
};

/** The whole popup with the contexts it needs. */
export const Popup = ({ bridge, store, composer }: PopupDeps) => (
  <BridgeProvider value={bridge}>
    <StoreProvider value={store}>
      <ComposerProvider value={composer}>
        <Localized />
      </ComposerProvider>
    </StoreProvider>
  </BridgeProvider>
);

/** Builds the store and the composer of the popup, and keeps the draft in step with main's events and with the window losing focus. */
export const startPopup = (bridge: Bridge, startup: Startup): PopupDeps => {
  const store = createAppStore(bridge, startup);
  const composer = createComposer(bridge, startup.draft);

  let seen = store.current();
  store.subscribe(() => {
    const now = store.current();
    const before = seen;
    seen = now;
    if (now.shows !== before.shows) composer.opened();
    if (now.draftsGiven !== before.draftsGiven) composer.replace(now.draft);
    // Members, ladders, quotas and the hour may have changed meanwhile, so the draft is planned again.
    // So has damage that a person has dismissed.
    else if (
      now.groups !== before.groups ||
      now.settings !== before.settings ||
      now.shows !== before.shows ||
      now.notices !== before.notices
    )
      composer.replan();
  });
  window.addEventListener('blur', composer.flush);
  document.addEventListener('visibilitychange', composer.flush);
  tellOfNetwork(bridge);

  return { bridge, store, composer };
};
