import { expect, it } from 'vitest';
import { createSaveAs } from './file-dialogs';

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
