import { failed, ok, problem } from '../../contract/advice/problem';
import type { AboutProgram } from '../../contract/ipc/desktop-facts';
import { localDay, type Zone } from '../../contract/local-time';
import type { Locale } from '../../contract/model/settings';
import { fileErrorCodeOf } from '../../core/text/error-code';
import { writePrivate } from '../../storage/private/private-files';
import type { SaveAs } from '../files/file-dialogs';
import type { Handlers } from '../ipc/ipc-host';
import { words } from '../words/words';

export interface AboutHandlersDeps {
  about: {
    facts(): AboutProgram;
    /** The diagnostics report, as one text. */
    report(): Promise<string>;
  };
  locale: () => Locale;
  zone: () => Zone;
  saveAs: SaveAs;
}

/** About the program: version, updates, and the diagnostics report for a person who helps. */
export const aboutHandlers = ({
  about,
  locale,
  zone,
  saveAs,
}: AboutHandlersDeps): Pick<Handlers, 'getAbout' | 'saveDiagnostics'> => ({
  getAbout: () => ok(about.facts()),

  saveDiagnostics: async () => {
    const day = localDay(Date.now(), zone());
    const kind = { name: words[locale()].textFile, extension: 'txt' };
    const file = await saveAs(`feishu-buzz-diagnostics-${day}.txt`, kind);
    if (file === null) return ok(false);
    try {
      await writePrivate(file, await about.report());
      return ok(true);
    } catch (reason) {
      return failed(problem('storage-failed', { reason: fileErrorCodeOf(reason) }));
    }
  },
});
