import type { Startup } from '../../../contract/ipc/shell';
import type { Program } from '../../program';
import type { LaterHandlers } from '../ipc-host';
import { type AboutParts, answerAbout } from './about';
import { type ActivityParts, answerActivity } from './answer-activity';
import { answerBoard } from './answer-board';
import { answerBoardWindow } from './answer-board-window';
import { answerCompose } from './answer-compose';
import { answerGroups } from './answer-groups';
import type { GroupsFileParts } from './answer-groups-file';
import { answerMessages } from './answer-messages';
import { answerTemplates, type TemplateParts } from './answer-templates';
import { answerConnect, type ConnectParts } from './connect';
import { answerDesktop, type DesktopParts } from './desktop';
import { answerDirectory } from './directory';
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
