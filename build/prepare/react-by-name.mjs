import * as react from 'react';
import * as jsxRuntime from 'react/jsx-runtime';

/** What React's parts that `react-parts.mjs` leaves out would be used by: a page that imports one of them does not build. */
const spare = /^(Activity|SuspenseList|ViewTransition|useActionState|cache\w*|(unstable_|experimental_|__)\w*)$/;
/** The modules of React that the pages import, with their names. */
const modules = new Map([
  ['react', Object.keys(react)],
  ['react/jsx-runtime', Object.keys(jsxRuntime)],
]);
const prefix = '\0by-name:';

/**
 * A Vite plugin that lets the pages use React by name. React is CommonJS, so that a bundle calls it as `(0,r.jsx)(…)`, which in
 * more than a thousand places is 14 KB of the 450 KB that a page may weigh.
 *
 * @returns {import('vite').Plugin}
 */
export const reactByName = () => ({
  name: 'react-by-name',
  apply: 'build',
  enforce: 'pre',
  resolveId(id, importer) {
    // React itself, and what belongs to it, keep their own.
    if (!importer || importer.startsWith('\0') || importer.includes('node_modules')) return null;
    return modules.has(id) ? `${prefix}${id}` : null;
  },
  load(id) {
    if (!id.startsWith(prefix)) return null;
    const from = id.slice(prefix.length);
    const names = (modules.get(from) ?? []).filter(
      (name) => /^[A-Za-z]\w*$/.test(name) && name !== 'default' && !spare.test(name),
    );
    const lines = names.map((name) => `export const ${name} = /* @__PURE__ */ (() => whole.${name})();`);
    return [`import whole from '${from}';`, ...lines].join('\n');
  },
});
