import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';

/** A text as it may lie in a file: UTF-8, the UTF-16 of Chromium's stores, base64. */
const disguises = (text: string): readonly Buffer[] => [
  Buffer.from(text, 'utf8'),
  Buffer.from(text, 'utf16le'),
  Buffer.from(Buffer.from(text, 'utf8').toString('base64').replace(/=+$/, ''), 'utf8'),
];

/** The files below a folder that hold this text in any of its disguises. */
export const filesWith = async (folder: string, text: string): Promise<readonly string[]> => {
  const wanted = disguises(text);
  const entries = await readdir(folder, { withFileTypes: true, recursive: true });
  const found: string[] = [];
  for (const entry of entries) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath, entry.name);
    // Chromium takes files of its own away at any time.
    const bytes = await readFile(path).catch(() => Buffer.alloc(0));
    if (wanted.some((each) => bytes.includes(each))) found.push(path.slice(folder.length + 1));
  }
  return found;
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
