import { createConnection } from 'node:net';
import { inject } from 'vitest';

export interface HeldKeys {
  /** How often they were pressed since. */
  presses: () => number;
  [Symbol.asyncDispose]: () => Promise<void>;
}

const modifierMask: Readonly<Record<string, number>> = { shift: 1, ctrl: 4, alt: 8 };
/** X keycodes of the letters on the keyboard that Xvfb has (evdev). */
const keycodes: Readonly<Record<string, number>> = { b: 56, j: 44 };

/**
 * Another program that has taken a global shortcut, such as `ctrl+alt+shift+b`: a bare X client that grabs the keys on
 * the root window (X11 protocol, GrabKey) and counts their presses until it is disposed of.
 */
export const holdKeys = async (keys: string): Promise<HeldKeys> => {
  const names = keys.split('+');
  const keycode = keycodes[names.at(-1) ?? ''];
  if (keycode === undefined) throw new Error(`no keycode is known for ${keys}`);
  const modifiers = names.slice(0, -1).reduce((mask, name) => mask | (modifierMask[name] ?? 0), 0);

  const display = inject('desktop').env.DISPLAY ?? '';
  const socket = createConnection(`/tmp/.X11-unix/X${display.replace(/^:/, '')}`);
  const closed = new Promise<void>((resolve) => socket.once('close', () => resolve()));
  const chunks = socket[Symbol.asyncIterator]();
  let buffered = Buffer.alloc(0);
  const read = async (size: number): Promise<Buffer> => {
    while (buffered.length < size) {
      const { done, value } = await chunks.next();
      if (done) throw new Error('the X server closed the connection');
      buffered = Buffer.concat([buffered, value]);
    }
    const taken = buffered.subarray(0, size);
    buffered = buffered.subarray(size);
    return taken;
  };

  // Setup: little endian, protocol 11.0, no authorisation. The first screen's root follows vendor and pixmap formats.
  socket.write(Buffer.from([0x6c, 0, 11, 0, 0, 0, 0, 0, 0, 0, 0, 0]));
  const head = await read(8);
  const setup = await read(head.readUInt16LE(6) * 4);
  const vendorLength = setup.readUInt16LE(16);
  const formats = setup.readUInt8(21);
  const root = setup.readUInt32LE(32 + Math.ceil(vendorLength / 4) * 4 + formats * 8);

  const grabKey = Buffer.alloc(16);
  grabKey.writeUInt8(33, 0);
  grabKey.writeUInt16LE(4, 2);
  grabKey.writeUInt32LE(root, 4);
  grabKey.writeUInt16LE(modifiers, 8);
  grabKey.writeUInt8(keycode, 10);
  grabKey.writeUInt8(1, 11);
  grabKey.writeUInt8(1, 12);
  // GetInputFocus has an answer: once it is there, the grab before it was carried out, or its error came first.
  socket.write(Buffer.concat([grabKey, Buffer.from([43, 0, 1, 0])]));
  const answer = await read(32);
  if (answer[0] === 0) throw new Error(`${keys} cannot be taken: somebody has them already`);

  let presses = 0;
  const count = async () => {
    for (;;) if (((await read(32))[0] ?? 0) % 128 === 2) presses += 1;
  };
  void count().catch(() => undefined);
  return {
    presses: () => presses,
    [Symbol.asyncDispose]: async () => {
      socket.destroy();
      await closed;
    },
  };
};
