import { type Answer, failed, ok, problem } from '../../contract/advice/problem';
import type { Zone } from '../../contract/local-time';
import type { Board } from '../../contract/model/board';
import type { BuzzId } from '../../contract/model/ids';
import type { Locale } from '../../contract/model/settings';
import type { ActivityQuery } from '../../core/buzz/record/ledger';
import { fileErrorCodeOf } from '../../core/text/error-code';
import { writePrivate } from '../../storage/private/private-files';
import { csvHead, csvOf } from './activity-csv';

export interface ExportSource {
  list(page: ActivityQuery): readonly { id: BuzzId }[];
  board(id: BuzzId): Answer<Board>;
}

/** Number of buzzes read from the ledger at once. */
const pageSize = 100;

/**
 * Writes every buzz a search finds to `file` as CSV, newest first, a page at a time, so that the program goes on
 * meanwhile. Answers with their number; a file that cannot be written whole is not there, or still the one from before.
 */
export const exportActivity = async (
  source: ExportSource,
  search: Omit<ActivityQuery, 'before' | 'limit'>,
  file: string,
  { locale, zone }: { locale: Locale; zone: Zone },
): Promise<Answer<number>> => {
  try {
    let count = 0;
    await writePrivate(file, async (out) => {
      await out.appendFile(csvHead(locale));
      for (let before: BuzzId | null = null; ; ) {
        const page = source.list({ ...search, before, limit: pageSize });
        const boards = page.flatMap(({ id }) => {
          const board = source.board(id);
          return board.ok ? [board.value] : [];
        });
        await out.appendFile(boards.map((board) => csvOf(board, locale, zone)).join(''));
        count += boards.length;
        const last = page.at(-1);
        if (!last || page.length < pageSize) break;
        before = last.id;
      }
    });
    return ok(count);
  } catch (error) {
    return failed(problem('storage-failed', { reason: fileErrorCodeOf(error) }));
  }
};
