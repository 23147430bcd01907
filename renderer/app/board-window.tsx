import { Suspense, useCallback, useEffect, useMemo, useSyncExternalStore } from 'react';
import type { Bridge } from '../../electron/contract/ipc/ipc';
import { BridgeProvider, useBridge } from '../bridge';
import { SpokenProvider, useTranslation } from '../i18n/use-translation';
import { useEscape } from '../keys/use-escape';
import { useZoomKeys } from '../keys/use-zoom-keys';
import { useRootAttributes } from '../state/use-root-attributes';
import { WindowProvider } from '../state/use-window';
import { Toaster } from '../ui/feedback/toaster';
import styles from './board-window.module.css';
import type { BoardWindowState, BoardWindowStore } from './board-window-store';
import { ErrorBoundary } from './error-boundary';
import { BoardScreen } from './screens';

const OneBoard = ({ state, onClose }: { state: BoardWindowState; onClose: () => void }) => {
  const { t } = useTranslation('board');
  const bridge = useBridge();
  const { id, text, locale, settings } = state;
  useRootAttributes(settings.theme, locale, settings.reduceMotion);
  useEscape(onClose);
  useZoomKeys(useCallback((zoom) => bridge.setZoom({ zoom }), [bridge]));
  const title = t('window-title', { text });
  // The window is called by it, in its bar and in the taskbar.
  useEffect(() => {
    document.title = title;
  }, [title]);
  return (
    <main className={styles.window}>
      <ErrorBoundary>
        <Suspense fallback={null}>
          <BoardScreen id={id} own onBack={onClose} />
        </Suspense>
      </ErrorBoundary>
      <Toaster />
    </main>
  );
};

/** A board in a window of its own, with everything it is given. */
export const BoardWindow = ({ bridge, store }: { bridge: Bridge; store: BoardWindowStore }) => {
  const state = useSyncExternalStore(store.subscribe, store.current);
  const { locale, advice, words } = state;
  const close = useCallback(() => void bridge.hideWindow(), [bridge]);
  return (
    <SpokenProvider value={useMemo(() => ({ locale, advice, words }), [locale, advice, words])}>
      <BridgeProvider value={bridge}>
        <WindowProvider value={store}>
          <OneBoard state={state} onClose={close} />
        </WindowProvider>
      </BridgeProvider>
    </SpokenProvider>
  );
};
