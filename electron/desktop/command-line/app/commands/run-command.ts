import type { CommandRequest } from '../../protocol/command';
import type { CommandEnd } from '../../protocol/reply';
import { pickWorkspace } from '../pick-workspace';
import { createSpeaker } from '../speaker';
import { runList, runRecall, runShow, runStop } from './buzz-commands';
import { runConnect, runDoctor } from './connection-commands';
import type { CommandContext, CommandDeps } from './context';
import { runGroupsExport, runGroupsImport, runGroupsList } from './group-commands';
import { joined } from './read-who';
import { runMessage, runSend } from './send-commands';

const answer = async ({ command, workspace }: CommandRequest, context: CommandContext): Promise<CommandEnd> => {
  const { popup, speaker } = context;
  const done = () => speaker.answer(0, { ok: true }, '');
  switch (command.kind) {
    case 'send':
      return runSend(command, context);
    case 'message':
      return runMessage(command, context);
    case 'show':
      return runShow(command, context);
    case 'list':
      return runList(command, workspace !== null, context);
    case 'stop':
      return runStop(command, context);
    case 'recall':
      return runRecall(command, context);
    case 'groups-list':
      return runGroupsList(context);
    case 'groups-export':
      return runGroupsExport(command, context);
    case 'groups-import':
      return runGroupsImport(command, context);
    case 'connect':
      return runConnect(command, context);
    case 'doctor':
      return runDoctor(context);
    case 'open':
      popup.showAtTray();
      return done();
    case 'toggle':
      popup.toggleAtTray();
      return done();
    case 'quick':
      popup.showQuick();
      return done();
    case 'quit': {
      const hindrance = command.force ? null : context.quitHindrance();
      return hindrance ? speaker.refuse(2, 'notDone', hindrance) : done();
    }
  }
};

/** Carries out commands that came over the socket: picks the workspace, then runs the command in it. */
export const createCommandRunner =
  (deps: CommandDeps) =>
  async (request: CommandRequest, tell: (text: string) => void, signal: AbortSignal): Promise<CommandEnd> => {
    const { program } = deps;
    const speaker = createSpeaker({ locale: request.locale ?? program.locale(), json: request.json, tell });
    const picked = pickWorkspace(request.workspace, {
      workspaces: program.workspaces(),
      current: program.currentWorkspaceId(),
      lastReal: program.store.settings().lastRealWorkspaceId,
    });
    if (picked.kind !== 'picked') {
      const word = picked.kind === 'unknown' ? 'workspaceUnknown' : 'workspaceAmbiguous';
      const values = { name: picked.name, candidates: joined(picked.candidates) };
      return speaker.object(2, 'notDone', speaker.say(word, values));
    }
    return answer(request, { ...deps, workspace: picked.workspace, speaker, signal });
  };
