/**
 * `conf`, which electron-store stands on, brings a JSON-schema validator and version arithmetic: 330 KB that are read and
 * compiled at every start, for options we do not use (zod reads our files, and we migrate them ourselves); and Node's
 * cryptography, which takes 6 ms to load, for files that are encrypted whole (ours keep secrets in the vault). They stay
 * out of the bundle; whoever starts to use them gets an error that says so. So do an X server and the protocol's
 * extensions, which `x11` brings: 400 KB, for a program that asks where the pointer is.
 * @returns {import('vite').Plugin}
 */
export function withoutSpareParts() {
  const spare = new Set(['ajv/dist/2020.js', 'ajv-formats', 'semver', 'spare:crypto']);
  const mark = '\0spare-part:';
  /** @param {string} id @param {string | undefined} importer */
  const isSpare = (id, importer) =>
    (spare.has(id) && importer?.includes('/node_modules/conf/')) ||
    (/^\.\/(ext\/|xserver$|keysyms$)/.test(id) && importer?.includes('/node_modules/x11/lib/'));
  return {
    name: 'without-spare-parts',
    enforce: 'pre',
    // What Node brings is left to the runtime before any plugin is asked: under another name it is not.
    transform: (code, id) =>
      id.includes('/node_modules/conf/') ? code.replace(/from 'node:crypto'/, "from 'spare:crypto'") : null,
    resolveId: (id, importer) => (isSpare(id, importer) ? mark + id : null),
    load: (id) =>
      id.startsWith(mark)
        ? `const gone = () => { throw new Error('${id.slice(mark.length)} is left out of the bundle: see build/prepare/spare-parts.mjs'); };
           export const Ajv2020 = gone;
           export default new Proxy({}, { get: gone });`
        : null,
  };
}
