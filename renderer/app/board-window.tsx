import { Suspense, useCallback, useEffect, useMemo } from 'react';
import type { Bridge } from '../../electron/contract/ipc/ipc';
import type { BoardWindowStartup, View } from '../../electron/contract/ipc/startup';
import { BridgeProvider, useBridge } from '../bridge';
import { SpokenProvider, useTranslation } from '../i18n/use-translation';
import { useEscape, useZoomKeys } from '../keys/window-keys';
import { createStore, type Store, useSelected } from '../state/store';
import { useRootAttributes, WindowProvider } from '../state/window-store';
import { Toaster } from '../ui/feedback/toast';
import styles from './board-window.module.css';
import { ErrorBoundary } from './error-boundary';
import { BoardScreen } from './screens';

interface BoardWindowState extends BoardWindowStartup {
  view: View;
}

/** Makes the store of a board's own window: the startup, kept current by main's events. The board itself is not in it. */
export const createBoardWindowStore = (bridge: Bridge, startup: BoardWindowStartup): Store<BoardWindowState> => {
  const { current, put, subscribe } = createStore<BoardWindowState>({
    ...startup,
    view: { screen: 'board', id: startup.id },
  });
  bridge.on('seenChanged', (seen) => put({ seen }));
  bridge.on('settingsChanged', ({ settings, locale, zone, advice, words }) =>
    put({ settings, locale, zone, advice, words }),
  );
  return { current, subscribe };
};

const BoardFrame = ({ state, onClose }: { state: BoardWindowState; onClose: () => void }) => {
  const { t } = useTranslation('board');
  const bridge = useBridge();
  const { id, text, locale, settings } = state;
  useRootAttributes(settings.theme, locale, settings.reduceMotion);
  useEscape(onClose);
  useZoomKeys(useCallback((zoom) => bridge.setZoom({ zoom }), [bridge]));
  const title = t('window-title', { text });
  // The title bar and the taskbar show it.
  useEffect(() => {
    document.title = title;
  }, [title]);
  return (
    <main className={styles.window}>
      <ErrorBoundary>
        <Suspense fallback={null}>
          <BoardScreen id={id} own onBack={onClose} onSendAgain={() => void bridge.sendAgain({ id })} />
        </Suspense>
      </ErrorBoundary>
      <Toaster />
    </main>
  );
};

/** A board in a window of its own, with the contexts it needs. */
export const BoardWindow = ({ bridge, store }: { bridge: Bridge; store: Store<BoardWindowState> }) => {
  const state = useSelected(store, (all) => all);
  const { locale, zone, advice, words } = state;
  const close = useCallback(() => void bridge.hideWindow(), [bridge]);
  return (
    <SpokenProvider value={useMemo(() => ({ locale, zone, advice, words }), [locale, zone, advice, words])}>
      <BridgeProvider value={bridge}>
        <WindowProvider value={store}>
          <BoardFrame state={state} onClose={close} />
        </WindowProvider>
      </BridgeProvider>
    </SpokenProvider>
  );
};
