import { ok } from '../../contract/problem';
import { fileWords } from '../activity-export/csv-words';
import { exportActivity } from '../activity-export/export-activity';
import type { Handlers } from '../ipc-host';
import type { SaveAs } from '../save-as';
import type { Program } from './program';

type Activity = Pick<Handlers, 'listActivity' | 'exportActivity' | 'repeatBuzz'>;

export interface ActivityParts {
  saveAs: SaveAs;
}

/** Activity: every buzz there was, found again, taken along, made again. */
export const answerActivity = ({ engine, store, locale }: Program, { saveAs }: ActivityParts): Activity => ({
  listActivity: (page) => ok(engine.list(page)),

  exportActivity: async (search) => {
    const today = new Date().toLocaleDateString('sv-SE');
    const file = await saveAs(`${fileWords[locale()]} ${today}.csv`, { name: 'CSV', extension: 'csv' });
    return file === null ? ok(null) : exportActivity(engine, search, file, locale());
  },

  repeatBuzz: ({ id }) => engine.repeat(id, (workspaceId) => store.groups(workspaceId)),
});
