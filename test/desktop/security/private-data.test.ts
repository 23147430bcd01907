import { chmodSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { until } from '../../support/clock/until';
import { answerFileDialogs } from '../../support/desktop/file-dialogs';
import { launched } from '../../support/desktop/launched';
import { runBuzz } from '../../support/desktop/run-buzz';
import { openToOthers } from '../../support/disk/modes-of';
import { sharedTempFolder } from '../../support/disk/temp-folder';
import { sharedCompany } from '../../support/feishu/a-company';
import { connectNew, fillIn, openConnect } from '../../support/pages/connect-form';

// Everything the program writes is for its owner alone, also where the session lets others read new files, and where an
// earlier version has left them readable.

const desk = sharedTempFolder();
const home = join(desk, 'data');
const anyone = join(desk, 'umask-0');
beforeAll(() => {
  writeFileSync(anyone, '#!/bin/sh\numask 0\nexec "$RUNTIME" "$@"\n', { mode: 0o755 });
  mkdirSync(join(home, 'logs'), { recursive: true });
  for (const folder of [home, join(home, 'logs')]) chmodSync(folder, 0o755);
  for (const [name, text] of [
    ['settings.json', '{"version":1,"data":{"settings":{"welcomed":true},"workspaces":[]}}'],
    ['logs/main.log', 'from an earlier version\n'],
  ] as const) {
    writeFileSync(join(home, name), text);
    chmodSync(join(home, name), 0o644);
  }
});
const company = sharedCompany({ readingSpeed: 0 });
const buzz = launched({ shown: true, home, through: anyone });

const filesIn = (folder: string) => readdirSync(folder, { recursive: true, encoding: 'utf8' });

test('nothing in the data folder can be read by others after a whole use, and no export', async () => {
  const form = await openConnect(buzz);
  await fillIn(form, company);
  await connectNew(form, buzz);
  const sent = await runBuzz(['send', '--to', '韩梅梅', '--text', 'private', '--json'], { home });
  expect(sent.exit, sent.stderr).toBe(0);
  await until('people were kept', () => filesIn(home).some((name) => name.startsWith('people/')));

  const csv = join(desk, 'activity.csv');
  writeFileSync(csv, 'from before');
  chmodSync(csv, 0o644);
  await answerFileDialogs(buzz, csv);
  const exported = await buzz.page.evaluate(() => window.buzz.exportActivity({ query: '', outcome: null }));
  expect(exported).toMatchObject({ ok: true, value: 1 });
  expect(openToOthers(csv)).toEqual([]);
  const report = join(desk, 'report.txt');
  await answerFileDialogs(buzz, report);
  expect(await buzz.page.evaluate(() => window.buzz.saveDiagnostics())).toEqual({ ok: true, value: true });
  expect(openToOthers(report)).toEqual([]);

  expect(filesIn(home)).toEqual(
    expect.arrayContaining(['ledger.db', 'ledger.db-wal', 'settings.json', 'vault.json', 'command-line.json']),
  );
  expect(openToOthers(home)).toEqual([]);
  await buzz.close();
  expect(openToOthers(home)).toEqual([]);
});
