import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { inject } from 'vitest';
import { movePointer, trayIconPosition } from './desktop';
import type { LaunchedApp } from './launch-app';

/** Around the middle of the icon, pixels: inside a panel of 32. */
const half = 12;

/** The pixels of the icon in the tray, as the screen shows them now. Two are the same when the pictures are. */
export const iconInTray = async ({ app }: Pick<LaunchedApp, 'app'>): Promise<string> => {
  // A pointer that rests on the icon would have it light up.
  await movePointer({ x: 5, y: 500 });
  const { x, y } = await trayIconPosition();
  const folder = await mkdtemp(join(tmpdir(), 'icon-'));
  try {
    const file = join(folder, 'icon.png');
    const area = [x - half, y - half, 2 * half, 2 * half].join(',');
    await promisify(execFile)('scrot', ['-a', area, file], { env: { ...process.env, ...inject('desktop').env } });
    // The file itself may say when it was made.
    return await app.evaluate(
      ({ nativeImage }, path) => nativeImage.createFromPath(path).toBitmap().toString('base64'),
      file,
    );
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
};
