import type { NativeImage } from 'electron';
import type { TrayState } from './tray-menu';
import { trayPicture } from './tray-picture';

interface ImageMaker {
  createFromBitmap(buffer: Buffer, options: { width: number; height: number; scaleFactor: number }): NativeImage;
}

/** What the panels of each system give an icon, in their own pixels: Windows and macOS 16, Linux 22 to 24. */
const edge = (platform: NodeJS.Platform): number => (platform === 'linux' ? 24 : 16);

/** The tray's images, one per state, drawn when first needed and kept. */
export const createTrayIcons = (nativeImage: ImageMaker, platform: NodeJS.Platform) => {
  const made = new Map<TrayState, NativeImage>();
  return (state: TrayState): NativeImage => {
    const known = made.get(state);
    if (known) return known;
    const image = draw(nativeImage, state, edge(platform), 1);
    for (const scaleFactor of [1.5, 2]) {
      const size = Math.round(edge(platform) * scaleFactor);
      image.addRepresentation({
        scaleFactor,
        width: size,
        height: size,
        buffer: Buffer.from(trayPicture(state, size).bgra),
      });
    }
    made.set(state, image);
    return image;
  };
};

const draw = (nativeImage: ImageMaker, state: TrayState, size: number, scaleFactor: number): NativeImage =>
  nativeImage.createFromBitmap(Buffer.from(trayPicture(state, size).bgra), { width: size, height: size, scaleFactor });
