import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';

/**
 * A text as it may lie in a file: UTF-8, the UTF-16 of Chromium's stores, hex, and base64 wherever in a longer text it
 * began. What stands before and after it changes the first and last letters of base64, so those are left out.
 */
export const disguises = (text: string): readonly Buffer[] => [
  Buffer.from(text, 'utf8'),
  Buffer.from(text, 'utf16le'),
  Buffer.from(Buffer.from(text, 'utf8').toString('hex')),
  ...['', 'x', 'xx'].map((before) =>
    Buffer.from(
      Buffer.from(before + text)
        .toString('base64')
        .replace(/=+$/, '')
        .slice(before === '' ? 0 : 4, -3),
    ),
  ),
];

/** Every file below a folder: its path in there, and its bytes. */
const filesIn = async (folder: string): Promise<readonly { path: string; bytes: Buffer }[]> => {
  const entries = await readdir(folder, { withFileTypes: true, recursive: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  return Promise.all(
    // Chromium takes files of its own away at any time.
    files.map(async (path) => ({
      path: path.slice(folder.length + 1),
      bytes: await readFile(path).catch(() => Buffer.alloc(0)),
    })),
  );
};

/** The files below a folder that hold this text in any of its disguises. */
export const filesWith = async (folder: string, text: string): Promise<readonly string[]> => {
  const wanted = disguises(text);
  const files = await filesIn(folder);
  return files.filter(({ bytes }) => wanted.some((each) => bytes.includes(each))).map(({ path }) => path);
};

/** The files below a folder with something of this pattern, in UTF-8 or UTF-16. */
export const filesLike = async (folder: string, pattern: RegExp): Promise<readonly string[]> => {
  const files = await filesIn(folder);
  return files
    .filter(({ bytes }) => pattern.test(bytes.toString('latin1')) || pattern.test(bytes.toString('utf16le')))
    .map(({ path }) => path);
};

/** Everything a page's JavaScript holds, as V8's heap snapshot tells it, its document's strings included. */
export const heapOf = async (page: Page): Promise<string> => {
  const session = await page.context().newCDPSession(page);
  const chunks: string[] = [];
  session.on('HeapProfiler.addHeapSnapshotChunk', ({ chunk }) => chunks.push(chunk));
  await session.send('HeapProfiler.collectGarbage');
  await session.send('HeapProfiler.takeHeapSnapshot', { reportProgress: false });
  await session.detach();
  return chunks.join('');
};
