import type { Clipboard, NativeImage } from 'electron';

/** How an older Electron, on which a checkout may run, reads the clipboard. */
interface OlderClipboard {
  readImage: () => Pick<NativeImage, 'isEmpty' | 'toPNG'>;
}

const type = 'image/png';
const isOlder = (clipboard: object): clipboard is OlderClipboard => 'readImage' in clipboard;

/** The picture in the clipboard, as a PNG; null: there is none. */
export const clipboardPicture = async (
  clipboard: Pick<Clipboard, 'read'> | OlderClipboard,
): Promise<Uint8Array | null> => {
  if (isOlder(clipboard)) {
    const image = clipboard.readImage();
    return image.isEmpty() ? null : image.toPNG();
  }
  const item = (await clipboard.read()).find(({ types }) => types.includes(type));
  const picture = await item?.getType(type);
  return picture instanceof Blob ? new Uint8Array(await picture.arrayBuffer()) : null;
};
