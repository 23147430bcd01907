import { mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { tempFolder } from '../../../../test/support/disk/temp-folder';
import { forgetOtherPackage } from './start-options';

const left = (env: Record<string, string | undefined>, executable: string) => {
  const copy = { ...env, HOME: '/home/me' };
  forgetOtherPackage(copy, executable);
  return copy;
};

it('keeps the variables of the AppImage that runs', () => {
  const env = { APPIMAGE: '/home/me/feishu-buzz.AppImage', APPDIR: '/tmp/.mount_feishu', ARGV0: 'x', OWD: '/' };
  expect(left(env, '/tmp/.mount_feishu/feishu-buzz-app')).toEqual({ ...env, HOME: '/home/me' });
  const folder = tempFolder();
  mkdirSync(join(folder, 'mount'));
  symlinkSync(join(folder, 'mount'), join(folder, 'link'));
  const linked = { APPIMAGE: '/home/me/feishu-buzz.AppImage', APPDIR: join(folder, 'link') };
  expect(left(linked, join(folder, 'mount/feishu-buzz-app'))).toMatchObject(linked);
});

it.each([
  ['another AppImage', { APPIMAGE: '/home/me/editor.AppImage', APPDIR: '/tmp/.mount_editor' }],
  ['one whose name begins alike', { APPIMAGE: '/home/me/editor.AppImage', APPDIR: '/opt/Feishu' }],
  ['a file without a mount', { APPIMAGE: '/home/me/editor.AppImage' }],
])('forgets those of %s, which started the terminal', (_what, env) => {
  expect(left({ ...env, ARGV0: 'x', OWD: '/' }, '/opt/Feishu Buzz/feishu-buzz-app')).toEqual({ HOME: '/home/me' });
});

describe('on Windows', () => {
  const temp = { TEMP: 'C:\\Users\\Li\\AppData\\Local\\Temp', TMP: undefined };
  const portable = (name = 'Feishu Buzz') => ({
    PORTABLE_EXECUTABLE_FILE: 'D:\\feishu-buzz-portable.exe',
    PORTABLE_EXECUTABLE_DIR: 'D:\\',
    PORTABLE_EXECUTABLE_APP_FILENAME: name,
  });
  const unpacked = 'c:\\users\\li\\AppData\\Local\\Temp\\2rFq\\Feishu Buzz.exe';

  it.each(['Feishu Buzz', 'feishu-buzz'])(
    'keeps the variables of the portable program that runs, called %s',
    (name) => {
      const env = { ...temp, ...portable(name) };
      expect(left(env, unpacked)).toEqual({ ...env, HOME: '/home/me' });
    },
  );

  it.each([
    ['started an installed program', temp, portable(), 'C:\\Program Files\\Feishu Buzz\\Feishu Buzz.exe'],
    ['lies beside the temporary files', temp, portable(), 'C:\\Users\\Li\\AppData\\Local\\Temporary\\Feishu Buzz.exe'],
    ['is another one', temp, portable('Editor'), unpacked],
    ['is named without the file', temp, { ...portable(), PORTABLE_EXECUTABLE_FILE: '' }, unpacked],
    ['is told where there are no temporary files', { TEMP: '', TMP: undefined }, portable(), unpacked],
  ])('forgets those of a portable program that %s', (_what, folders, variables, executable) => {
    expect(left({ ...folders, ...variables }, executable)).toEqual({ ...folders, HOME: '/home/me' });
  });
});
