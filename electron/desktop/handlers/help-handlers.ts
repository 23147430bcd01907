import { type Answer, failed, ok, problem } from '../../contract/advice/problem';
import type { InputOf } from '../../contract/ipc/ipc';
import type { Board, BoardPerson } from '../../contract/model/board';
import type { WorkspaceId } from '../../contract/model/ids';
import { practiceId, type Workspace } from '../../contract/model/workspace';
import { chatLink } from '../../contract/rules/addresses';
import { callableId } from '../../contract/rules/person-key';
import { personOfId } from '../../contract/rules/person-of-id';
import type { Engine } from '../../core/buzz/engine/engine';
import type { Directory } from '../../core/directory/directory';
import type { FeishuApp } from '../../core/feishu/feishu';
import type { Store } from '../../core/ports/store';
import type { Handlers } from '../ipc/ipc-host';

export interface HelpHandlersDeps {
  engine: Pick<Engine, 'board'>;
  store: Pick<Store, 'groups'>;
  open: {
    feishu: (id: WorkspaceId) => Answer<Pick<FeishuApp, 'readMobile'>>;
    directory: (id: WorkspaceId) => Answer<Pick<Directory, 'knownPerson'>>;
  };
  findWorkspace: (id: Workspace['id']) => Workspace | null;
  /** Opens an address in Feishu's client. */
  openFeishu: (url: string) => void;
}

/** Most colleagues who are named as those to ask. */
const mostToAsk = 3;

/** What else helps with a person whom a buzz did not move: their chat, their number, and who may pass it on. */
export const helpHandlers = (deps: HelpHandlersDeps): Pick<Handlers, 'getHelp' | 'openChat' | 'getNumber'> => {
  const find = ({ id, person: key }: InputOf<'getHelp'>): Answer<{ board: Board; person: BoardPerson }> => {
    const board = deps.engine.board(id);
    if (!board.ok) return board;
    const person = board.value.people.find((each) => each.key === key);
    return person ? ok({ board: board.value, person }) : failed(problem('buzz-gone'));
  };
  /** The person as the directory knows them, without a call. */
  const known = ({ workspaceId }: Board, person: BoardPerson) => {
    const directory = deps.open.directory(workspaceId);
    return directory.ok ? directory.value.knownPerson(personOfId(person)) : undefined;
  };
  /** Address of the person's chat; null where Feishu's client opens none. */
  const linkOf = (board: Board, person: BoardPerson): string | null => {
    const workspace = board.workspaceId === practiceId ? null : deps.findWorkspace(board.workspaceId);
    const openId = personOfId(person).openId ?? known(board, person)?.openId;
    return workspace && openId ? chatLink(workspace.brand, openId) : null;
  };
  return {
    getHelp: (input) => {
      const found = find(input);
      if (!found.ok) return found;
      const { board, person } = found.value;
      const department = known(board, person)?.department ?? null;
      const readers = board.people
        .filter((each) => each.readAt !== null && each.key !== person.key)
        .map((each) => ({ key: each.key, name: each.name, department: known(board, each)?.department ?? null }));
      const near = readers.filter((each) => department !== null && each.department === department);
      const ask = [...near, ...readers.filter((each) => !near.includes(each))].slice(0, mostToAsk);
      return ok({ chat: linkOf(board, person) !== null, number: person.id !== null, ask });
    },

    openChat: (input) => {
      const found = find(input);
      if (!found.ok) return found;
      const url = linkOf(found.value.board, found.value.person);
      return url === null ? failed(problem('chat-not-openable')) : ok(deps.openFeishu(url));
    },

    getNumber: async (input) => {
      const found = find(input);
      if (!found.ok) return found;
      const { board, person } = found.value;
      const { idType, id } = person;
      const written = deps.store
        .groups(board.workspaceId)
        .flatMap((group) => group.members)
        .find((member) => member.mobile && id !== null && callableId(member)?.id === id)?.mobile;
      if (written) return ok(written);
      const feishu = deps.open.feishu(board.workspaceId);
      if (!feishu.ok) return feishu;
      if (idType === null || id === null) return failed(problem('number-hidden'));
      const answer = await feishu.value.readMobile({ idType, id });
      if (!answer.ok) return failed(answer.failure.problem);
      return answer.value === null ? failed(problem('number-hidden')) : ok(answer.value);
    },
  };
};
