import { type Answer, failed, ok, type Problem, problem } from '../../contract/advice/problem';
import type { InputOf } from '../../contract/ipc/ipc';
import { localDay, type Zone } from '../../contract/local-time';
import type { Group } from '../../contract/model/group';
import type { WorkspaceId } from '../../contract/model/ids';
import type { Locale } from '../../contract/model/settings';
import { practiceId } from '../../contract/model/workspace';
import { plainText } from '../../contract/plain-text';
import { consentWords } from '../../contract/rules/consent';
import type { Engine } from '../../core/buzz/engine/engine';
import { groupsJson } from '../../core/directory/groups-file/groups-json';
import type { Store } from '../../core/ports/store';
import { fileErrorCodeOf } from '../../core/text/error-code';
import { writePrivate } from '../../storage/private/private-files';
import type { SaveAs } from '../files/file-dialogs';
import { words } from '../words/words';
import { deleteEverything } from './delete';
import type { DataHome } from './home';
import { moveData, moveHindrance } from './move';

export interface DataWorkDeps {
  store: Pick<Store, 'settings' | 'workspaces' | 'groups'>;
  engine: Pick<Engine, 'running' | 'armed' | 'elsewhere' | 'forgetAll'>;
  locale: () => Locale;
  zone: () => Zone;
  place: DataHome;
  saveAs: SaveAs;
  /** Asks the person for a folder; null when they cancel. */
  pickFolder: () => Promise<string | null>;
  /** Quits, does the work once nothing writes any more, and starts the app again. */
  restartAfter: (work: () => Problem | null) => void;
  now: () => number;
}

/** Exports, moves and deletes the data as a whole. Rarely used, so it is loaded with the first use. */
export interface DataWork {
  exportAll(): Promise<Answer<boolean>>;
  move(): Promise<Answer<boolean>>;
  remove(input: InputOf<'deleteData'>): Answer<void>;
}

/** Separator between the names of folders, in both languages. */
const separator = ' · ';

export const createDataWork = (deps: DataWorkDeps): DataWork => {
  const { store, engine, locale, place, saveAs, pickFolder, restartAfter, now } = deps;
  const busy = (): boolean => engine.running > 0 || engine.armed.length + engine.elsewhere.length > 0;

  return {
    exportAll: async () => {
      const say = words[locale()];
      const day = localDay(now(), deps.zone());
      const path = await saveAs(`feishu-buzz-${day}.json`, { name: say.jsonFile, extension: 'json' });
      if (path === null) return ok(false);
      try {
        await writePrivate(path, `${JSON.stringify(exportOf(store, now()), null, 2)}\n`);
        return ok(true);
      } catch (reason) {
        return failed(problem('storage-failed', { reason: fileErrorCodeOf(reason) }));
      }
    },

    move: async () => {
      if (place.fixed) return failed(problem('move-fixed'));
      if (busy()) return failed(problem('busy-now'));
      const folder = await pickFolder();
      if (folder === null) return ok(false);
      const hindrance = moveHindrance(place.home, folder);
      if (hindrance) return failed(hindrance);
      // Asked again: the dialog may have been open for long.
      if (busy()) return failed(problem('busy-now'));
      restartAfter(() => moveData(place, folder));
      return ok(true);
    },

    remove: ({ what, consent }) => {
      if (!Object.values(consentWords).includes(plainText(consent))) return failed(problem('request-invalid'));
      if (busy()) return failed(problem('busy-now'));
      if (what === 'buzzes') {
        engine.forgetAll();
        return ok(undefined);
      }
      restartAfter(() => {
        const left = deleteEverything(place);
        return left.length > 0 ? problem('copies-left', { folders: left.join(separator) }) : null;
      });
      return ok(undefined);
    },
  };
};

/**
 * Everything that a person has set up, as one readable object: settings with ladders and templates, workspaces with their
 * groups. It holds no secret (the store has none) and no buzz (Activity has an export of its own). Each workspace's `groups`
 * are those of a groups file.
 */
export const exportOf = (store: Pick<Store, 'settings' | 'workspaces' | 'groups'>, at: number) => {
  const groupsOf = (id: WorkspaceId): readonly unknown[] => groupsJson(store.groups(id) as Group[]).groups;
  return {
    version: 1 as const,
    exportedAt: new Date(at).toISOString(),
    settings: store.settings(),
    workspaces: [
      { id: practiceId, practice: true, groups: groupsOf(practiceId) },
      ...store.workspaces().map((workspace) => ({ ...workspace, practice: false, groups: groupsOf(workspace.id) })),
    ],
  };
};
