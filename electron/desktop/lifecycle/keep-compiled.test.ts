import { join } from 'node:path';
import { expect, it, vi } from 'vitest';
import { keepCompiled } from './set-up-runtime';

it('keeps compiled code in the data folder where the runtime can', () => {
  const enableCompileCache = vi.fn();
  keepCompiled({ enableCompileCache }, '/home/li/feishu-buzz');
  expect(enableCompileCache).toHaveBeenCalledExactlyOnceWith(join('/home/li/feishu-buzz', 'compiled'));
});

it('starts all the same where it cannot', () => {
  expect(() => keepCompiled({}, '/home/li/feishu-buzz')).not.toThrow();
});
