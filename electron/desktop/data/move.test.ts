import {
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { tempFolder } from '../../../test/support/disk/temp-folder';
import { deleteEverything } from './delete';
import { settleDataHome } from './home';
import { moveData, moveHindrance } from './move';
import { followPointer, isPointerDamaged, writePointer } from './pointer';

/** A file that was set aside as damaged. */
const aside = 'groups.damaged-2026-11-30T00-53-16-000Z.json';

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
    'settings.json': '{"version":1,"data":{"asker":"李雷"}}',
    'ledger.db': 'rows',
    'ledger.db-wal': '',
    'Local State': 'the key of the keyring on Windows',
    'command-line.json': 'where this run listens',
    SingletonLock: 'x',
    'logs/main.log': 'line',
    'people/ws_practice.jsonl': '{"name":"韩梅梅"}',
    'compiled/v8': 'x',
    'Partitions/code': 'x',
    [aside]: '{',
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
      aside,
      'ledger.db',
      'ledger.db-wal',
      'logs',
      'people',
      'settings.json',
      'written-files.json',
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
    expect(moveData(place(), folder)).toMatchObject({ advice: 'move-failed', params: { reason: 'ENOTDIR' } });
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

  it('leaves what a person has put into the chosen folder meanwhile, and of a failed copy nothing', () => {
    const folder = join(desk, 'a', 'b');
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, 'THESIS.doc'), 'mine');
    expect(moveData(place(), folder)).toMatchObject({ advice: 'move-not-empty' });
    expect(readdirSync(folder)).toEqual(['THESIS.doc']);
    // Copied, and then the note cannot be written: a folder stands in its place.
    mkdirSync(join(base, 'moved-to.json'));
    const [deep, used] = [join(desk, 'new', 'deep'), join(desk, 'used')];
    mkdirSync(used);
    for (const each of [deep, used]) expect(moveData(place(), each)).toMatchObject({ advice: 'move-failed' });
    expect([existsSync(join(desk, 'new')), readdirSync(used)]).toEqual([false, []]);
  });

  it('copies what a link to a file leads to, and goes into no link to a folder', () => {
    symlinkSync(base, join(base, 'people', 'circle'));
    symlinkSync(join(base, 'settings.json'), join(base, 'rooms.json'));
    const folder = join(desk, 'new');
    expect(moveData(place(), folder)).toBeNull();
    expect(readdirSync(join(folder, 'people'))).toEqual(['ws_practice.jsonl']);
    expect(lstatSync(join(folder, 'rooms.json')).isFile()).toBe(true);
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
    // The second folder is used for something else by now; only common names are left.
    rmSync(second, { recursive: true });
    mkdirSync(join(second, 'logs'), { recursive: true });
    writeFileSync(join(second, 'vault.json'), 'of another program');
    // It may be ours all the same: the person is told where to look.
    expect(deleteEverything(place())).toEqual([second]);
    expect(readdirSync(first).sort()).toEqual(['Local State', 'package.json']);
    expect(readdirSync(second).sort()).toEqual(['logs', 'vault.json']);
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
    writeFileSync(join(base, 'settings.json'), '{"version":1,"data":{}}');
    mkdirSync(away);
    moveData(place(), join(desk, 'c'));
    rmSync(join(desk, 'c'), { recursive: true });
    expect(deleteEverything(place())).toEqual([join(desk, 'c')]);
    expect(existsSync(join(base, 'settings.json'))).toBe(false);
  });

  /** Files of a person that begin like those of the program, or lie in folders of the same names. */
  const theirs = ['drafts.docx', 'settings.yml', 'recent.xlsx', 'package.json', 'ledger.xlsx', 'settings.json.bak'];

  it('leaves files alone whose names only begin like ours, and those beside ours in our folders', () => {
    for (const name of [...theirs, 'logs/nginx.log', 'people/thesis.doc']) writeFileSync(join(base, name), 'mine');
    expect(deleteEverything(place())).toEqual([]);
    expect(readdirSync(base)).toEqual(expect.arrayContaining([...theirs, 'logs', 'people']));
    expect([readdirSync(join(base, 'logs')), readdirSync(join(base, 'people'))]).toEqual([
      ['nginx.log'],
      ['thesis.doc'],
    ]);
  });

  it('leaves what lay in a folder before it became the data folder, also by the very names, and tells so', () => {
    const used = join(desk, 'used');
    mkdirSync(join(used, 'logs'), { recursive: true });
    mkdirSync(join(used, 'compiled'));
    const before = ['settings.json', 'vault.json', 'logs/main.log', 'compiled/program.o'];
    for (const name of before) writeFileSync(join(used, name), 'mine');
    settleDataHome({ setPath: () => {}, setAppLogsPath: () => {}, getPath: () => '' }, { FEISHU_BUZZ_HOME: used });
    for (const name of ['ledger.db', 'groups.json', 'groups.json.tmp-1764464000a1b2c3'])
      writeFileSync(join(used, name), 'ours');
    expect(deleteEverything({ base: used, home: used })).toEqual([used]);
    expect(readdirSync(used).sort()).toEqual(['compiled', 'logs', 'settings.json', 'vault.json', 'written-files.json']);
    for (const name of before) expect(readFileSync(join(used, name), 'utf8')).toBe('mine');
  });

  it('follows no link out of the folder, and takes no list’s word for other names', () => {
    const elsewhere = join(desk, 'elsewhere');
    mkdirSync(elsewhere);
    for (const name of ['main.log', 'ws_1.jsonl', 'mine.txt']) writeFileSync(join(elsewhere, name), 'mine');
    rmSync(join(base, 'logs'), { recursive: true });
    rmSync(join(base, 'compiled'), { recursive: true });
    symlinkSync(elsewhere, join(base, 'logs'));
    symlinkSync(elsewhere, join(base, 'compiled'));
    const kinds = ['settings', '../elsewhere', 'mine.txt', '..', 'people', 'compiled', 'logs'];
    writeFileSync(join(base, 'written-files.json'), JSON.stringify({ version: 1, kinds }));
    writeFileSync(join(base, 'mine.txt'), 'mine');
    deleteEverything(place());
    expect(readdirSync(elsewhere).sort()).toEqual(['main.log', 'mine.txt', 'ws_1.jsonl']);
    expect(readdirSync(base)).toEqual(expect.arrayContaining(['mine.txt', 'ledger.db']));
    expect(existsSync(join(base, 'settings.json'))).toBe(false);
  });
});
