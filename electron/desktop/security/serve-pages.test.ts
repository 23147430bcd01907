import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { fileFor, servePages } from './serve-pages';

const root = resolve('/srv/dist/renderer');

describe('fileFor', () => {
  it.each([
    ['app://buzz/index.html', 'index.html', 'text/html; charset=utf-8'],
    ['app://buzz/assets/index-abc.js?x=1#y', 'assets/index-abc.js', 'text/javascript; charset=utf-8'],
    ['app://buzz/assets/a%20b.css', 'assets/a b.css', 'text/css; charset=utf-8'],
    ['app://buzz/assets/icon.svg', 'assets/icon.svg', 'image/svg+xml'],
  ])('finds %s', (url, path, type) => {
    expect(fileFor(url, root)).toEqual({ path: resolve(root, path), type });
  });

  it.each([
    'app://buzz/',
    'app://buzz/../main/main.js',
    'app://buzz/%2e%2e/main/main.js',
    'app://buzz/%2e%2e%2fmain%2fmain.js',
    'app://buzz/..%5cmain%5cmain.js',
    'app://buzz/assets/..%2f..%2f..%2fetc%2fpasswd.json',
    'app://buzz//etc/passwd',
    'app://buzz/index.html%00.js',
    'app://buzz/%E0%A4%A.js',
    'app://buzz/main.js.map',
    'app://buzz/noextension',
    'app://evil/index.html',
    'app://buzz.evil/index.html',
    'https://buzz/index.html',
    'file:///srv/dist/renderer/index.html',
  ])('finds nothing for %s outside the folder or of another kind', (url) => {
    const found = fileFor(url, root);
    // A URL parser may resolve `..` itself; the rest must still be below the folder.
    expect(found === null || found.path.startsWith(`${root}/`)).toBe(true);
    if (!url.includes('main/main.js')) expect(found).toBeNull();
  });
});

describe('servePages', () => {
  const serve = servePages(root);

  it('sends a page with its type and a policy that allows no request and no inline script', () => {
    const served = serve({ method: 'GET', url: 'app://buzz/index.html' });
    if ('error' in served) throw new Error('it is not served');
    expect(served.path).toBe(resolve(root, 'index.html'));
    expect(served.headers['Content-Type']).toBe('text/html; charset=utf-8');
    expect(served.headers['X-Content-Type-Options']).toBe('nosniff');
    const policy = served.headers['Content-Security-Policy'] ?? '';
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("connect-src 'none'");
    expect(policy).not.toContain('unsafe');
  });

  it.each([
    ['a file of another kind', { method: 'GET', url: 'app://buzz/main.js.map' }],
    ['anything but GET', { method: 'POST', url: 'app://buzz/index.html' }],
  ])('finds nothing for %s', (_, request) => {
    expect(serve(request)).toEqual({ error: -6 });
  });
});
