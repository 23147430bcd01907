import { app, BrowserWindow, clipboard, dialog, nativeImage, shell } from 'electron';
import { type Answer, problem } from '../contract/advice/problem';
import { mostGivenPicture } from '../contract/limits';
import type { Picture } from '../contract/model/message/picture';
import { type ConnectByScan, createConnectByScan } from '../core/connect-by-scan';
import { type ConnectWorkspace, createConnectWorkspace } from '../core/connect-workspace';
import { systemClock } from '../core/ports/clock';
import { startAbout } from '../desktop/about/about';
import { openComposeLink } from '../desktop/command-line/launch/open-compose-link';
import type { DataHome } from '../desktop/data/home';
import {
  createOpenFile,
  createOpenPictures,
  createPickFolder,
  createSaveAs,
  overWindow,
  readFile,
} from '../desktop/files/file-dialogs';
import { askHands } from '../desktop/handlers/ask-hands';
import { createHandlers } from '../desktop/handlers/create-handlers';
import { keepPicture } from '../desktop/handlers/pictures/picture-handlers';
import { hotkeyLimit } from '../desktop/hotkeys/wayland-limit';
import type { LaterHandlers } from '../desktop/ipc/ipc-host';
import { createRestartAfter } from '../desktop/lifecycle/restart-after';
import { startAgain } from '../desktop/lifecycle/start-again';
import { clipboardPicture } from '../desktop/pictures/clipboard-picture';
import { createOpenLink } from '../desktop/security/open-link';
import type { DesktopPart } from './desktop';
import type { EnginePart } from './engine';
import type { FeishuPart } from './feishu';
import type { HandOverPart } from './hand-over';
import type { InboxPart } from './inbox';
import type { ListeningPart } from './listening';
import type { RelayPart } from './relay';
import type { SettingsPart } from './settings';
import type { Shell, ShownShell } from './shell';

export interface RequestsPartDeps
  extends Pick<Shell, 'platform' | 'log' | 'popup' | 'hotkey' | 'quitGuard' | 'broadcast' | 'hands'>,
    Pick<ShownShell, 'connectWindow'>,
    Omit<SettingsPart, 'handlers'>,
    FeishuPart,
    RelayPart,
    EnginePart,
    HandOverPart,
    ListeningPart,
    Pick<InboxPart, 'inbox'>,
    DesktopPart {
  place: DataHome;
}

/** The sixth part: the handlers of all requests but the first, with the dialogs, links and files they use. */
export interface RequestsPart {
  handlers: LaterHandlers;
  connectWorkspace: ConnectWorkspace;
  connectByScan: ConnectByScan;
  /** Takes a picture file for a draft, by its whole path. */
  takePicture: (path: string) => Promise<Answer<Picture>>;
  /** Opens Compose with the contents of a `feishu-buzz:` link. */
  openLink(link: string): void;
}

export const startRequests = (deps: RequestsPartDeps): RequestsPart => {
  const { platform, log, popup, vault, place, connectWindow } = deps;
  const { env, argv, pid } = process;
  const dialogs = overWindow(dialog, () => BrowserWindow.getFocusedWindow());
  const hold = (holding: boolean) => popup.setDialog(holding);
  const saveAs = createSaveAs(dialogs, hold);
  const openInBrowser = createOpenLink(shell);
  const connectWorkspace = createConnectWorkspace({ ...deps, listeningOf: deps.listening.of, saveSecret: vault.save });
  const connectByScan = createConnectByScan({
    ...deps,
    connect: connectWorkspace,
    clock: systemClock,
    onLeft: (end) => {
      if (!end.ok) {
        if (end.created !== null) deps.raise(problem('scan-not-connected', { appId: end.created }));
        return;
      }
      const { workspace, scanner } = end.value;
      if (vault.view(workspace.id).backend === 'session')
        deps.raise(problem('scan-kept-in-memory', { name: workspace.name }));
      popup.showAtTray({ screen: 'test-buzz', ...(scanner && { person: scanner }) });
    },
  });

  const loadDataWork = async () => {
    const { createDataWork } = await import('../desktop/data/data-work');
    return createDataWork({
      ...deps,
      saveAs,
      pickFolder: createPickFolder(dialogs, hold, deps.locale),
      restartAfter: createRestartAfter({
        app,
        argv,
        quit: deps.quitGuard.force,
        startAgain: (args) => startAgain({ app, platform, env, pid }, args),
      }),
      now: Date.now,
    });
  };

  const created = createHandlers({
    ...deps,
    about: startAbout({ ...deps, app, env, home: place.home }),
    connectWorkspace,
    connectByScan,
    copyText: (text) => clipboard.writeText(text),
    forgetSecret: (id) => void vault.remove(id),
    hotkeyLimit: hotkeyLimit(platform, env),
    loadDataWork,
    images: nativeImage,
    openConnect: connectWindow.open,
    openFile: createOpenFile(dialogs, hold),
    openPictures: createOpenPictures(dialogs, hold, deps.locale),
    openFeishu: (url) => void shell.openExternal(url).catch((reason: unknown) => log.error('open-chat', reason)),
    openScanLink: (url) => void shell.openExternal(url).catch((reason: unknown) => log.error('open-link', reason)),
    openFolder: (path) => shell.openPath(path),
    openLink: (link) => void openInBrowser(link).catch((reason: unknown) => log.error('open-link', reason)),
    readClipboard: () => clipboard.readText(),
    readClipboardPicture: () => clipboardPicture(clipboard),
    saveAs,
  });
  return {
    handlers: askHands(created, deps),
    connectWorkspace,
    connectByScan,
    takePicture: async (path) => {
      const file = await readFile(path, mostGivenPicture);
      return file.ok ? keepPicture({ ...deps, images: nativeImage }, file.value.bytes, false) : file;
    },
    openLink: (link) => openComposeLink(link, { ...deps, show: popup.showAtTray }),
  };
};
