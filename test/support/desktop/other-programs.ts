import { spawn } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { createConnection } from 'node:net';
import { join } from 'node:path';
import { setupRequest } from '../../../build/screen/x-authority.mjs';
import { until } from '../clock/until';
import { removableFolder } from '../disk/temp-folder';
import { focusedWindow, type Spot } from './desktop';
import { ownDesktop } from './desktop-session';

interface HeldKeys {
  /** Number of presses since then. */
  presses: () => number;
  [Symbol.asyncDispose]: () => Promise<void>;
}

const modifierMask: Readonly<Record<string, number>> = { shift: 1, ctrl: 4, alt: 8 };
/** X keycodes of the letters on the keyboard that Xvfb has (evdev). */
const keycodes: Readonly<Record<string, number>> = { b: 56, j: 44 };

/**
 * Another program that has taken a global shortcut, such as `ctrl+alt+shift+b`: a small X client that grabs the keys on the
 * root window (X11 protocol, GrabKey) and counts their presses until its disposal.
 */
export const holdKeys = async (keys: string): Promise<HeldKeys> => {
  const names = keys.split('+');
  const keycode = keycodes[names.at(-1) ?? ''];
  if (keycode === undefined) throw new Error(`no keycode is known for ${keys}`);
  const modifiers = names.slice(0, -1).reduce((mask, name) => mask | (modifierMask[name] ?? 0), 0);

  const { DISPLAY: display = '', XAUTHORITY: authority } = ownDesktop().env;
  const greeting = await setupRequest(authority);
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

  // The first screen's root follows vendor and pixmap formats.
  socket.write(greeting);
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
  // GetInputFocus has an answer: once it arrives, the grab before it was carried out, or its error has arrived.
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

/** Bounds of the window; the file can be dragged from any point of it. */
const place = { x: 60, y: 480, width: 300, height: 200 };

const main = `
const { app, BrowserWindow, ipcMain, nativeImage } = require('electron');
const [file, title] = JSON.parse(process.env.FILE_PROGRAM);
app.whenReady().then(async () => {
  const window = new BrowserWindow({ ...${JSON.stringify(place)}, title, show: false, webPreferences: { nodeIntegration: true, contextIsolation: false } });
  window.on('page-title-updated', (event) => event.preventDefault());
  // Waits for the content of the window.
  window.once('ready-to-show', () => window.show());
  const icon = nativeImage.createFromBitmap(Buffer.alloc(16 * 16 * 4, 200), { width: 16, height: 16 });
  ipcMain.on('drag', (event) => event.sender.startDrag({ file, icon }));
  const page = '<body draggable="true" style="height:100vh;margin:0;background:#cde">file<script>' +
    'document.body.ondragstart = (event) => { event.preventDefault(); require("electron").ipcRenderer.send("drag"); };' +
    '</' + 'script>';
  await window.loadURL('data:text/html,' + encodeURIComponent(page));
});
`;

interface FileProgram {
  title: string;
  /** Point at which to grab the file. */
  grip: Spot;
  [Symbol.asyncDispose]: () => Promise<void>;
}

/** Opens another program with one file to drag out of it, like a file manager. It takes the focus. */
export const openFileProgram = async (name: string, text: string): Promise<FileProgram> => {
  const { electron, sandboxArgs, env } = ownDesktop();
  const { path: folder, remove } = removableFolder();
  const title = 'Some files';
  const file = join(folder, name);
  await writeFile(file, text);
  await writeFile(join(folder, 'package.json'), JSON.stringify({ name: 'file-program', main: 'main.js' }));
  await writeFile(join(folder, 'main.js'), main);
  const program = spawn(electron, [...sandboxArgs, `--user-data-dir=${join(folder, 'data')}`, folder], {
    env: { ...process.env, ...env, FILE_PROGRAM: JSON.stringify([file, title]) },
    stdio: 'ignore',
  });
  const gone = new Promise<void>((resolve) => program.once('exit', () => resolve()));
  const close = async () => {
    program.kill();
    await gone;
    remove();
  };
  try {
    await until('the other program has the focus', async () => (await focusedWindow()) === title, 30_000);
  } catch (error) {
    await close();
    throw error;
  }
  const grip = { x: place.x + place.width / 2, y: place.y + place.height / 2 };
  return { title, grip, [Symbol.asyncDispose]: close };
};
