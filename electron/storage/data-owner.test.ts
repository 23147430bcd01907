import { cpSync, existsSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { tempFolder } from '../../test/support/disk/temp-folder';
import { claimData, type DataOwner, findOwner, ownerFile } from './data-owner';

let home: string;
const owners: DataOwner[] = [];

beforeEach(() => {
  home = tempFolder();
});
afterEach(() => {
  for (const owner of owners.splice(0)) owner.release();
});

const claim = (folder = home) => {
  const claimed = claimData(folder);
  if (claimed.kind === 'owned') owners.push(claimed.owner);
  return claimed;
};

const owned = (folder = home): DataOwner => {
  const claimed = claim(folder);
  if (claimed.kind !== 'owned') throw new Error(claimed.kind);
  return claimed.owner;
};

describe('the owner of a data folder', () => {
  it('is the first to claim it, until it gives it up', () => {
    const owner = owned();
    expect(claim()).toEqual({ kind: 'taken' });
    expect(findOwner(home)).toEqual({ kind: 'owned', pid: process.pid, since: expect.any(Number) });
    owners.pop();
    owner.release();
    expect(findOwner(home)).toEqual({ kind: 'none' });
    expect(claim().kind).toBe('owned');
  });

  it('is known since a whole millisecond that has begun, as the clock of programs counts', () => {
    for (let times = 0; times < 50; times += 1) {
      const owner = owned();
      const found = findOwner(home);
      owners.pop();
      owner.release();
      const since = found.kind === 'owned' ? found.since : Number.NaN;
      expect(since).toBe(Math.floor(since));
      expect(since).toBeLessThanOrEqual(Date.now());
    }
  });

  it('keeps its lock whatever else opens, reads and closes the file', () => {
    owned();
    readFileSync(join(home, ownerFile));
    for (let times = 0; times < 3; times += 1) expect(findOwner(home).kind).toBe('owned');
    expect(claim()).toEqual({ kind: 'taken' });
  });

  it('does not own a copy of its folder', () => {
    owned();
    const copy = join(tempFolder(), 'copy');
    cpSync(home, copy, { recursive: true });
    expect(findOwner(copy)).toEqual({ kind: 'none' });
    expect(claim(copy).kind).toBe('owned');
  });

  it('takes what a dead process left for what it is, of another computer too', () => {
    writeFileSync(join(home, ownerFile), '4242\n');
    symlinkSync('another-host-4242', join(home, 'SingletonLock'));
    symlinkSync('/tmp/gone/SingletonSocket', join(home, 'SingletonSocket'));
    symlinkSync('1234567', join(home, 'SingletonCookie'));
    expect(claim().kind).toBe('owned');
  });

  it('locks its file anew when it was removed, and notices that another process was faster', () => {
    const owner = owned();
    expect(owner.renew()).toBe(true);
    rmSync(join(home, ownerFile));
    expect(owner.renew()).toBe(true);
    expect(claim()).toEqual({ kind: 'taken' });
    rmSync(join(home, ownerFile));
    expect(claim().kind).toBe('owned');
    expect(owner.renew()).toBe(false);
  });

  it('cannot be proved where the file can be neither made nor locked', () => {
    expect(claim(join(home, 'nowhere'))).toEqual({ kind: 'unproven', reason: 'ENOENT' });
    symlinkSync(join(home, 'elsewhere'), join(home, ownerFile));
    expect(claim()).toEqual({ kind: 'unproven', reason: 'ELOOP' });
    expect(existsSync(join(home, 'elsewhere'))).toBe(false);
    expect(findOwner(home)).toEqual({ kind: 'unknown' });
  });

  it('is found in a folder that has none, without writing to it', () => {
    expect(findOwner(home)).toEqual({ kind: 'none' });
    expect(findOwner(join(home, 'nowhere'))).toEqual({ kind: 'none' });
    expect(readdirSync(home)).toEqual([]);
  });
});
