import {
  chmodSync,
  closeSync,
  lstatSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { openToOthers } from '../../../test/support/disk/modes-of';
import { tempFolder } from '../../../test/support/disk/temp-folder';
import { kindOf } from './own-names';
import {
  closeFolder,
  copyPrivate,
  makePrivateFile,
  openPrivate,
  writePrivate,
  writePrivateSync,
} from './private-files';
import { closeFiles } from './written-list';

let folder: string;
beforeEach(() => {
  folder = tempFolder();
});
const at = (name: string) => join(folder, name);
const modeOf = (name: string) => statSync(at(name)).mode & 0o777;
/** A file that every user of the computer may read. */
const readable = (name: string, text = 'old') => {
  writeFileSync(at(name), text);
  chmodSync(at(name), 0o644);
};

describe('writing', () => {
  it.each([
    ['at once', (path: string) => writePrivateSync(path, 'new')],
    ['later', (path: string) => writePrivate(path, 'new')],
    ['piece by piece', (path: string) => writePrivate(path, (file) => file.appendFile('new'))],
  ])('%s closes a file that others could read, and shows the new text to none who had it open', async (_how, write) => {
    readable('export.csv');
    const reader = openSync(at('export.csv'), 'r');
    await write(at('export.csv'));
    expect(readFileSync(at('export.csv'), 'utf8')).toBe('new');
    expect(readFileSync(reader, 'utf8')).toBe('old');
    closeSync(reader);
    expect(modeOf('export.csv')).toBe(0o600);
    expect(readdirSync(folder)).toEqual(['export.csv']);
  });

  it('leaves the file from before, and nothing beside it, when the new one cannot be written whole', async () => {
    readable('export.csv');
    const fails = writePrivate(at('export.csv'), async (file) => {
      await file.appendFile('half');
      throw new Error('the disk is full');
    });
    await expect(fails).rejects.toThrow('the disk is full');
    mkdirSync(at('folder'));
    expect(() => writePrivateSync(at('folder'), 'new')).toThrow();
    expect(readFileSync(at('export.csv'), 'utf8')).toBe('old');
    expect(readdirSync(folder).sort()).toEqual(['export.csv', 'folder']);
  });

  it('follows a link to the file that a person means, and writes to what is no file as it is', async () => {
    readable('real.csv');
    symlinkSync(at('real.csv'), at('link.csv'));
    await writePrivate(at('link.csv'), 'new');
    expect(lstatSync(at('link.csv')).isSymbolicLink()).toBe(true);
    expect([readFileSync(at('real.csv'), 'utf8'), modeOf('real.csv')]).toEqual(['new', 0o600]);
    await writePrivate('/dev/null', 'new');
    expect(statSync('/dev/null').isCharacterDevice()).toBe(true);
  });

  it('makes and opens files anew where one lies that others could read, and copies to free names alone', async () => {
    for (const name of ['made', 'opened', 'source']) readable(name);
    makePrivateFile(at('made'));
    await (await openPrivate(at('opened'))).close();
    copyPrivate(at('source'), at('copy'));
    expect(['made', 'opened', 'copy'].map(modeOf)).toEqual([0o600, 0o600, 0o600]);
    expect(() => copyPrivate(at('source'), at('copy'))).toThrow(/EEXIST/);
  });
});

describe('a folder', () => {
  const uid = process.getuid?.() ?? null;

  it('is closed to others where that is possible', () => {
    chmodSync(folder, 0o755);
    expect(closeFolder(folder)).toBe('private');
    expect(statSync(folder).mode & 0o777).toBe(0o700);
    expect(closeFolder(folder)).toBe('private');
  });

  it('stays as it is when it is another user’s, or one for all', () => {
    chmodSync(folder, 0o755);
    expect(closeFolder(folder, { platform: 'linux', uid: (uid ?? 0) + 1 })).toBe('foreign');
    chmodSync(folder, 0o1777);
    expect(closeFolder(folder, { platform: 'linux', uid })).toBe('open');
    expect(statSync(folder).mode & 0o1777).toBe(0o1777);
    expect(closeFolder(folder, { platform: 'win32', uid: null })).toBe('private');
    chmodSync(folder, 0o700);
  });

  it('has its files closed that the program wrote, no others, and none that a link leads to', () => {
    const elsewhere = tempFolder();
    writeFileSync(join(elsewhere, 'main.log'), '');
    chmodSync(join(elsewhere, 'main.log'), 0o644);
    mkdirSync(at('people'));
    chmodSync(at('people'), 0o755);
    const ours = ['ledger.db', 'ledger.db-wal', 'ledger.damaged-17.db', 'vault.json', 'people/ws_1.jsonl'];
    const others = ['settings.yml', 'run.sh', 'people/notes.txt'];
    for (const name of [...ours, ...others]) readable(name);
    symlinkSync(elsewhere, at('logs'));
    symlinkSync(join(elsewhere, 'main.log'), at('settings.json'));
    closeFiles(folder);
    expect(openToOthers(folder)).toEqual(
      others
        .toSorted()
        .map((name) => `${name} 644`)
        .toSorted(),
    );
    expect(statSync(join(elsewhere, 'main.log')).mode & 0o777).toBe(0o644);
  });
});

it('knows its own names, and no others that begin alike', () => {
  const ours = `settings.json recent.json settings.json.tmp-1764464000a1b2c3 settings.damaged-2026-11-30T00-53-16-000Z.json
    vault.v1-2026-11-30T00-53-16-000Z.json ledger.db ledger.db-shm ledger.damaged-1764464000000.db-wal
    people/ws_practice.jsonl people/ws_1.jsonl.new logs/main.old.log command-line.json`;
  for (const name of ours.split(/\s+/)) expect(kindOf(name), name).not.toBeNull();
  const others = `drafts.docx settings.yml recent.xlsx package.json settings.json.bak ledger.xlsx ledger.dbx people/thesis.doc
    logs/nginx.log logs/main.log/x ../settings.json people/../x.jsonl settings.damaged-mine.json Settings.json x/ledger.db`;
  for (const name of others.split(/\s+/)) expect(kindOf(name), name).toBeNull();
});
