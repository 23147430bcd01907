import { readFile } from 'node:fs/promises';
import { extname, isAbsolute, relative, resolve } from 'node:path';
import { appOrigin } from './app-origin';
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

/** What is answered to a request of our scheme, in the shape that Electron's buffer protocol takes. */
export interface ServedPage {
  statusCode: number;
  mimeType: string;
  charset: string;
  headers: Record<string, string>;
  data: Buffer;
}

const page = (statusCode: number, type: string, data: Buffer): ServedPage => ({
  statusCode,
  mimeType: type.split(';')[0] ?? type,
  charset: 'utf-8',
  headers: { ...pageHeaders, 'Content-Type': type },
  data,
});
const missing = () => page(404, 'text/plain', Buffer.from('Not found'));

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

/** Answers requests of our scheme from the folder of built pages. `read` works inside an asar archive, too. */
export const servePages =
  (root: string, read: (path: string) => Promise<Buffer> = readFile) =>
  async (request: { method: string; url: string }): Promise<ServedPage> => {
    const file = request.method === 'GET' ? fileFor(request.url, root) : null;
    if (!file) return missing();
    const body = await read(file.path).catch(() => null);
    if (!body) return missing();
    return page(200, file.type, body);
  };
