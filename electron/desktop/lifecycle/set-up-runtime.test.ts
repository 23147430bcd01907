import { join } from 'node:path';
import { expect, it, vi } from 'vitest';
import { keepCompiled, setUpRuntime } from './set-up-runtime';

it('keeps compiled code in the data folder where the runtime can', () => {
  const enableCompileCache = vi.fn();
  keepCompiled({ enableCompileCache }, '/home/li/feishu-buzz');
  expect(enableCompileCache).toHaveBeenCalledExactlyOnceWith(join('/home/li/feishu-buzz', 'compiled'));
});

it('starts all the same where it cannot', () => {
  expect(() => keepCompiled({}, '/home/li/feishu-buzz')).not.toThrow();
});

it('makes no menu bar with shortcuts of its own', () => {
  const app = {
    commandLine: {
      appendArgument: vi.fn(),
      appendSwitch: vi.fn(),
      getSwitchValue: () => '',
      hasSwitch: () => false,
      removeSwitch: vi.fn(),
    },
    disableHardwareAcceleration: vi.fn(),
    setAppUserModelId: vi.fn(),
  };
  const setApplicationMenu = vi.fn();
  setUpRuntime(app, { setApplicationMenu }, { platform: 'darwin', env: {} });
  expect(setApplicationMenu).toHaveBeenCalledExactlyOnceWith(null);
  expect(app.disableHardwareAcceleration).not.toHaveBeenCalled();
});
