import { adviceWords } from '../../contract/advice/advice-words';
import { ok } from '../../contract/advice/problem';
import type { Startup, View } from '../../contract/ipc/startup';
import type { WorkspaceId } from '../../contract/model/ids';
import { personKey } from '../../contract/rules/person-key';
import type { ConnectWorkspace } from '../ipc/connect-workspace';
import type { Handlers } from '../ipc/ipc-host';
import type { Program } from '../program';

type Connect = Pick<Handlers, 'getConnect' | 'checkWorkspace' | 'copyScopes' | 'saveWorkspace' | 'closeConnect'>;

export interface ConnectParts {
  platform: Startup['platform'];
  /** The workspace the connect window was opened for; null: a new one. */
  editing: () => WorkspaceId | null;
  keyring: () => boolean;
  workspaces: ConnectWorkspace;
  copyText: (text: string) => void;
  close: () => void;
  /** A workspace is connected: shows where it can be used; null: where the person was. */
  connected: (view: View | null) => void;
}

const savedIn = ({ store }: Program, id: WorkspaceId) => {
  const groups = store.groups(id);
  const people = new Set(groups.flatMap((group) => group.members.map(personKey)));
  return { groups: groups.length, people: people.size };
};

/** The connect window: the only window where a secret is typed. It goes to the vault and never back. */
export const answerConnect = (program: Program, parts: ConnectParts): Connect => ({
  getConnect: async () => {
    const { checkLines } = await import('../../core/doctor/check-view');
    const workspace = program.store.workspaces().find((each) => each.id === parts.editing()) ?? null;
    const secret = program.workspaces().find((view) => view.id === workspace?.id)?.secret;
    return ok({
      workspace,
      secretConfigured: secret?.configured ?? false,
      saved: workspace ? savedIn(program, workspace.id) : { groups: 0, people: 0 },
      keyring: parts.keyring(),
      checks: checkLines(program.locale()),
      locale: program.locale(),
      advice: adviceWords[program.locale()],
      words: program.pageWords(),
      platform: parts.platform,
      theme: program.store.settings().theme,
    });
  },

  checkWorkspace: ({ form, part }) => parts.workspaces.check(form, part),

  copyScopes: async () => {
    const { scopesJson } = await import('../../core/doctor/check-scopes');
    return ok(parts.copyText(scopesJson()));
  },

  saveWorkspace: async ({ form, choice, anyway }) => {
    const connected = await parts.workspaces.connect(form, choice, anyway);
    if (!connected.ok) return connected;
    parts.close();
    // A new workspace is tried out on oneself first; one that was only changed goes on where it was.
    parts.connected(form.workspaceId === null ? { screen: 'test-buzz' } : null);
    return ok(undefined);
  },

  closeConnect: () => ok(parts.close()),
});
