import type { CommandRequest } from '../../protocol/command';
import type { CommandEnd } from '../../protocol/reply';
import { pickWorkspace } from '../pick-workspace';
import { createSpeaker } from '../speaker';
import { answerList, answerRecall, answerShow, answerStop } from './buzzes';
import { answerConnect } from './connect';
import type { CommandContext, CommandParts } from './context';
import { answerDoctor } from './doctor';
import { answerGroupsExport, answerGroupsImport, answerGroupsList } from './groups';
import { joined } from './read-who';
import { answerMessage, answerSend } from './send';

const answer = async ({ command, workspace }: CommandRequest, context: CommandContext): Promise<CommandEnd> => {
  const { popup, speaker } = context;
  const done = () => speaker.answer(0, { ok: true }, '');
  switch (command.kind) {
    case 'send':
      return answerSend(command, context);
    case 'message':
      return answerMessage(command, context);
    case 'show':
      return answerShow(command, context);
    case 'list':
      return answerList(command, workspace !== null, context);
    case 'stop':
      return answerStop(command, context);
    case 'recall':
      return answerRecall(command, context);
    case 'groups-list':
      return answerGroupsList(context);
    case 'groups-export':
      return answerGroupsExport(command, context);
    case 'groups-import':
      return answerGroupsImport(command, context);
    case 'connect':
      return answerConnect(command, context);
    case 'doctor':
      return answerDoctor(context);
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

/** Carries out one command that came over the socket: which workspace it is about, then the answer to it. */
export const createCommandRunner =
  (parts: CommandParts) =>
  async (request: CommandRequest, tell: (text: string) => void, signal: AbortSignal): Promise<CommandEnd> => {
    const { program } = parts;
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
    return answer(request, { ...parts, workspace: picked.workspace, speaker, signal });
  };
