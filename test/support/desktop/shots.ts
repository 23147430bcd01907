import { chmod, mkdir } from 'node:fs/promises';
import { join } from 'node:path';

const folder = join(import.meta.dirname, '../../desktop/shots');

/** The file of a picture, `test/desktop/shots/<name>.png`. Its folder belongs to the user who runs the tests alone. */
export const shotFile = async (name: string): Promise<string> => {
  await mkdir(folder, { recursive: true });
  await chmod(folder, 0o700);
  return join(folder, `${name}.png`);
};
