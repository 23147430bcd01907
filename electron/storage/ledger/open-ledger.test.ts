import { spawn } from 'node:child_process';
import {
  chmodSync,
  cpSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import Database from 'libsql';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { buzzDesk, draft } from '../../../test/support/desk/buzz-desk';
import { activityRow, buzzId, sent, summary } from '../../../test/support/disk/ledger-rows';
import { tempFolder } from '../../../test/support/disk/temp-folder';
import { crowd } from '../../../test/support/feishu/scripted-feishu';
import type { Ledger } from '../../core/buzz/record/ledger';
import { openLedger } from './open-ledger';

let folder = '';
const file = () => join(folder, 'ledger.db');

beforeEach(() => {
  folder = tempFolder();
});
afterEach(() => {
  chmodSync(folder, 0o700);
});

/** A ledger with one buzz in it, closed again. */
const written = async () => {
  const { ledger } = openLedger(folder, 0);
  await ledger.append(buzzId(1), [sent(1)], () => summary(activityRow(buzzId(1), 1)));
  ledger.close();
};

it('creates an empty ledger, and finds its entries the next time', async () => {
  await written();
  const { ledger, problem } = openLedger(folder, 0);
  expect(problem).toBeNull();
  expect(ledger.read(buzzId(1))).toEqual([sent(1)]);
  ledger.close();
});

it.each([
  ['is not a database', () => writeFileSync(file(), 'not a database '.repeat(500))],
  ['was emptied', () => truncateSync(file(), 0)],
  ['was filled with NULs', () => writeFileSync(file(), Buffer.alloc(readFileSync(file()).length))],
  ['was cut in half', () => truncateSync(file(), readFileSync(file()).length / 2)],
  [
    'is gone from beside its log',
    () => {
      rmSync(file());
      writeFileSync(`${file()}-wal`, 'x'.repeat(64));
    },
  ],
  ['has lost its middle', () => writeFileSync(file(), readFileSync(file()).fill(0x5a, 4096, 20_480))],
  [
    'has lost a table',
    () => {
      const db = new Database(file());
      db.exec('DROP TABLE paid');
      db.close();
    },
  ],
])('sets a file that %s aside under another name, says so, and goes on with a new one', async (_, damage) => {
  await written();
  damage();
  const { ledger, problem } = openLedger(folder, 1234);
  expect(problem).toMatchObject({ advice: 'ledger-damaged', params: { file: 'ledger.damaged-1234.db' } });
  expect(readdirSync(folder).join()).toContain('ledger.damaged-1234.db');
  await ledger.append(buzzId(2), [sent(2)], () => summary(activityRow(buzzId(2), 2)));
  expect(ledger.read(buzzId(2))).toHaveLength(1);
  ledger.close();
});

it('is whole as soon as it is there, so that an empty file is never a new ledger', async () => {
  const { ledger } = openLedger(folder, 0);
  expect(readFileSync(file()).length).toBeGreaterThan(0);
  ledger.close();
  // A start that was cut off while it made one.
  rmSync(file());
  writeFileSync(`${file()}.new`, 'half of a ledger');
  const next = openLedger(folder, 0);
  expect(next.problem).toBeNull();
  next.ledger.close();
  expect(readdirSync(folder)).not.toContain('ledger.db.new');
});

/** Makes the ledger too large to be checked at every start, and damages its last page. */
const spoilLarge = () => {
  const db = new Database(file());
  db.exec('CREATE TABLE ballast (bytes BLOB); INSERT INTO ballast VALUES (zeroblob(20000000));');
  db.exec('CREATE TABLE last (words TEXT); CREATE INDEX last_words ON last (words);');
  db.exec(`INSERT INTO last VALUES ('${'x'.repeat(200)}')`);
  const { rootpage } = db.prepare("SELECT rootpage FROM sqlite_master WHERE name = 'last_words'").get() as {
    rootpage: number;
  };
  db.exec('PRAGMA wal_checkpoint(TRUNCATE)');
  db.close();
  const bytes = readFileSync(file());
  writeFileSync(file(), bytes.fill(0x5a, (rootpage - 1) * 4096, rootpage * 4096));
};

it('reads a large ledger through only after an end that was none', async () => {
  await written();
  spoilLarge();
  const trusted = openLedger(folder, 1234);
  expect(trusted.problem).toBeNull();
  expect(trusted.ledger.read(buzzId(1))).toEqual([sent(1)]);
  trusted.ledger.close();

  // A log that was never brought in: the program was killed.
  writeFileSync(`${file()}-wal`, 'x'.repeat(64));
  const { ledger, problem } = openLedger(folder, 1234);
  expect(problem).toMatchObject({ advice: 'ledger-damaged' });
  ledger.close();
});

it('leaves the ledger of a newer version alone, says so, and lets nothing be sent', async () => {
  await written();
  const db = new Database(file());
  db.exec('PRAGMA user_version = 99');
  db.close();
  const before = readdirSync(folder);
  const { ledger, problem } = openLedger(folder, 1234);
  expect(problem).toMatchObject({ advice: 'ledger-newer' });
  expect(ledger.list({ before: null, limit: 9 })).toEqual([]);

  const desk = buzzDesk({ ledger });
  expect(await desk.confirm(await desk.engine.plan(draft(crowd(1))))).toEqual({ ok: false, problem });
  expect(desk.feishu.seen).toEqual([]);
  ledger.close();
  expect(readdirSync(folder).filter((name) => !/-(wal|shm)$/.test(name))).toEqual(
    before.filter((name) => !/-(wal|shm)$/.test(name)),
  );
});

it('does not set a ledger aside because it cannot be opened now, and tells no path', () => {
  mkdirSync(file());
  const { ledger, problem } = openLedger(folder, 1234);
  expect(problem).toMatchObject({ advice: 'storage-failed', params: { reason: 'SQLITE_CANTOPEN' } });
  expect(readdirSync(folder)).toEqual(['ledger.db']);
  expect(ledger.unsettled()).toEqual([]);
  expect(openLedger(join(folder, 'nowhere'), 1).problem?.advice).toBe('storage-failed');
});

/** Appends through libsql as the ledger does, and says so after each commit. */
const writer = `
  const Database = require('libsql');
  const db = new Database(process.argv[1]);
  db.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL');
  for (let number = 1; ; number += 1) {
    db.exec('BEGIN IMMEDIATE');
    db.prepare('INSERT INTO entry (buzz_id, at, body) VALUES (?, ?, ?)').run('bz_1', number, JSON.stringify(
      { kind: 'sent', at: number, message: 'm1', messageId: 'om_1', chatId: null }));
    db.exec('COMMIT');
    require('node:fs').writeSync(1, number + '\\n');
  }`;

it('has everything that was said to be on disk after the process was killed in the middle of writing', async () => {
  await written();
  const child = spawn(process.execPath, ['-e', writer, file()], { cwd: process.cwd() });
  let said = '';
  await new Promise<void>((resolve, reject) => {
    child.on('error', reject);
    child.on('exit', () => resolve());
    child.stderr.on('data', (text) => reject(new Error(String(text))));
    child.stdout.on('data', (text) => {
      said += text;
      if (said.split('\n').length > 20) child.kill('SIGKILL');
    });
  });
  const last = Number(said.trim().split('\n').at(-1));
  expect(last).toBeGreaterThanOrEqual(20);
  const { ledger, problem } = openLedger(folder, 0);
  expect(problem).toBeNull();
  const numbers = ledger.read(buzzId(1)).map((entry) => entry.at);
  // The first is from before; a commit that was not yet said may be there as well.
  expect(numbers.slice(0, last + 1)).toEqual([1, ...Array.from({ length: last }, (_, index) => index + 1)]);
  expect(numbers.length).toBeLessThanOrEqual(last + 2);
  ledger.close();
});

it('knows a copy of its file from the file itself, until it is taken for an original', async () => {
  await written();
  const copy = tempFolder();
  cpSync(folder, copy, { recursive: true, preserveTimestamps: true });
  const moved = join(tempFolder(), 'moved');
  renameSync(folder, moved);
  folder = moved;
  const isCopy = (home: string, then: (ledger: Ledger) => unknown = () => undefined) => {
    const { ledger } = openLedger(home, 0);
    const found = ledger.isCopy;
    then(ledger);
    ledger.close();
    return found;
  };
  expect(isCopy(moved)).toBe(false);
  expect(isCopy(copy)).toBe(true);
  expect(isCopy(copy, (ledger) => ledger.adopt())).toBe(true);
  // Adopted without an entry, it notes its place with the first one.
  const { ledger } = openLedger(copy, 0);
  ledger.adopt();
  await ledger.append(buzzId(2), [sent(2)], () => summary(activityRow(buzzId(2), 2)));
  ledger.close();
  expect(isCopy(copy)).toBe(false);
  expect(isCopy(moved)).toBe(false);
});
