import { writeFile } from 'node:fs/promises';
import { type Answer, failed, ok, type Problem, problem } from '../../contract/advice/problem';
import type { InputOf } from '../../contract/ipc/ipc';
import { consentWords } from '../../contract/rules/consent-words';
import { failureCode } from '../../storage/failure-code';
import type { SaveAs } from '../files/save-as';
import type { Program } from '../program';
import { words } from '../words/words';
import { exportOf } from './data-export';
import { deleteEverything } from './delete';
import type { DataHome } from './home';
import { moveData, moveHindrance } from './move';

export interface DataWorkParts {
  program: Pick<Program, 'store' | 'engine' | 'locale'>;
  place: DataHome;
  saveAs: SaveAs;
  /** Asks for a folder; null when the person changes their mind. */
  pickFolder: () => Promise<string | null>;
  /** Quits, does the work once nothing writes any more, and starts the app again. */
  restartAfter: (work: () => Problem | null) => void;
  now: () => number;
}

/** What Settings do with the data as a whole. Rare, so it is loaded when it is asked for. */
export interface DataWork {
  exportAll(): Promise<Answer<boolean>>;
  move(): Promise<Answer<boolean>>;
  remove(input: InputOf<'deleteData'>): Answer<void>;
}

/** Between the names of folders, in either language. */
const listed = ' · ';

export const createDataWork = (parts: DataWorkParts): DataWork => {
  const { program, place, saveAs, pickFolder, restartAfter, now } = parts;
  const busy = (): boolean => program.engine.running > 0 || program.engine.armed.length > 0;

  return {
    exportAll: async () => {
      const say = words[program.locale()];
      const day = new Date(now()).toLocaleDateString('sv-SE');
      const path = await saveAs(`feishu-buzz-${day}.json`, { name: say.jsonFile, extension: 'json' });
      if (path === null) return ok(false);
      try {
        await writeFile(path, `${JSON.stringify(exportOf(program.store, now()), null, 2)}\n`, { mode: 0o600 });
        return ok(true);
      } catch (reason) {
        return failed(problem('storage-failed', { reason: failureCode(reason) }));
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
      if (!Object.values(consentWords).includes(consent.trim())) return failed(problem('request-invalid'));
      if (busy()) return failed(problem('busy-now'));
      if (what === 'buzzes') {
        program.engine.forgetAll();
        return ok(undefined);
      }
      restartAfter(() => {
        const left = deleteEverything(place);
        return left.length > 0 ? problem('copies-left', { folders: left.join(listed) }) : null;
      });
      return ok(undefined);
    },
  };
};
