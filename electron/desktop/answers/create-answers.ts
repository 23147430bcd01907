import type { Startup } from '../../contract/shell';
import type { LaterHandlers } from '../ipc-host';
import { type AboutParts, answerAbout } from './answer-about';
import { type ActivityParts, answerActivity } from './answer-activity';
import { answerBoard } from './answer-board';
import { answerBoardWindow } from './answer-board-window';
import { answerCompose } from './answer-compose';
import { answerConnect, type ConnectParts } from './answer-connect';
import { answerDesktop, type DesktopParts } from './answer-desktop';
import { answerDirectory } from './answer-directory';
import { answerGroups } from './answer-groups';
import type { GroupsFileParts } from './answer-groups-file';
import { answerMessages } from './answer-messages';
import { answerSettings, type SettingsParts } from './answer-settings';
import { answerShell, type ShellParts } from './answer-shell';
import { answerTemplates, type TemplateParts } from './answer-templates';
import type { Program } from './program';

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
