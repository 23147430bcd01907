import { adviceWords } from '../../contract/advice/advice-words';
import type { WorkspaceId } from '../../contract/ids';
import { ok } from '../../contract/problem';
import type { Startup } from '../../contract/shell';
import type { Handlers } from '../ipc-host';
import type { ConnectWorkspace } from './connect-workspace';
import type { Program } from './program';

type Connect = Pick<Handlers, 'getConnect' | 'testConnection' | 'saveWorkspace' | 'closeConnect'>;

export interface ConnectParts {
  platform: Startup['platform'];
  /** The workspace the connect window was opened for; null: a new one. */
  editing: () => WorkspaceId | null;
  keyring: () => boolean;
  workspaces: ConnectWorkspace;
  close: () => void;
  /** A workspace is connected: shows where it can be used. */
  connected: () => void;
}

/** The connect window: the only window where a secret is typed. It goes to the vault and never back. */
export const answerConnect = (program: Program, parts: ConnectParts): Connect => ({
  getConnect: () => {
    const workspace = program.store.workspaces().find((each) => each.id === parts.editing()) ?? null;
    const secret = program.workspaces().find((view) => view.id === workspace?.id)?.secret;
    return ok({
      workspace,
      secretConfigured: secret?.configured ?? false,
      keyring: parts.keyring(),
      locale: program.locale(),
      advice: adviceWords[program.locale()],
      platform: parts.platform,
      theme: program.store.settings().theme,
    });
  },

  testConnection: (form) => parts.workspaces.test(form),

  saveWorkspace: async ({ form, choice }) => {
    const connected = await parts.workspaces.connect(form, choice);
    if (!connected.ok) return connected;
    parts.close();
    parts.connected();
    return ok(undefined);
  },

  closeConnect: () => ok(parts.close()),
});
