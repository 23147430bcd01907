import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { claimData, findOwner } from '../../../electron/storage/data-owner';
import { buildContender, type Contender, startContender } from '../../support/disk/contend';
import { tempFolder } from '../../support/disk/temp-folder';

let home: string;
let contenders: Contender[] = [];

beforeAll(buildContender, 60_000);
beforeEach(() => {
  home = tempFolder();
});
afterEach(async () => {
  await Promise.all(contenders.splice(0).map((each) => each.kill()));
});

/** Has all contenders claim a folder in the same millisecond; answers with what each was told. */
const claimAtOnce = (folder = home) => {
  const order = { home: folder, diary: join(home, 'diary'), at: Date.now() + 15 };
  return Promise.all(contenders.map((each) => each.claim(order)));
};

test('a hundred times, of three processes that start in the same millisecond one owns the folder, also after kill -9', async () => {
  contenders = [startContender(), startContender(), startContender()];
  let killed = 0;
  for (let round = 0; round < 100; round += 1) {
    const answers = await claimAtOnce();
    expect(
      answers.filter((each) => each === 'owned'),
      `round ${round}: ${answers}`,
    ).toHaveLength(1);
    expect(
      answers.filter((each) => each === 'taken'),
      `round ${round}: ${answers}`,
    ).toHaveLength(2);
    const first = answers.indexOf('owned');
    // The others claim again and again while the first lives, and none gets in.
    const later = await Promise.all(
      contenders.map((each, index) =>
        index === first ? 'taken' : each.claim({ home, diary: join(home, 'diary'), at: 0 }),
      ),
    );
    expect(later).toEqual(['taken', 'taken', 'taken']);
    if (round % 10 === 9) {
      await contenders[first]?.kill();
      contenders[first] = startContender();
      killed += 1;
    } else await contenders[first]?.release();
  }
  expect(killed).toBe(10);
  expect(readFileSync(join(home, 'diary'), 'utf8').trim().split('\n')).toHaveLength(100);
}, 120_000);

test('the folder is free the moment its owner was killed', async () => {
  contenders = [startContender()];
  expect(await claimAtOnce()).toEqual(['owned']);
  expect(findOwner(home).kind).toBe('owned');
  expect(claimData(home)).toEqual({ kind: 'taken' });
  await contenders[0]?.kill();
  expect(findOwner(home)).toEqual({ kind: 'none' });
  contenders = [startContender()];
  expect(await claimAtOnce()).toEqual(['owned']);
});

// Only root can mount a disk of a chosen size.
test.runIf(process.platform === 'linux' && process.getuid?.() === 0)(
  'on a full disk there is one owner as well',
  async () => {
    const disk = tempFolder();
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=64k', 'tmpfs', disk]);
    try {
      try {
        writeFileSync(join(disk, 'ballast'), Buffer.alloc(1_000_000));
      } catch {
        // That was the last free byte.
      }
      contenders = [startContender(), startContender(), startContender()];
      for (let round = 0; round < 5; round += 1) {
        const answers = await claimAtOnce(disk);
        expect(answers.toSorted()).toEqual(['owned', 'taken', 'taken']);
        expect(findOwner(disk)).toMatchObject({ kind: 'owned' });
        await contenders[answers.indexOf('owned')]?.release();
      }
    } finally {
      await Promise.all(contenders.splice(0).map((each) => each.kill()));
      execFileSync('umount', [disk]);
    }
  },
);
