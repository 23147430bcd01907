import { mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { tempFolder } from '../../../../test/support/disk/temp-folder';
import { forgetOtherImage } from './start-options';

const left = (env: Record<string, string | undefined>, executable: string) => {
  const copy = { ...env, HOME: '/home/me' };
  forgetOtherImage(copy, executable);
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
