import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { isOurs, pointerName } from './data-files';

/**
 * Deletes everything this program wrote, in the folder in use and in the one it would use by itself (a move leaves a copy
 * there). To be called when nothing writes any more.
 */
export const deleteEverything = (place: { base: string; home: string }): void => {
  for (const folder of new Set([place.home, place.base])) {
    for (const name of readdirSync(folder))
      if (isOurs(name)) rmSync(join(folder, name), { recursive: true, force: true });
  }
  rmSync(join(place.base, pointerName), { force: true });
};
