import { EventEmitter } from 'node:events';
import { describe, expect, it, vi } from 'vitest';
import { type Problem, problem } from '../../contract/advice/problem';
import { createRestartAfter, unfinishedWork } from './restart-after';

/** A program that quits at once; answers with the arguments of its next start. */
const restart = (work: () => Problem | null, argv: readonly string[] = ['/app', '--hidden', '--lang=zh-CN']) => {
  const app = new EventEmitter();
  const order: string[] = [];
  const startAgain = vi.fn<(args: readonly string[]) => void>();
  // The program's own last work, such as closing the ledger.
  app.on('will-quit', () => order.push('farewell'));
  const quit = () => void app.emit('will-quit');
  createRestartAfter({ app, argv, quit, startAgain })(() => {
    order.push('work');
    return work();
  });
  expect(order).toEqual(['farewell', 'work']);
  expect(startAgain).toHaveBeenCalledOnce();
  return startAgain.mock.calls[0]?.[0] ?? [];
};

describe('work that is done while the program ends', () => {
  it('is followed by a start that shows itself, with nothing to tell', () => {
    const args = restart(() => null);
    expect(args).toEqual(['--lang=zh-CN']);
    expect(unfinishedWork(['/app', ...args])).toBeNull();
  });

  it('that failed is told of by the next start, and by that one only', () => {
    const failure = problem('copies-left', { folders: '/media/U 盘/a&b=c · D:\\数据' });
    const args = restart(() => failure);
    expect(unfinishedWork(['/app', ...args])).toEqual(failure);
    expect(restart(() => null, ['/app', ...args])).toEqual(['--lang=zh-CN']);
  });

  it('that breaks off does not keep the program from starting again, and is told with the reason', () => {
    const args = restart(() => {
      throw Object.assign(new Error('no'), { code: 'EBUSY' });
    });
    expect(unfinishedWork(['/app', ...args])).toEqual(problem('storage-failed', { reason: 'EBUSY' }));
  });

  it('is not taken from arguments that this program did not write', () => {
    expect(unfinishedWork(['/app', '--unfinished=advice=update-ready&x=y'])).toBeNull();
    expect(unfinishedWork(['/app', '--unfinished='])).toBeNull();
  });
});
