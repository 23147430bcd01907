import { expect, it, vi } from 'vitest';
import { createLateLog } from './late-log';

const setUp = () => {
  const said: string[] = [];
  const say = (level: string) => (what: string, detail?: unknown) => void said.push(`${level} ${what} ${detail ?? ''}`);
  const load = vi.fn(async () => ({ info: say('info'), warn: say('warn'), error: say('error') }));
  return { said, load, log: createLateLog(load) };
};

it('loads nothing before its first line', () => {
  expect(setUp().load).not.toHaveBeenCalled();
});

it('writes the lines that came meanwhile in order, and later ones at once', async () => {
  const { said, load, log } = setUp();
  log.info('start', 1);
  log.error('uncaught');
  await vi.waitFor(() => expect(said).toHaveLength(2), { timeout: 20_000 });
  log.warn('late');
  expect(said).toEqual(['info start 1', 'error uncaught ', 'warn late ']);
  expect(load).toHaveBeenCalledOnce();
});

it('brings nothing down when it cannot be loaded', async () => {
  const log = createLateLog(async () => Promise.reject(new Error('no disk')));
  expect(() => log.error('uncaught')).not.toThrow();
  await Promise.resolve();
});
