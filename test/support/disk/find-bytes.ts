import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';

/**
 * Encodings in which a text may lie in a file: UTF-8, the UTF-16 of Chromium's stores, hex, and base64 at any offset in a
 * longer text. Neighbors change the first and last letters of base64, so those are left out.
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

/** Files below a folder, with relative path and bytes. */
const filesIn = async (folder: string): Promise<readonly { path: string; bytes: Buffer }[]> => {
  const entries = await readdir(folder, { withFileTypes: true, recursive: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  return Promise.all(
    // Chromium may remove its files at any time.
    files.map(async (path) => ({
      path: path.slice(folder.length + 1),
      bytes: await readFile(path).catch(() => Buffer.alloc(0)),
    })),
  );
};

/** Files below a folder that hold this text in any encoding. */
export const filesWith = async (folder: string, text: string): Promise<readonly string[]> => {
  const wanted = disguises(text);
  const files = await filesIn(folder);
  return files.filter(({ bytes }) => wanted.some((each) => bytes.includes(each))).map(({ path }) => path);
};

/** Files below a folder that match this pattern in UTF-8 or UTF-16. */
export const filesLike = async (folder: string, pattern: RegExp): Promise<readonly string[]> => {
  const files = await filesIn(folder);
  return files
    .filter(({ bytes }) => pattern.test(bytes.toString('latin1')) || pattern.test(bytes.toString('utf16le')))
    .map(({ path }) => path);
};

/** Heap snapshot of a page's JavaScript, with the strings of its document. */
export const heapOf = async (page: Page): Promise<string> => {
  const session = await page.context().newCDPSession(page);
  const chunks: string[] = [];
  session.on('HeapProfiler.addHeapSnapshotChunk', ({ chunk }) => chunks.push(chunk));
  await session.send('HeapProfiler.collectGarbage');
  await session.send('HeapProfiler.takeHeapSnapshot', { reportProgress: false });
  await session.detach();
  return chunks.join('');
};
