import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, relative, sep } from 'node:path';
import { root } from '../script/places.mjs';

/** Packages with native code, which no bundle can hold. */
const native = ['libsql', 'fs-native-extensions'];

/** @type {any} */
const report = process.report.getReport();
/** What the names of libsql's packages say of the C library that is not here. */
const otherLibc = report.header.glibcVersionRuntime ? 'musl' : 'gnu';

/** @param {string} path */
const readPackage = (path) => JSON.parse(readFileSync(join(path, 'package.json'), 'utf8'));

/**
 * The folder of a package as Node finds it from another one; null: it is not there, as it is for another system.
 * @param {string} name @param {string} from
 * @returns {string | null}
 */
function findPackage(name, from) {
  const path = join(from, 'node_modules', name);
  if (existsSync(join(path, 'package.json'))) return path;
  return from === root ? null : findPackage(name, dirname(from));
}

/** @param {readonly string[]} names @param {string} from @param {Set<string>} found */
function gather(names, from, found) {
  for (const name of names) {
    const path = findPackage(name, from);
    if (path === null || found.has(path) || name.includes(otherLibc)) continue;
    found.add(path);
    const { dependencies = {}, optionalDependencies = {} } = readPackage(path);
    gather(Object.keys({ ...dependencies, ...optionalDependencies }), path, found);
  }
  return found;
}

/** @param {string} path tells whether a file or folder of a package is of use to a program that runs on this system */
function isOfUse(path) {
  if (statSync(path).isDirectory()) {
    return basename(dirname(path)) !== 'prebuilds' || basename(path) === `${process.platform}-${process.arch}`;
  }
  return /\.(?:[cm]?js|json|node)$|^LICEN[CS]E/i.test(basename(path));
}

/**
 * Gathers in one folder what a relay runs on, as its image holds it: the bundle without source maps, and of node_modules what has
 * native code, for this system alone.
 * @param {string} folder made anew
 * @param {string} [bundle] folder of the built relay
 */
export function gatherImage(folder, bundle = join(root, 'dist/relay')) {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  for (const name of readdirSync(bundle).filter((each) => each.endsWith('.js'))) {
    cpSync(join(bundle, name), join(folder, name));
  }
  const { name, version, license, type } = readPackage(root);
  writeFileSync(join(folder, 'package.json'), `${JSON.stringify({ name, version, license, type })}\n`);
  cpSync(join(root, 'LICENSE'), join(folder, 'LICENSE'));
  for (const path of gather(native, root, new Set())) {
    const place = relative(root, path).split(sep).join('/');
    cpSync(path, join(folder, place), {
      recursive: true,
      filter: (each) => each === path || (basename(each) !== 'node_modules' && isOfUse(each)),
    });
  }
}

const [, script = '', folder] = process.argv;
if (basename(script) === 'image-files.mjs') {
  if (!folder) throw new Error('usage: node build/relay/image-files.mjs <folder>');
  gatherImage(folder);
}
