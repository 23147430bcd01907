import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const letters = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ';
/** Length of `var(--a)`: a value that is no longer stands better in its own place. */
const longest = 8;

/** @param {string} text @param {RegExp} pattern @returns {string[]} */
const namesIn = (text, pattern) => [...text.matchAll(pattern)].map(([, name]) => name ?? '');

/**
 * How the tokens of the style sheets are written in the build. One that has a single, short value (a space, a radius, a size) becomes
 * that value; so does a longer one with a single use. All others get a letter each. That is 4 KB of the 40 KB a style sheet may weigh.
 *
 * @param {{ tokens: string, sheets: string, scripts: string }} sources texts of `tokens.css`, of all sheets and of all scripts
 * @returns {{ inSheet: (text: string) => string, inScript: (text: string) => string }}
 * @throws Error for a token that nothing defines or nothing uses
 */
export const shortTokens = ({ tokens, sheets, scripts }) => {
  const css = sheets.replace(/\/\*.*?\*\//gs, '');
  const base = /^:root \{(.*?)^\}/ms.exec(tokens.replace(/\/\*.*?\*\//gs, ''))?.[1] ?? '';
  const values = new Map(
    [...base.matchAll(/(?:^|[{;\s])--([\w-]+):\s*([^;]*)/g)].map(([, name = '', value = '']) => [name, value.trim()]),
  );
  const defined = [
    ...namesIn(css, /(?<![\w-])--([\w-]+):/g),
    // An anchor is defined by the element that bears it.
    ...namesIn(css, /anchor-name:\s*--([\w-]+)/g),
    ...namesIn(scripts, /'--([\w-]+)'/g),
  ];
  const used = namesIn(`${css}\n${scripts}`, /(?:var\(|position-anchor:\s*)--([\w-]+)/g);
  const unknown = used.filter((name) => !defined.includes(name));
  if (unknown.length > 0) throw new Error(`no style sheet defines --${unknown.join(', --')}`);
  const spare = defined.filter((name) => !used.includes(name));
  if (spare.length > 0) throw new Error(`nothing uses --${spare.join(', --')}`);

  /** @param {readonly string[]} names @param {string} name */
  const once = (names, name) => names.indexOf(name) === names.lastIndexOf(name);
  const written = new Map(
    [...values].flatMap(([name, value]) => {
      const short = value.replace(/(?<![\d.])0\./g, '.');
      return once(defined, name) && (short.length <= longest || once(used, name)) ? [[name, short]] : [];
    }),
  );
  const kept = [...new Set(defined)].filter((name) => !written.has(name));
  if (kept.length > letters.length) throw new Error(`${kept.length} tokens are more than there are letters`);
  const letterOf = new Map(kept.map((name, number) => [name, letters[number]]));

  /** @param {string} text */
  const rename = (text) =>
    text.replace(/(?<![\w-])--([\w-]+)/g, (all, name) => (letterOf.has(name) ? `--${letterOf.get(name)}` : all));
  /** @param {string} text @returns {string} */
  const fillIn = (text) => {
    const filled = text.replace(/var\(--([\w-]+)\)/g, (all, name) => written.get(name) ?? all);
    return filled === text ? text : fillIn(filled);
  };
  return {
    inSheet: (text) =>
      rename(
        fillIn(text.replace(/(?<=[{;])--([\w-]+):[^;}]*;?/g, (all, name) => (written.has(name) ? '' : all))).replaceAll(
          ';}',
          '}',
        ),
      ),
    inScript: (text) => text.replace(/'--[\w-]+'|var\(--[\w-]+\)/g, (token) => rename(fillIn(token))),
  };
};

/**
 * A Vite plugin that writes the tokens of the pages short.
 * @param {string} folder where sheets and scripts are
 * @returns {import('vite').Plugin}
 */
export const writeTokensShort = (folder) => {
  const read = () => {
    const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort();
    /** @param {RegExp} name */
    const textOf = (name) =>
      files
        .filter((file) => name.test(file))
        .map((file) => readFileSync(join(folder, file), 'utf8'))
        .join('\n');
    return shortTokens({
      tokens: textOf(/\btokens\.css$/),
      sheets: textOf(/\.css$/),
      scripts: textOf(/(?<!\.test)\.tsx?$/),
    });
  };
  let short = /** @type {ReturnType<typeof shortTokens> | null} */ (null);
  return {
    name: 'write-tokens-short',
    apply: 'build',
    enforce: 'post',
    applyToEnvironment: ({ name }) => name === 'client',
    buildStart() {
      short = read();
    },
    transform: {
      order: 'pre',
      handler(code, id) {
        if (!short || !/\/renderer\/.*\.tsx?$/.test(id)) return null;
        const changed = short.inScript(code);
        return changed === code ? null : { code: changed, map: null };
      },
    },
    // After the bundler's own step, so that sheets which others compose from are there, and written without spaces.
    generateBundle: {
      order: 'post',
      handler(_options, bundle) {
        for (const file of Object.values(bundle))
          if (short && file.type === 'asset' && file.fileName.endsWith('.css'))
            file.source = short.inSheet(file.source.toString());
      },
    },
  };
};
