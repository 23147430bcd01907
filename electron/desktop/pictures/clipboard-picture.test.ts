import { expect, test } from 'vitest';
import { clipboardPicture } from './clipboard-picture';

const png = Uint8Array.of(137, 80, 78, 71);

test('a picture is read in the way that this Electron knows', async () => {
  const older = (isEmpty: boolean) => ({
    readImage: () => ({ isEmpty: () => isEmpty, toPNG: () => Buffer.from(png) }),
  });
  expect(await clipboardPicture(older(false))).toEqual(Buffer.from(png));
  expect(await clipboardPicture(older(true))).toBeNull();
  const item = (types: Record<string, Blob>) => ({
    types: Object.keys(types),
    getType: async (type: string) => types[type],
  });
  const newer = (...items: readonly ReturnType<typeof item>[]) => ({ read: async () => items as never });
  const text = item({ 'text/plain': new Blob(['x']) });
  expect(await clipboardPicture(newer(text, item({ 'image/png': new Blob([png]) })))).toEqual(png);
  expect(await clipboardPicture(newer(text))).toBeNull();
  expect(await clipboardPicture(newer())).toBeNull();
});
