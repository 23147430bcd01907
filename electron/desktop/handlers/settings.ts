import { adviceWords } from '../../contract/advice/advice-words';
import { failed, ok, problem } from '../../contract/advice/problem';
import type { HotkeyState, Startup } from '../../contract/ipc/startup';
import type { WorkspaceId } from '../../contract/model/ids';
import { practiceId } from '../../contract/model/workspace';
import type { GroupHotkeys } from '../hotkeys/group-hotkeys';
import type { Handlers } from '../ipc/ipc-host';
import { type Answerable, type Program, workspaceNews } from '../program';

type Settings = Pick<
  Handlers,
  'changeSettings' | 'setZoom' | 'tryHotkey' | 'setRecording' | 'openConnect' | 'switchWorkspace' | 'removeWorkspace'
>;

export interface SettingsParts {
  hotkey: { set(accelerator: string): HotkeyState; pause(paused: boolean): void; state(): HotkeyState };
  groupHotkeys: Pick<GroupHotkeys, 'test'>;
  openConnect: (workspaceId: WorkspaceId | null) => void;
  /** Forgets a workspace's secret. */
  forgetSecret: (id: WorkspaceId) => void;
  /** Theme, language, tray menu: what follows a changed setting at once. */
  onChanged: () => void;
}

/** What changes for every window when a setting does. */
export const settingsNews = (
  program: Answerable,
  hotkey: HotkeyState,
): Pick<Startup, 'settings' | 'locale' | 'advice' | 'words' | 'hotkey' | 'askerName'> => ({
  settings: program.store.settings(),
  locale: program.locale(),
  advice: adviceWords[program.locale()],
  words: program.pageWords(),
  hotkey,
  askerName: program.askerName(),
});

export const answerSettings = (program: Program, parts: SettingsParts): Settings => {
  const { store, broadcast, open } = program;
  const tell = () => {
    parts.onChanged();
    broadcast('settingsChanged', settingsNews(program, parts.hotkey.state()));
  };
  const goTo = (workspaceId: WorkspaceId) => {
    const changed = store.changeSettings({ currentWorkspaceId: workspaceId });
    if (changed.ok) {
      parts.onChanged();
      broadcast('workspacesChanged', workspaceNews(program));
    }
    return changed.ok ? ok(undefined) : changed;
  };

  const changeSettings = (change: Parameters<Settings['changeSettings']>[0]) => {
    const changed = store.changeSettings(change);
    if (!changed.ok) return changed;
    tell();
    // The practice workspace is named in the language in force.
    if (change.language !== undefined) broadcast('workspacesChanged', workspaceNews(program));
    return changed;
  };

  return {
    changeSettings,

    setZoom: ({ zoom }) => {
      const changed = changeSettings({ zoom });
      return changed.ok ? ok(undefined) : changed;
    },

    tryHotkey: ({ accelerator }) => {
      // Ours, but a group's: not what "another program" is told of.
      const judged = parts.groupHotkeys.test(accelerator, null, '');
      if (judged.problem?.advice === 'hotkey-of-group')
        return ok({ ...judged, accelerator: parts.hotkey.state().accelerator });
      const state = parts.hotkey.set(accelerator);
      // Only what works is kept; what did not is told of and forgotten.
      if (!state.problem) {
        const changed = store.changeSettings({ hotkey: state.accelerator });
        if (!changed.ok) return changed;
      }
      tell();
      return ok(state);
    },

    setRecording: ({ recording }) => ok(parts.hotkey.pause(recording)),

    openConnect: ({ workspaceId }) => ok(parts.openConnect(workspaceId)),

    switchWorkspace: ({ workspaceId }) =>
      program.workspaces().some((workspace) => workspace.id === workspaceId)
        ? goTo(workspaceId)
        : failed(problem('workspace-gone')),

    removeWorkspace: ({ workspaceId }) => {
      if (workspaceId === practiceId) return failed(problem('practice-only'));
      const removed = store.removeWorkspace(workspaceId);
      if (!removed.ok) return removed;
      parts.forgetSecret(workspaceId);
      open.remove(workspaceId);
      return goTo(program.currentWorkspaceId() === workspaceId ? practiceId : program.currentWorkspaceId());
    },
  };
};
