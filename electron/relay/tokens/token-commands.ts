import type { WorkspaceId } from '../../contract/model/ids';
import type { HookId } from '../../contract/relay';
import type { ServeCommand } from '../config/arguments';
import type { SayServe } from '../words/serve-words';
import { makeToken } from './token';
import type { TokenStore } from './token-store';

type TokenCommand = Extract<ServeCommand, { kind: `token-${string}` }>;

/** What a command says and how it ends. stdout holds the token or the list alone. */
interface Said {
  exit: 0 | 1 | 2;
  stdout: string;
  stderr: string;
}

/** Carries out `serve token …`, whether or not a relay runs there. */
export const runTokenCommand = async (
  command: TokenCommand,
  deps: {
    store: TokenStore;
    workspaces: readonly WorkspaceId[];
    hooks: readonly { id: HookId; workspaceId: WorkspaceId }[];
    now: number;
    say: SayServe;
  },
): Promise<Said> => {
  const { store, say } = deps;
  const refuse = (exit: 1 | 2, stderr: string): Said => ({ exit, stdout: '', stderr: `${stderr}\n` });
  const tokens = await store.read();
  if (tokens === null) return refuse(1, say('tokens-damaged', { file: store.place }));
  switch (command.kind) {
    case 'token-list': {
      const rows = tokens.map(({ id, name, grants, hooks }) => {
        const rights = Object.entries(grants).map(([workspace, list]) => `${shortId(workspace)}:${list.join(',')}`);
        const only = hooks ? `  hook:${hooks.join(',')}` : '';
        return `${id}  ${rights.join(' ')}${only}  ${name.replace(/\p{Cc}/gu, ' ')}\n`;
      });
      return { exit: 0, stdout: rows.join(''), stderr: rows.length === 0 ? `${say('token-none')}\n` : '' };
    }
    case 'token-remove': {
      if (!(await store.remove(command.id))) return refuse(2, say('token-unknown', { id: command.id }));
      return { exit: 0, stdout: '', stderr: `${say('token-removed', { id: command.id })}\n` };
    }
    case 'token-add': {
      const ids = deps.workspaces;
      // With one workspace there is nothing to choose.
      const wanted = command.workspaces.length === 0 && ids.length === 1 ? ids.map(shortId) : command.workspaces;
      if (wanted.length === 0) return refuse(2, say('option-needed', { option: '--workspace' }));
      const unknown = wanted.find((name) => !ids.some((id) => shortId(id) === name));
      if (unknown !== undefined) {
        return refuse(2, say('token-workspace', { id: unknown, ids: ids.map(shortId).join(' ') }));
      }
      const there = deps.hooks.filter(({ workspaceId }) => wanted.some((name) => `ws_${name}` === workspaceId));
      const strange = command.hooks.find((name) => !there.some(({ id }) => id === name));
      if (strange !== undefined) {
        return refuse(2, say('token-hook', { id: strange, ids: there.map(({ id }) => id).join(' ') }));
      }
      if (command.hooks.length > 0 && !command.rights.includes('hook')) return refuse(2, say('token-hook-right'));
      const { stored, text } = makeToken({
        name: command.name,
        grants: Object.fromEntries(wanted.map((name) => [`ws_${name}`, [...command.rights]])),
        ...(command.hooks.length > 0 ? { hooks: [...new Set(command.hooks)] } : {}),
        buzzesPerHour: command.buzzesPerHour,
        paidPerHour: command.paidPerHour,
        createdAt: deps.now,
      });
      await store.add(stored);
      return { exit: 0, stdout: `${text}\n`, stderr: `${say('token-added', { id: stored.id })}\n` };
    }
  }
};

/** An id as the configuration has it. */
const shortId = (id: string): string => id.replace(/^ws_/, '');
