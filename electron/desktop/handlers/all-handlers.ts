import type { Startup } from '../../contract/ipc/startup';
import type { LaterHandlers } from '../ipc/ipc-host';
import type { Program } from '../program';
import { type AboutParts, answerAbout } from './about';
import { type ActivityParts, answerActivity, answerBoard, answerBoardWindow } from './board';
import { answerMessages } from './chats';
import { answerCompose, answerTemplates, type TemplateParts } from './compose';
import { answerConnect, type ConnectParts } from './connect';
import { answerDesktop, type DesktopParts } from './desktop';
import { answerDirectory } from './directory';
import type { GroupsFileParts } from './groups';
import { answerGroups } from './groups';
import { answerSettings, type SettingsParts } from './settings';
import { answerShell, type ShellParts } from './shell';

/** The answer to every request of the contract but the first; one that is missing does not compile. */
export const createAnswers = (
  program: Program,
  parts: {
    platform: Startup['platform'];
    shell: ShellParts;
    about: AboutParts;
    activity: ActivityParts;
    settings: SettingsParts;
    connect: ConnectParts;
    desktop: DesktopParts;
    groups: GroupsFileParts;
    templates: TemplateParts;
  },
): LaterHandlers => ({
  ...answerShell(program, parts.shell),
  ...answerAbout(program, parts.about),
  ...answerCompose(program),
  ...answerDirectory(program),
  ...answerBoard(program),
  ...answerBoardWindow(program, parts.platform),
  ...answerActivity(program, parts.activity),
  ...answerGroups(program, parts.groups),
  ...answerMessages(program),
  ...answerSettings(program, parts.settings),
  ...answerConnect(program, parts.connect),
  ...answerDesktop(program, parts.desktop),
  ...answerTemplates(program, parts.templates),
});
