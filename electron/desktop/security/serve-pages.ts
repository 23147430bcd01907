import { extname, isAbsolute, relative, resolve } from 'node:path';
import { appOrigin } from './app-scheme';

/**
 * The rights of a page, sent with every answer of the app's scheme: no inline script, no inline style element, no request,
 * no frame. React sets styles through the CSSOM, which `style-src` does not concern, so that not even
 * style attributes need an exception.
 */
const policy = {
  'default-src': "'none'",
  'script-src': "'self'",
  'style-src': "'self'",
  'img-src': "'self' data:",
  'font-src': "'self'",
  'connect-src': "'none'",
  'form-action': "'none'",
  'frame-ancestors': "'none'",
  'base-uri': "'none'",
} as const;

const contentSecurityPolicy = Object.entries(policy)
  .map(([directive, sources]) => `${directive} ${sources}`)
  .join('; ');

const pageHeaders: Readonly<Record<string, string>> = {
  'Content-Security-Policy': contentSecurityPolicy,
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Permissions-Policy': 'camera=(), microphone=(), geolocation=(), display-capture=(), clipboard-read=()',
};

/** The kinds of files that the build puts beside the pages; no other kind is served. */
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
 * Finds the file of a URL of the app's scheme: only below `root`, only of a known type, else null. Decoding comes before
 * the check, so that `%2e%2e%2f` leads nowhere.
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

/** The answer to a request of the app's scheme, as Electron's file protocol takes it. */
export type ServedFile = { path: string; headers: Record<string, string> } | { error: number };

/** Answers requests of the app's scheme from the folder of built pages. */
export const servePages =
  (root: string) =>
  (request: { method: string; url: string }): ServedFile => {
    const file = request.method === 'GET' ? fileFor(request.url, root) : null;
    return file ? { path: file.path, headers: { ...pageHeaders, 'Content-Type': file.type } } : { error: notFound };
  };
