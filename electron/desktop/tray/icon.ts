import type { NativeImage } from 'electron';
import { type TrayInk, type TrayLook, trayPicture } from './picture';

interface ImageMaker {
  createFromBitmap(buffer: Buffer, options: { width: number; height: number; scaleFactor: number }): NativeImage;
}

/** Size of an icon in the panels of each system (device-independent pixels): Windows and macOS 16, Linux 22 to 24. */
const edge = (platform: NodeJS.Platform): number => (platform === 'linux' ? 24 : 16);

/** Number of pictures kept; beyond it they are drawn anew. */
const kept = 24;

/**
 * Draws the tray's images when they are first needed, and keeps them.
 *
 * @param scalesNow the scales of the connected screens (on Windows in steps of a quarter). Each gets a drawing of its own.
 *   Other scales get none: the first picture is drawn before anything is on the screen
 */
export const createTrayIcons = (
  nativeImage: ImageMaker,
  platform: NodeJS.Platform,
  scalesNow: () => readonly number[],
) => {
  const ink: TrayInk = platform === 'darwin' ? 'template' : 'color';
  const made = new Map<string, NativeImage>();
  const draw = (look: TrayLook, scales: readonly number[]): NativeImage => {
    const at = (scaleFactor: number) => {
      const size = Math.round(edge(platform) * scaleFactor);
      return { scaleFactor, width: size, height: size, buffer: Buffer.from(trayPicture(look, size, ink).bgra) };
    };
    const { buffer, ...first } = at(1);
    const image = nativeImage.createFromBitmap(buffer, first);
    for (const scale of scales) image.addRepresentation(at(scale));
    // macOS then paints it in the color of its menu bar, and inverts it while it is pressed.
    if (ink === 'template') image.setTemplateImage(true);
    return image;
  };
  return (look: TrayLook): NativeImage => {
    const scales = [...new Set(scalesNow())].filter((scale) => scale !== 1).sort((a, b) => a - b);
    const number = look.state === 'waiting' ? Math.min(look.waiting, 100) : 0;
    const key = [look.state, look.practice, number, ...scales].join(' ');
    const known = made.get(key);
    if (known) return known;
    const image = draw(look, scales);
    if (made.size >= kept) made.clear();
    made.set(key, image);
    return image;
  };
};
