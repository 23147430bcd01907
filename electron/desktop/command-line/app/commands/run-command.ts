import { sentenceOf } from '../../../../contract/advice/advice-words';
import type { WorkspaceView } from '../../../../contract/model/workspace';
import { isWorkspaceInDoubt } from '../../../notices/notices';
import type { Command, CommandRequest } from '../../protocol/command';
import type { CommandEnd } from '../../protocol/reply';
import { pickWorkspace } from '../pick-workspace';
import { createSpeaker } from '../speaker';
import { runList, runRecall, runShow, runStop } from './buzz-commands';
import { runConnect, runDoctor } from './connection-commands';
import type { CommandDeps, ProgramContext } from './context';
import { runGroupsExport, runGroupsImport, runGroupsList } from './group-commands';
import { runInbox, runInboxDismiss, runInboxReply } from './inbox-commands';
import { runListen } from './listen-command';
import { joined } from './read-who';
import { runScan } from './scan-command';
import { runMessage, runSend } from './send-commands';

/** Commands about the program, or about a buzz that knows its workspace. They work whatever became of the settings. */
type ProgramCommand = Extract<
  Command,
  { kind: 'show' | 'list' | 'stop' | 'recall' | 'connect' | 'scan' | 'open' | 'toggle' | 'quick' | 'link' | 'quit' }
>;

const isProgramCommand = (command: Command): command is ProgramCommand => {
  switch (command.kind) {
    case 'show':
    case 'list':
    case 'stop':
    case 'recall':
    case 'connect':
    case 'scan':
    case 'open':
    case 'toggle':
    case 'quick':
    case 'link':
    case 'quit':
      return true;
    default:
      return false;
  }
};

const runInProgram = (
  command: ProgramCommand,
  name: string | null,
  context: ProgramContext,
): CommandEnd | Promise<CommandEnd> => {
  const { popup, speaker } = context;
  const done = () => speaker.answer(0, { ok: true }, '');
  switch (command.kind) {
    case 'show':
      return runShow(command, context);
    case 'list': {
      const picked = name === null ? null : workspaceOf(name, context);
      return picked?.ok === false ? picked.end : runList(command, picked?.workspace ?? null, context);
    }
    case 'stop':
      return runStop(command, context);
    case 'recall':
      return runRecall(command, context);
    case 'connect':
      return runConnect(command, context);
    case 'scan':
      return runScan(command, context);
    case 'open':
      popup.showAtTray();
      return done();
    case 'toggle':
      popup.toggleAtTray();
      return done();
    case 'quick':
      popup.showQuick();
      return done();
    case 'link':
      context.openLink(command.link);
      return done();
    case 'quit': {
      const hindrance = command.force ? null : context.quitHindrance();
      return hindrance ? speaker.refuse(2, 'notDone', hindrance) : done();
    }
  }
};

const runInWorkspace = (
  command: Exclude<Command, ProgramCommand>,
  name: string | null,
  context: ProgramContext,
): CommandEnd | Promise<CommandEnd> => {
  const picked = workspaceOf(name, context);
  if (!picked.ok) return picked.end;
  const inWorkspace = { ...context, workspace: picked.workspace };
  switch (command.kind) {
    case 'send':
      return runSend(command, inWorkspace);
    case 'message':
      return runMessage(command, inWorkspace);
    case 'groups-list':
      return runGroupsList(inWorkspace);
    case 'groups-export':
      return runGroupsExport(command, inWorkspace);
    case 'groups-import':
      return runGroupsImport(command, inWorkspace);
    case 'doctor':
      return runDoctor(inWorkspace);
    case 'listen':
      return runListen(command, inWorkspace);
    case 'inbox':
      return runInbox(command, inWorkspace);
    case 'inbox-reply':
      return runInboxReply(command, inWorkspace);
    case 'inbox-dismiss':
      return runInboxDismiss(command, inWorkspace);
  }
};

/** The workspace of a command, or the end of the command when there is none to be sure of. */
const workspaceOf = (
  name: string | null,
  { program, speaker: { say, object, locale } }: ProgramContext,
): { ok: true; workspace: WorkspaceView } | { ok: false; end: CommandEnd } => {
  const picked = pickWorkspace(name, {
    workspaces: program.workspaces(),
    current: program.currentWorkspaceId(),
    lastReal: program.store.settings().lastRealWorkspaceId,
    damaged: isWorkspaceInDoubt(program.damage()),
    lost: program.lostWorkspace,
  });
  const refuse = (advice: string) => ({ ok: false, end: object(2, 'notDone', advice) }) as const;
  switch (picked.kind) {
    case 'picked':
      return { ok: true, workspace: picked.workspace };
    case 'unknown':
      return refuse(say('workspaceUnknown', { name: picked.name, candidates: joined(picked.candidates) }));
    case 'ambiguous':
      return refuse(say('workspaceAmbiguous', { name: picked.name, candidates: joined(picked.candidates) }));
    case 'unsure':
      return refuse(say('workspaceUnsure', { candidates: joined(picked.candidates) }));
    case 'lost':
      return refuse(say('workspaceLost', { why: sentenceOf(picked.problem, locale) }));
  }
};

/** Carries out commands that came over the socket: tells what is damaged, then runs the command, in a workspace if it needs one. */
export const createCommandRunner =
  (deps: CommandDeps) =>
  async (
    { command, workspace: name, json, locale }: CommandRequest,
    tell: (text: string) => void,
    signal: AbortSignal,
  ): Promise<CommandEnd> => {
    const { program } = deps;
    const speaker = createSpeaker({ locale: locale ?? program.locale(), zone: program.zone, json, tell });
    for (const problem of program.damage()) tell(speaker.say('damaged', { what: sentenceOf(problem, speaker.locale) }));
    const context = { ...deps, speaker, signal };
    return isProgramCommand(command) ? runInProgram(command, name, context) : runInWorkspace(command, name, context);
  };
