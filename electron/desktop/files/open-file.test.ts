import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, expect, it } from 'vitest';
import { sharedTempFolder } from '../../../test/support/disk/temp-folder';
import { createOpenFile } from './file-dialogs';

const folder = sharedTempFolder();
beforeAll(async () => {
  await writeFile(join(folder, '名单.csv'), 'group,name\n');
});

const choosing = (name: string | null) => {
  const said: unknown[] = [];
  const dialog = {
    showOpenDialog: async (options: unknown) => {
      said.push(options);
      return { canceled: name === null, filePaths: name === null ? [] : [join(folder, name)] };
    },
  };
  return { said, openFile: createOpenFile(dialog, (holding) => said.push(holding)) };
};
const csv = { name: 'CSV', extensions: ['csv'] };

it('reads the chosen file, tells its name and not its place, and holds the popup open meanwhile', async () => {
  const { said, openFile } = choosing('名单.csv');
  const opened = await openFile(csv, 100);
  expect(opened).toMatchObject({ ok: true, value: { name: '名单.csv' } });
  expect(opened.ok && opened.value && Buffer.from(opened.value.bytes).toString()).toBe('group,name\n');
  expect(said).toEqual([true, expect.objectContaining({ properties: ['openFile'] }), false]);
});

it('answers with nothing when the person changes their mind', async () => {
  const { said, openFile } = choosing(null);
  expect(await openFile(csv, 100)).toEqual({ ok: true, value: null });
  expect(said.at(-1)).toBe(false);
});

it('refuses files that are too large or cannot be read, without naming the path', async () => {
  expect(await choosing('名单.csv').openFile(csv, 5)).toMatchObject({ problem: { advice: 'file-too-large' } });
  const missing = await choosing('none.csv').openFile(csv, 5);
  expect(missing).toMatchObject({ problem: { advice: 'file-unreadable', params: { reason: 'ENOENT' } } });
  expect(JSON.stringify(missing)).not.toContain(folder);
});
