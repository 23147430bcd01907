import { expect, it, vi } from 'vitest';
import { createQuitGuard } from './quit-guard';

/** An app with this number of ladders, and a person who answers the question with this button. */
const guarded = (armed: number, response = 0, handing = 0) => {
  const app = { quit: vi.fn() };
  const dialog = {
    showMessageBox: vi.fn(async (_options: { message: string; detail?: string; buttons?: string[] }) => ({ response })),
  };
  const guard = createQuitGuard({ app, dialog });
  guard.watch({ armed: () => armed, handing: () => handing, locale: () => 'zh-CN' });
  return { app, dialog, guard };
};

it('lets the program quit when no ladder is armed', () => {
  const { guard, dialog } = guarded(0);
  expect(guard.mayQuit()).toBe(true);
  expect(dialog.showMessageBox).not.toHaveBeenCalled();
});

it('lets it quit before it has started: nothing can be armed yet', () => {
  const app = { quit: vi.fn() };
  expect(createQuitGuard({ app, dialog: { showMessageBox: vi.fn() } }).mayQuit()).toBe(true);
});

it('keeps it running and asks, once, in the language in force', async () => {
  const { guard, dialog, app } = guarded(2);
  expect(guard.mayQuit()).toBe(false);
  expect(guard.mayQuit()).toBe(false);
  expect(dialog.showMessageBox).toHaveBeenCalledOnce();
  expect(dialog.showMessageBox.mock.calls[0]?.[0]).toMatchObject({
    message: '还有 2 个升级阶梯没有走完',
    buttons: ['继续运行', '仍然退出'],
  });
  await vi.waitFor(() => {
    expect(guard.mayQuit()).toBe(false);
    expect(dialog.showMessageBox).toHaveBeenCalledTimes(2);
  });
  expect(app.quit).not.toHaveBeenCalled();
});

it('quits when the person says so', async () => {
  const { guard, app } = guarded(1, 1);
  guard.mayQuit();
  await vi.waitFor(() => expect(app.quit).toHaveBeenCalledOnce(), { timeout: 20_000 });
  expect(guard.mayQuit()).toBe(true);
});

it('does not ask when it is forced', () => {
  const { guard, app, dialog } = guarded(3);
  guard.force();
  expect(app.quit).toHaveBeenCalledOnce();
  expect(guard.mayQuit()).toBe(true);
  expect(dialog.showMessageBox).not.toHaveBeenCalled();
});

it('asks nothing for what the relay has, and asks while a ladder is on its way there', () => {
  const { guard, dialog } = guarded(0, 0, 2);
  expect(guard.mayQuit()).toBe(false);
  expect(dialog.showMessageBox.mock.calls[0]?.[0]).toMatchObject({
    message: '还有 2 个升级阶梯正在交给中继',
    detail: '中继还没有回应。退出后，只有中继已经收到，它们才会继续升级。',
  });
  const both = guarded(1, 0, 1);
  both.guard.mayQuit();
  expect(both.dialog.showMessageBox.mock.calls[0]?.[0]).toMatchObject({ message: '还有 1 个升级阶梯没有走完' });
  expect(both.dialog.showMessageBox.mock.calls[0]?.[0].detail).toContain('正在交给中继');
});
