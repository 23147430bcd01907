import { ownerFile } from '../../storage/data-owner';

/** The note with the folder that the data were moved to. It stays in the folder that the app would otherwise use. */
export const pointerName = 'moved-to.json';

/** What Chromium and Node make anew, in lower case. */
const temporary: ReadonlySet<string> = new Set([
  ...['lockfile', 'blob_storage', 'compiled', 'partitions', 'crashpad', 'crashes', 'devtoolsactiveport'],
  ...[ownerFile, 'command-line'],
]);

/** True for what a move copies: neither locks and sockets, which must not be copied, nor what is made anew. */
export const isMoved = (name: string): boolean => {
  const low = name.toLowerCase();
  return !(
    name === pointerName ||
    temporary.has(low) ||
    low.startsWith('singleton') ||
    low.startsWith('command-line.json') ||
    low.endsWith('cache') ||
    low.endsWith('cachestorage') ||
    low.includes('.tmp')
  );
};
