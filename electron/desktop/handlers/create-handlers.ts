import type { LaterHandlers } from '../ipc/ipc-host';
import { type AboutHandlersDeps, aboutHandlers } from './about-handlers';
import {
  type ActivityHandlersDeps,
  activityHandlers,
  type BoardHandlersDeps,
  type BoardWindowHandlersDeps,
  boardHandlers,
  boardWindowHandlers,
} from './board-handlers';
import { type MessageHandlersDeps, messageHandlers } from './chat-handlers';
import {
  type ComposeHandlersDeps,
  composeHandlers,
  type TemplateHandlersDeps,
  templateHandlers,
} from './compose-handlers';
import { type ConnectHandlersDeps, connectHandlers } from './connect-handlers';
import { type DesktopHandlersDeps, desktopHandlers } from './desktop-handlers';
import { type DirectoryHandlersDeps, directoryHandlers } from './directory-handlers';
import { type GroupHandlersDeps, groupHandlers } from './group-handlers';
import { type RelayHandlersDeps, relayHandlers } from './hand-over/relay-handlers';
import { type HelpHandlersDeps, helpHandlers } from './help-handlers';
import { type InboxHandlersDeps, inboxHandlers } from './inbox/inbox-handlers';
import { type ListeningHandlersDeps, listeningHandlers } from './listening-handlers';
import { type PictureHandlersDeps, pictureHandlers } from './pictures/picture-handlers';
import { type ScanHandlersDeps, scanHandlers } from './scan/scan-handlers';
import { type SettingsHandlersDeps, settingsHandlers } from './settings-handlers';
import { type WindowHandlersDeps, windowHandlers } from './window-handlers';

export type HandlersDeps = AboutHandlersDeps &
  ActivityHandlersDeps &
  BoardHandlersDeps &
  BoardWindowHandlersDeps &
  ComposeHandlersDeps &
  ConnectHandlersDeps &
  DesktopHandlersDeps &
  DirectoryHandlersDeps &
  GroupHandlersDeps &
  HelpHandlersDeps &
  ListeningHandlersDeps &
  InboxHandlersDeps &
  MessageHandlersDeps &
  PictureHandlersDeps &
  RelayHandlersDeps &
  ScanHandlersDeps &
  SettingsHandlersDeps &
  TemplateHandlersDeps &
  WindowHandlersDeps;

/** A handler for every request of the contract but `getStartup`. A missing one does not compile. */
export const createHandlers = (deps: HandlersDeps): LaterHandlers => ({
  ...aboutHandlers(deps),
  ...pictureHandlers(deps),
  ...activityHandlers(deps),
  ...boardHandlers(deps),
  ...boardWindowHandlers(deps),
  ...composeHandlers(deps),
  ...connectHandlers(deps),
  ...desktopHandlers(deps),
  ...directoryHandlers(deps),
  ...groupHandlers(deps),
  ...helpHandlers(deps),
  ...listeningHandlers(deps),
  ...inboxHandlers(deps),
  ...messageHandlers(deps),
  ...relayHandlers(deps),
  ...scanHandlers(deps),
  ...settingsHandlers(deps),
  ...templateHandlers(deps),
  ...windowHandlers(deps),
});
