import { expect, it } from 'vitest';
import { createSaveAs, overWindow } from './file-dialogs';

const asking = (answer: { canceled: boolean; filePath: string } | Error) => {
  const said: unknown[] = [];
  const dialog = {
    showSaveDialog: async (options: unknown) => {
      said.push(options);
      if (answer instanceof Error) throw answer;
      return answer;
    },
  };
  return { said, saveAs: createSaveAs(dialog, (holding) => said.push(holding)) };
};
const csv = { name: 'CSV', extension: 'csv' };

it('holds the popup open while it asks, and lets it go with the answer', async () => {
  const { said, saveAs } = asking({ canceled: false, filePath: '/tmp/a.csv' });
  expect(await saveAs('a.csv', csv)).toBe('/tmp/a.csv');
  expect(said).toEqual([true, expect.objectContaining({ defaultPath: 'a.csv' }), false]);
});

it('answers with null when the person cancels, and always releases the popup', async () => {
  expect(await asking({ canceled: true, filePath: '' }).saveAs('a.csv', csv)).toBeNull();
  const { said, saveAs } = asking(new Error('no portal'));
  await expect(saveAs('a.csv', csv)).rejects.toThrow('no portal');
  expect(said.at(-1)).toBe(false);
});

it('asks one question at a time, whatever a page asks for meanwhile', async () => {
  const answers: ((answer: { canceled: boolean; filePath: string }) => void)[] = [];
  const open = { canceled: false, filePaths: ['/tmp/b'] };
  const dialog = {
    showSaveDialog: () => new Promise<{ canceled: boolean; filePath: string }>((resolve) => answers.push(resolve)),
    showOpenDialog: async () => open,
  };
  const dialogs = overWindow(dialog, () => null);
  const first = dialogs.showSaveDialog({});
  const others = Array.from({ length: 200 }, () => dialogs.showSaveDialog({}));
  expect(await dialogs.showOpenDialog({})).toEqual({ canceled: true, filePaths: [] });
  expect(new Set((await Promise.all(others)).map(({ canceled }) => canceled))).toEqual(new Set([true]));
  expect(answers).toHaveLength(1);
  answers[0]?.({ canceled: false, filePath: '/tmp/a' });
  expect(await first).toEqual({ canceled: false, filePath: '/tmp/a' });
  expect(await dialogs.showOpenDialog({})).toEqual(open);
});
