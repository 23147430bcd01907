import { useMemo } from 'react';
import type { Bridge } from '../../electron/contract/ipc/ipc';
import type { Startup } from '../../electron/contract/ipc/startup';
import { BridgeProvider } from '../bridge';
import { SpokenProvider } from '../i18n/use-translation';
import { type Composer, ComposerProvider, createComposer } from '../screens/compose/draft/composer';
import { type AppStore, createAppStore, StoreProvider, useApp } from '../state/app-store';
import { App } from './app';
import { ErrorBoundary } from './error-boundary';

interface PopupParts {
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

/** Builds what the popup stands on, and ties the draft to what main says and to the window being left. */
export const startPopup = (bridge: Bridge, startup: Startup): PopupParts => {
  const store = createAppStore(bridge, startup);
  const composer = createComposer(bridge, startup.draft);

  let seen = store.current();
  store.subscribe(() => {
    const now = store.current();
    const before = seen;
    seen = now;
    if (now.draftsGiven !== before.draftsGiven) composer.replace(now.draft);
    // Members, ladders, quotas and hours may have changed meanwhile: the plan is made anew.
    else if (now.groups !== before.groups || now.settings !== before.settings || now.shows !== before.shows)
      composer.replan();
  });
  window.addEventListener('blur', composer.flush);
  document.addEventListener('visibilitychange', composer.flush);

  return { bridge, store, composer };
};
