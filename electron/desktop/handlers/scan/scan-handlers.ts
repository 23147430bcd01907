import { failed, ok, type Problem, problem } from '../../../contract/advice/problem';
import type { ScanNews, SecretChoice } from '../../../contract/ipc/connect';
import type { View } from '../../../contract/ipc/startup';
import type { AppId, WorkspaceId } from '../../../contract/model/ids';
import type { Person } from '../../../contract/model/person';
import type { Locale } from '../../../contract/model/settings';
import type { ChooseVault, ConnectByScan, ScannedWorkspace } from '../../../core/connect-by-scan';
import { baseUrlOf } from '../../../core/open-workspaces';
import type { Store } from '../../../core/ports/store';
import type { Handlers } from '../../ipc/ipc-host';
import type { ConnectWindow } from '../../windows/connect-window';

export interface ScanHandlersDeps {
  store: Pick<Store, 'workspaces' | 'changeSettings'>;
  connectByScan: ConnectByScan;
  locale: () => Locale;
  /** The reason why secrets cannot be saved encrypted; null: they can. */
  keyringProblem: () => Problem | null;
  connectWindow: Pick<ConnectWindow, 'become' | 'workspaceId' | 'close' | 'whenClosed'>;
  /** Opens the link of a scan in the browser: main's own, which no page can choose. */
  openScanLink: (url: string) => void;
  copyText: (text: string) => void;
  popup: { showAtTray(view?: View): void };
}

/** One scan under way, and what became of it since the page was told last. */
interface Scan {
  left: AbortController;
  link: string | null;
  news: ScanNews[];
  wake: () => void;
  /** Takes the choice of the vault, once it is asked for. */
  choose: ((choice: SecretChoice) => void) | null;
}

/** Connecting by one scan, for the connect window. The secret goes from Feishu's answer into the vault, and to no page. */
export const scanHandlers = (
  deps: ScanHandlersDeps,
): Pick<Handlers, 'startScan' | 'followScan' | 'keepScanned' | 'buzzMyself' | 'openScan' | 'copyScan' | 'stopScan'> => {
  let current: Scan | null = null;
  /** The person who scanned last, in the workspace that came of it. */
  let scanner: { id: WorkspaceId; person: Person | null } | null = null;
  const leave = () => {
    const scan = current;
    current = null;
    scan?.left.abort();
    // The secret is kept at least as long as the program runs.
    scan?.choose?.('session');
  };
  deps.connectWindow.whenClosed(leave);
  const tell = (scan: Scan, news: ScanNews) => {
    scan.news.push(news);
    scan.wake();
  };

  /** Asks the person how to keep the secret, unless there is a keyring or they have said it before. */
  const chooser =
    (scan: Scan, chosen: SecretChoice): ChooseVault =>
    (refused) => {
      const why = refused ?? deps.keyringProblem();
      if (why === null) return null;
      if (chosen !== null && refused === null) return chosen;
      if (scan.left.signal.aborted) return 'session';
      return new Promise((resolve) => {
        scan.choose = resolve;
        tell(scan, { kind: 'keyring', problem: why });
      });
    };

  const connected = (scan: Scan, { workspace, updated, company, scanner: person }: ScannedWorkspace) => {
    if (current !== scan) return;
    scanner = { id: workspace.id, person };
    deps.connectWindow.become(workspace.id);
    tell(scan, { kind: 'connected', scanned: { workspace, updated, company } });
  };

  return {
    startScan: async ({ workspaceId, brand, baseUrl, choice, also }) => {
      leave();
      const scan: Scan = { left: new AbortController(), link: null, news: [], wake: () => undefined, choose: null };
      current = scan;
      const known = deps.store.workspaces().find((each) => each.id === workspaceId);
      if (workspaceId !== null && !known) return failed(problem('workspace-gone'));
      // Loaded with the first code: most people connect once.
      const { qrPath } = await import('./qr-path');
      if (scan.left.signal.aborted) return failed(problem('scan-stopped'));
      const wish = known
        ? { appId: known.appId, brand: known.brand, baseUrl: baseUrlOf(known) }
        : { appId: null, brand, baseUrl };
      return new Promise((resolve, reject) => {
        const finish = (created: AppId | null, reason: Problem) => {
          resolve(failed(reason));
          tell(scan, { kind: 'failed', problem: reason, created });
        };
        void deps
          .connectByScan({ ...wish, name: '', locale: deps.locale(), also }, chooser(scan, choice), {
            onLink: (link, lifeMs) => {
              scan.link = link;
              resolve(ok({ ...qrPath(link), until: Date.now() + lifeMs }));
            },
            onNews: (kind) => tell(scan, { kind }),
            signal: scan.left.signal,
          })
          // A bug: the page is told so, and the log.
          .then((end) => (end.ok ? connected(scan, end.value) : finish(end.created, end.problem)), reject);
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

    keepScanned: ({ choice }) => {
      current?.choose?.(choice);
      if (current) current.choose = null;
      return ok(undefined);
    },

    buzzMyself: () => {
      const id = deps.connectWindow.workspaceId();
      deps.connectWindow.close();
      if (id === null) return failed(problem('workspace-gone'));
      const changed = deps.store.changeSettings({ currentWorkspaceId: id });
      if (!changed.ok) return changed;
      const person = scanner?.id === id ? scanner.person : null;
      return ok(deps.popup.showAtTray({ screen: 'test-buzz', ...(person && { person }) }));
    },

    openScan: () => ok(current?.link ? deps.openScanLink(current.link) : undefined),
    copyScan: () => ok(current?.link ? deps.copyText(current.link) : undefined),
    stopScan: () => ok(leave()),
  };
};
