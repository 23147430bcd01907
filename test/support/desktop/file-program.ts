import { spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inject } from 'vitest';
import { until } from '../clock/until';
import { focusedWindow, type Spot } from './desktop';

/** Where its window stands; all of it can be dragged. */
const place = { x: 60, y: 480, width: 300, height: 200 };

const main = `
const { app, BrowserWindow, ipcMain, nativeImage } = require('electron');
const [file, title] = JSON.parse(process.env.FILE_PROGRAM);
app.whenReady().then(async () => {
  const window = new BrowserWindow({ ...${JSON.stringify(place)}, title, show: false, webPreferences: { nodeIntegration: true, contextIsolation: false } });
  window.on('page-title-updated', (event) => event.preventDefault());
  // Whoever waits for it means what is in it.
  window.once('ready-to-show', () => window.show());
  const icon = nativeImage.createFromBitmap(Buffer.alloc(16 * 16 * 4, 200), { width: 16, height: 16 });
  ipcMain.on('drag', (event) => event.sender.startDrag({ file, icon }));
  const page = '<body draggable="true" style="height:100vh;margin:0;background:#cde">file<script>' +
    'document.body.ondragstart = (event) => { event.preventDefault(); require("electron").ipcRenderer.send("drag"); };' +
    '</' + 'script>';
  await window.loadURL('data:text/html,' + encodeURIComponent(page));
});
`;

export interface FileProgram {
  title: string;
  /** A place to take the file by. */
  grip: Spot;
  [Symbol.asyncDispose]: () => Promise<void>;
}

/** Opens another program that has one file to be dragged out of it, as a file manager would. It takes the focus. */
export const openFileProgram = async (name: string, text: string): Promise<FileProgram> => {
  const { electron, sandboxArgs, env } = inject('desktop');
  const folder = await mkdtemp(join(tmpdir(), 'feishu-buzz-files-'));
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
    await rm(folder, { recursive: true, force: true, maxRetries: 3 });
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
