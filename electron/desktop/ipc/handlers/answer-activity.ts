import { ok } from '../../../contract/advice/problem';
import { fileWords } from '../../files/csv-words';
import { exportActivity } from '../../files/export-activity';
import type { SaveAs } from '../../files/save-as';
import type { Program } from '../../program';
import type { Handlers } from '../ipc-host';

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
