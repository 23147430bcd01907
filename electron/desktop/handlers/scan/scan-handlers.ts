import { failed, ok, type Problem, problem } from '../../../contract/advice/problem';
import type { ScanNews } from '../../../contract/ipc/connect';
import type { AppId } from '../../../contract/model/ids';
import type { Locale } from '../../../contract/model/settings';
import type { ConnectByScan } from '../../../core/connect-by-scan';
import type { Handlers } from '../../ipc/ipc-host';
import type { ConnectWindow } from '../../windows/connect-window';

export interface ScanHandlersDeps {
  connectByScan: ConnectByScan;
  locale: () => Locale;
  /** The reason why secrets cannot be saved encrypted; null: they can. */
  keyringProblem: () => Problem | null;
  connectWindow: Pick<ConnectWindow, 'close' | 'whenClosed'>;
  /** Opens the link of a scan in the browser: main's own, which no page can choose. */
  openScanLink: (url: string) => void;
  copyText: (text: string) => void;
  popup: { showAtTray(view?: { screen: 'test-buzz' }): void };
}

/** One scan under way, and what became of it since the page was told last. */
interface Scan {
  abort: AbortController;
  link: string | null;
  news: ScanNews[];
  wake: () => void;
}

/** Connecting by one scan, for the connect window. The secret goes from Feishu's answer into the vault, and to no page. */
export const scanHandlers = (
  deps: ScanHandlersDeps,
): Pick<Handlers, 'startScan' | 'followScan' | 'openScan' | 'copyScan' | 'stopScan'> => {
  let current: Scan | null = null;
  const stop = () => {
    current?.abort.abort();
    current = null;
  };
  deps.connectWindow.whenClosed(stop);
  const tell = (scan: Scan, news: ScanNews) => {
    scan.news.push(news);
    scan.wake();
  };

  return {
    startScan: async ({ brand, baseUrl, choice }) => {
      stop();
      const scan: Scan = { abort: new AbortController(), link: null, news: [], wake: () => undefined };
      current = scan;
      // Loaded with the first code: most people connect once.
      const { qrPath } = await import('./qr-path');
      if (scan.abort.signal.aborted) return failed(problem('scan-stopped'));
      return new Promise((resolve, reject) => {
        const finish = (created: AppId | null, reason: Problem) => {
          resolve(failed(reason));
          tell(scan, { kind: 'failed', problem: reason, created });
        };
        void deps
          .connectByScan(
            { appId: null, brand, baseUrl, name: '', locale: deps.locale() },
            // A keyring that was closed meanwhile: kept for this run, as nothing else was chosen.
            () => deps.keyringProblem() && (choice ?? 'session'),
            {
              onLink: (link, lifeMs) => {
                scan.link = link;
                resolve(ok({ ...qrPath(link), until: Date.now() + lifeMs }));
              },
              onNews: (kind) => tell(scan, { kind }),
              signal: scan.abort.signal,
            },
          )
          .then(
            (end) => {
              if (!end.ok) return finish(end.created, end.problem);
              // Also after the window was closed half-way: what was created is kept, and shown.
              if (current === scan) deps.connectWindow.close();
              deps.popup.showAtTray({ screen: 'test-buzz' });
              tell(scan, { kind: 'connected' });
            },
            // A bug: the page is told so, and the log.
            reject,
          );
      });
    },

    followScan: async () => {
      const scan = current;
      if (!scan) return failed(problem('scan-stopped'));
      if (scan.news.length === 0) {
        await new Promise<void>((resolve) => {
          scan.wake = resolve;
        });
      }
      const news = scan.news.shift();
      return news ? ok(news) : failed(problem('scan-stopped'));
    },

    openScan: () => ok(current?.link ? deps.openScanLink(current.link) : undefined),
    copyScan: () => ok(current?.link ? deps.copyText(current.link) : undefined),
    stopScan: () => ok(stop()),
  };
};
