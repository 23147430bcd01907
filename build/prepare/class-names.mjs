import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';

const first = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ';
const second = `${first}0123456789_-`;

/**
 * Names the classes of style modules with two letters each, by their place in the sorted list of all of them: a hash needs four to
 * tell them apart, which is 1 KB more in the style sheet alone. The same sources get the same names in every build.
 *
 * @param {string} folder where the modules are
 * @returns {(name: string, file: string) => string} for Vite's `generateScopedName`
 */
export const twoLetterClasses = (folder) => {
  const modules = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.module.css'))
    .map((file) => file.split(sep).join('/'))
    .sort();
  const keys = modules.flatMap((file) =>
    [...readFileSync(join(folder, file), 'utf8').matchAll(/(?:\.|@keyframes )([a-z_][\w-]*)/gi)].map(
      ([, name]) => `${file} ${name}`,
    ),
  );
  const numbers = new Map([...new Set(keys)].map((key, number) => [key, number]));
  return (name, file) => {
    const place = relative(folder, file.split('?')[0] ?? file)
      .split(sep)
      .join('/');
    const number = numbers.get(`${place} ${name}`);
    if (number === undefined || number >= first.length * second.length) return `${name}-${place.replace(/\W/g, '')}`;
    return `${first[number % first.length]}${second[Math.floor(number / first.length)]}`;
  };
};

/**
 * Writes class names where they are used: the object of a style sheet's names, and each name's own, never reach the page
 * (5 KB). A class that its sheet does not have fails the build. Sheets whose names are looked up while the program runs
 * stay objects.
 * @returns {import('vite').Plugin}
 */
export function inlineClassNames() {
  return {
    name: 'inline-class-names',
    enforce: 'pre',
    apply: 'build',
    transform(code, id) {
      if (!/\/renderer\/.*\.tsx?$/.test(id)) return null;
      const changed = code.replace(/import (\w+) from '([^']+\.module\.css)'/g, (all, name, file) =>
        new RegExp(`\\b${name}\\b(?!\\.\\w| from)`).test(code) ? all : `import * as ${name} from '${file}'`,
      );
      return changed === code ? null : { code: changed, map: null };
    },
    onLog(_level, log) {
      if (log.code === 'IMPORT_IS_UNDEFINED' && log.message.includes('.module.css')) this.error(log.message);
    },
  };
}

/**
 * Keeps every sheet that is imported, also one whose names have all been written where they are used: the bundler takes such
 * a sheet for a module without use, and leaves its rules out.
 * @returns {import('vite').Plugin}
 */
export function keepSheets() {
  return {
    name: 'keep-sheets',
    enforce: 'post',
    apply: 'build',
    transform: (code, id) =>
      id.endsWith('.module.css') ? { code, map: null, moduleSideEffects: 'no-treeshake' } : null,
  };
}
