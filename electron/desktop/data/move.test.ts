import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { tempFolder } from '../../../test/support/disk/temp-folder';
import { deleteEverything } from './delete';
import { moveData, moveHindrance } from './move';
import { followPointer, isPointerDamaged, writePointer } from './pointer';

let desk: string;
let base: string;
beforeEach(() => {
  desk = tempFolder();
  base = join(desk, 'Feishu Buzz');
  mkdirSync(join(base, 'logs'), { recursive: true });
  mkdirSync(join(base, 'people'));
  mkdirSync(join(base, 'compiled'));
  mkdirSync(join(base, 'Partitions'));
  mkdirSync(join(base, 'Code Cache'));
  for (const [name, text] of Object.entries({
    'settings.json': '{"asker":"李雷"}',
    'ledger.db': 'rows',
    'ledger.db-wal': '',
    'Local State': 'the key of the keyring on Windows',
    'command-line.json': 'where this run listens',
    SingletonLock: 'x',
    'logs/main.log': 'line',
    'people/ws_practice.jsonl': '{"name":"韩梅梅"}',
    'compiled/v8': 'x',
    'Partitions/code': 'x',
    'groups.damaged-1.json': '{',
    'Code Cache/js': 'x',
  }))
    writeFileSync(join(base, name), text);
});

const place = () => ({ base, home: followPointer(base).home });

describe('moving the data', () => {
  it('copies the person’s files without locks and caches, and the next start uses the copy', () => {
    const folder = join(desk, '新的 数据');
    expect(moveData(place(), folder)).toBeNull();
    expect(readdirSync(folder).sort()).toEqual([
      'Local State',
      'groups.damaged-1.json',
      'ledger.db',
      'ledger.db-wal',
      'logs',
      'people',
      'settings.json',
    ]);
    expect(readFileSync(join(folder, 'logs/main.log'), 'utf8')).toBe('line');
    expect(followPointer(base)).toEqual({ home: folder, missing: null });
    // The old data stay, as a copy of that day.
    expect(existsSync(join(base, 'settings.json'))).toBe(true);
  });

  it('can be done again from the new folder, and back', () => {
    const [first, second] = [join(desk, 'a'), join(desk, 'b')];
    expect(moveData(place(), first)).toBeNull();
    expect(moveData(place(), second)).toBeNull();
    expect(followPointer(base).home).toBe(second);
    expect(readdirSync(second)).not.toContain('moved-to.json');
  });

  it('answers with a problem, not an exception, when it cannot even delete the failed copy', () => {
    // A file now stands in the place of the chosen folder, so it cannot be emptied.
    const folder = join(desk, 'file');
    writeFileSync(folder, '');
    expect(moveData(place(), folder)).toMatchObject({ advice: 'move-failed', params: { reason: 'EEXIST' } });
    expect(followPointer(base)).toEqual({ home: base, missing: null });
  });

  it('tells of a folder that is gone, and goes back to the one from before', () => {
    const folder = join(desk, 'usb');
    moveData(place(), folder);
    rmSync(folder, { recursive: true });
    expect(followPointer(base)).toEqual({ home: base, missing: folder });
  });

  it('leaves everything as it was when it cannot write', () => {
    // A file stands in the place of the folder.
    writeFileSync(join(desk, 'file'), '');
    expect(moveData(place(), join(desk, 'file/inside'))).toMatchObject({ advice: 'move-failed' });
    expect(followPointer(base)).toEqual({ home: base, missing: null });
  });

  it.each([
    ['into itself', 'Feishu Buzz', 'move-inside'],
    ['below itself', 'Feishu Buzz/deeper', 'move-inside'],
    ['where something is', '.', 'move-not-empty'],
    ['into a new folder', 'new', null],
    ['into one whose name only begins alike', 'Feishu Buzz 2', null],
    ['into one whose name begins with two dots', '..new', null],
  ])('is judged %s', (_where, folder, advice) => {
    expect(moveHindrance(base, join(desk, folder))?.advice ?? null).toBe(advice);
  });

  it('does not follow a note that is none', () => {
    for (const note of ['', 'x', '{}', '{"folder":3}', '{"folder":"relative/path"}', '[]', 'null']) {
      writeFileSync(join(base, 'moved-to.json'), note);
      expect(followPointer(base)).toEqual({ home: base, missing: null });
      expect(isPointerDamaged(base)).toBe(true);
    }
    writePointer(base, desk);
    expect(isPointerDamaged(base)).toBe(false);
    rmSync(join(base, 'moved-to.json'));
    expect(isPointerDamaged(base)).toBe(false);
  });
});

describe('deleting everything', () => {
  it('leaves nothing this program wrote, neither here nor where the data were before a move', () => {
    const folder = join(desk, 'new');
    moveData(place(), folder);
    expect(deleteEverything(place())).toEqual([]);
    expect(readdirSync(folder)).toEqual(['Local State']);
    expect(readdirSync(base).sort()).toEqual(['Code Cache', 'Local State', 'SingletonLock']);
    expect(followPointer(base)).toEqual({ home: base, missing: null });
  });

  it('reaches every folder that the data were ever moved to, and leaves other files in them alone', () => {
    const [first, second, third] = [join(desk, 'a'), join(desk, 'b'), join(desk, 'c')];
    for (const folder of [first, second, third]) expect(moveData(place(), folder)).toBeNull();
    writeFileSync(join(first, 'package.json'), '{}');
    // The second folder is used for something else by now; only a common name is left.
    rmSync(second, { recursive: true });
    mkdirSync(join(second, 'logs'), { recursive: true });
    writeFileSync(join(second, 'vault.json'), 'ciphertext');
    expect(deleteEverything(place())).toEqual([]);
    expect(readdirSync(first).sort()).toEqual(['Local State', 'package.json']);
    expect(readdirSync(second)).toEqual(['logs']);
    expect(readdirSync(third)).toEqual(['Local State']);
  });

  it('names the folders it could not reach, and deletes the others all the same', () => {
    const [away, here] = [join(desk, 'usb'), join(desk, 'b')];
    moveData(place(), away);
    moveData(place(), here);
    rmSync(away, { recursive: true });
    expect(deleteEverything(place())).toEqual([away]);
    expect(readdirSync(here)).toEqual(['Local State']);
    // Used in place of a disk that is not connected, which still has everything.
    writeFileSync(join(base, 'settings.json'), '{}');
    mkdirSync(away);
    moveData(place(), join(desk, 'c'));
    rmSync(join(desk, 'c'), { recursive: true });
    expect(deleteEverything(place())).toEqual([join(desk, 'c')]);
    expect(existsSync(join(base, 'settings.json'))).toBe(false);
  });
});
