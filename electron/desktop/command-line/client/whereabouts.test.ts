import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, expect, it } from 'vitest';
import { tempFolder } from '../../../../test/support/disk/temp-folder';
import { whereaboutsOf } from './whereabouts';

let desk = '';
beforeEach(() => {
  desk = tempFolder();
});

const dataOf = (home: string) => join(home, '.config/Feishu Buzz');
const use = (home: string) => {
  mkdirSync(dataOf(home), { recursive: true });
  writeFileSync(join(dataOf(home), 'groups.json'), '{}');
};
const told = (home: string, recorded: string | null, env = {}) =>
  whereaboutsOf(dataOf(home), 'linux', env, { home, recorded });

it('says nothing of the data that the desktop uses', () => {
  use(join(desk, 'li'));
  expect(told(join(desk, 'li'), join(desk, 'li'))).toBeNull();
  expect(told(join(desk, 'li'), `${join(desk, 'li')}/`)).toBeNull();
  expect(told(join(desk, 'li'), null)).toBeNull();
});

it('tells of a home folder that is not the user’s own, whatever is in it', () => {
  const [own, other] = [join(desk, 'li'), join(desk, 'cron')];
  const expected = { kind: 'other-home', folder: dataOf(other), usual: dataOf(own) };
  expect(told(other, own)).toEqual(expected);
  use(other);
  use(own);
  expect(told(other, own)).toEqual(expected);
  // These are the desktop's data, whatever HOME says.
  const reached = whereaboutsOf(
    dataOf(own),
    'linux',
    { XDG_CONFIG_HOME: join(own, '.config') },
    { home: other, recorded: own },
  );
  expect(reached).toBeNull();
});

it('compares with the folder that the data were moved to', () => {
  const [own, other] = [join(desk, 'li'), join(desk, 'cron')];
  use(own);
  const moved = join(desk, 'disk');
  mkdirSync(moved);
  writeFileSync(join(dataOf(own), 'moved-to.json'), JSON.stringify({ folder: moved }));
  expect(told(other, own)).toMatchObject({ usual: moved });
});

it('tells that there are no data yet, also in a folder that was named', () => {
  const own = join(desk, 'li');
  expect(told(own, own)).toEqual({ kind: 'new', folder: dataOf(own) });
  mkdirSync(join(dataOf(own), 'logs'), { recursive: true });
  expect(told(own, own)).toEqual({ kind: 'new', folder: dataOf(own) });
  const named = whereaboutsOf(
    join(desk, 'x'),
    'linux',
    { FEISHU_BUZZ_HOME: join(desk, 'x') },
    { home: '/a', recorded: '/b' },
  );
  expect(named).toEqual({ kind: 'new', folder: join(desk, 'x') });
});
