import { writeFile } from 'node:fs/promises';
import { failed, ok, problem } from '../../contract/advice/problem';
import type { AboutProgram } from '../../contract/ipc/desktop-facts';
import { failureCode } from '../../storage/failure-code';
import type { SaveAs } from '../files/file-dialogs';
import type { Handlers } from '../ipc/ipc-host';
import type { Program } from '../program';
import { words } from '../words/words';

type Asked = Pick<Handlers, 'getAbout' | 'saveDiagnostics'>;

export interface AboutParts {
  about(): AboutProgram;
  /** The diagnostics report, as one text. */
  report(program: Program): Promise<string>;
  saveAs: SaveAs;
}

/** The program about itself: which it is, whether a newer one is on its way, and the report for whoever helps. */
export const answerAbout = (program: Program, { about, report, saveAs }: AboutParts): Asked => ({
  getAbout: () => ok(about()),

  saveDiagnostics: async () => {
    const day = new Date().toLocaleDateString('sv-SE');
    const kind = { name: words[program.locale()].textFile, extension: 'txt' };
    const file = await saveAs(`feishu-buzz-diagnostics-${day}.txt`, kind);
    if (file === null) return ok(false);
    try {
      await writeFile(file, await report(program), { mode: 0o600 });
      return ok(true);
    } catch (reason) {
      return failed(problem('storage-failed', { reason: failureCode(reason) }));
    }
  },
});
