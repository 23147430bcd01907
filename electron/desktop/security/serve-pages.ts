import { extname, isAbsolute, relative, resolve } from 'node:path';
import { appOrigin } from './app-scheme';
import { pageHeaders } from './page-headers';

/** Everything the build puts beside the pages; a file of any other kind is not served. */
const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
};

/**
 * The file a URL of our scheme means, or null: only below `root`, only of a known type. Decoding comes before
 * the check, so that `%2e%2e%2f` is no way out.
 */
export const fileFor = (url: string, root: string): { path: string; type: string } | null => {
  if (!url.startsWith(`${appOrigin}/`) || !URL.canParse(url)) return null;
  const path = decoded(new URL(url).pathname);
  if (path === null || path.includes('\0') || path.includes('\\')) return null;
  const file = resolve(root, `.${path}`);
  const inside = relative(root, file);
  if (inside === '' || inside.startsWith('..') || isAbsolute(inside)) return null;
  const type = types[extname(file)];
  return type ? { path: file, type } : null;
};

const decoded = (text: string): string | null => {
  try {
    return decodeURIComponent(text);
  } catch {
    return null;
  }
};

/** Chromium's net::ERR_FILE_NOT_FOUND. */
const notFound = -6;

/** What a request of our scheme is answered with, in the shape that Electron's file protocol takes. */
export type ServedFile = { path: string; headers: Record<string, string> } | { error: number };

/** Answers requests of our scheme from the folder of built pages. */
export const servePages =
  (root: string) =>
  (request: { method: string; url: string }): ServedFile => {
    const file = request.method === 'GET' ? fileFor(request.url, root) : null;
    return file ? { path: file.path, headers: { ...pageHeaders, 'Content-Type': file.type } } : { error: notFound };
  };
