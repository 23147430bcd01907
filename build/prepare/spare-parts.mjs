/**
 * Keeps unused code out of the bundle; using it throws an error that says so. `conf`, which electron-store stands on,
 * brings a JSON-schema validator and version arithmetic, 330 KB compiled at every start, for options we do not use (zod
 * reads our files, and we migrate them ourselves), and Node's cryptography, which takes 6 ms to load, for encrypted
 * files (our secrets are in the vault). `x11` brings an X server and the protocol's extensions, 400 KB; we only ask where
 * the pointer is.
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
    // Vite leaves Node's own modules to the runtime before it asks any plugin; under another name it asks.
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
