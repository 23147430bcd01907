import { failed, ok, problem } from '../../contract/advice/problem';
import type { ConnectView } from '../../contract/ipc/connect';
import type { WorkspaceId } from '../../contract/model/ids';
import type { Ladder } from '../../contract/model/ladder';
import { defaultSettings, firstLadderName, type Locale } from '../../contract/model/settings';
import { practiceId, type WorkspaceView } from '../../contract/model/workspace';
import type { OpenWorkspaces } from '../../core/open-workspaces';
import type { Store } from '../../core/ports/store';
import type { GroupHotkeys } from '../hotkeys/group-hotkeys';
import type { Hotkey } from '../hotkeys/window-hotkey';
import type { Handlers } from '../ipc/ipc-host';

export interface SettingsHandlersDeps {
  store: Store;
  locale: () => Locale;
  open: Pick<OpenWorkspaces, 'remove'>;
  workspaces: () => readonly WorkspaceView[];
  currentWorkspaceId: () => WorkspaceId;
  hotkey: Hotkey;
  groupHotkeys: Pick<GroupHotkeys, 'test'>;
  /** Tells the windows the settings and the hotkey in force, although no setting was written. */
  tellSettings: () => void;
  openConnect: (workspaceId: WorkspaceId | null, view?: ConnectView, also?: readonly string[]) => void;
  forgetSecret: (id: WorkspaceId) => void;
}

type SettingsHandlers = Pick<
  Handlers,
  | 'changeSettings'
  | 'setZoom'
  | 'tryHotkey'
  | 'setRecording'
  | 'awaitHotkey'
  | 'openConnect'
  | 'switchWorkspace'
  | 'removeWorkspace'
>;

/** The ladders, the one that comes with the app called by what it does in this language, unless a person has called it otherwise. */
const withFirstName = (ladders: readonly Ladder[], locale: Locale): Ladder[] => {
  const [first] = defaultSettings.ladders;
  return ladders.map((ladder) =>
    ladder.id === first?.id && ladder.name === first.name ? { ...ladder, name: firstLadderName[locale] } : ladder,
  );
};

/** Settings and workspaces. Everything that follows a setting (theme, tray, windows) subscribes to the store. */
export const settingsHandlers = (deps: SettingsHandlersDeps): SettingsHandlers => {
  const { store, locale, hotkey, currentWorkspaceId } = deps;
  const switchTo = (workspaceId: WorkspaceId) => {
    const changed = store.changeSettings({ currentWorkspaceId: workspaceId });
    return changed.ok ? ok(undefined) : changed;
  };

  return {
    changeSettings: (change) => {
      const before = store.settings();
      // At the end of the welcome the language is settled, in which the first ladder says what it does.
      const named = change.welcomed && !before.welcomed && !change.ladders;
      return store.changeSettings(named ? { ...change, ladders: withFirstName(before.ladders, locale()) } : change);
    },

    setZoom: ({ zoom }) => {
      const changed = store.changeSettings({ zoom });
      return changed.ok ? ok(undefined) : changed;
    },

    tryHotkey: ({ accelerator }) => {
      // One of this app's own groups has it: "taken by another program" would be wrong. Or other programs need it.
      const judged = deps.groupHotkeys.test(accelerator, null, '');
      if (judged.problem?.advice === 'hotkey-of-group' || judged.problem?.advice === 'hotkey-everyday')
        return ok({ ...judged, accelerator: hotkey.state().accelerator });
      const state = hotkey.set(accelerator);
      // Only a shortcut that is in force is saved; the problem with another is told and forgotten.
      if (state.accelerator !== accelerator) deps.tellSettings();
      else {
        const changed = store.changeSettings({ hotkey: state.accelerator });
        if (!changed.ok) return changed;
      }
      return ok(state);
    },

    setRecording: ({ recording }) => ok(hotkey.pause(recording)),

    awaitHotkey: ({ waiting }) => {
      hotkey.awaitTrial(waiting);
      // A press that arrived ends the doubt about it.
      if (!waiting) deps.tellSettings();
      return ok(undefined);
    },

    openConnect: ({ workspaceId, view, also }) => ok(deps.openConnect(workspaceId, view, also)),

    switchWorkspace: ({ workspaceId }) =>
      deps.workspaces().some((workspace) => workspace.id === workspaceId)
        ? switchTo(workspaceId)
        : failed(problem('workspace-gone')),

    removeWorkspace: ({ workspaceId }) => {
      if (workspaceId === practiceId) return failed(problem('practice-only'));
      const removed = store.removeWorkspace(workspaceId);
      if (!removed.ok) return removed;
      deps.forgetSecret(workspaceId);
      deps.open.remove(workspaceId);
      return switchTo(currentWorkspaceId() === workspaceId ? practiceId : currentWorkspaceId());
    },
  };
};
