import { afterEach, beforeEach } from 'vitest';
import type { Ledger } from '../../../electron/core/buzz/record/ledger';
import { openLedger } from '../../../electron/storage/ledger/open-ledger';
import { tempFolder } from './temp-folder';

/** A ledger in a folder of its own for each test of a file, open until the test ends. */
export const keptLedger = () => {
  let folder = '';
  let ledger: Ledger | null = null;
  const close = () => ledger?.close();
  /** Opens it again after `close`; `patienceMs`: how long a write waits for another program. */
  const open = (patienceMs?: number) => {
    ledger = openLedger(folder, 0, patienceMs).ledger;
  };
  beforeEach(() => {
    folder = tempFolder();
    open();
  });
  afterEach(close);
  return {
    get folder(): string {
      return folder;
    },
    get ledger(): Ledger {
      if (!ledger) throw new Error('no test is under way');
      return ledger;
    },
    close,
    open,
    /** The program ends, and another one starts on the same disk. */
    restart: () => {
      close();
      open();
    },
  };
};
