import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { parseAst } from 'vite';
import { expect, it } from 'vitest';

// Regular expressions over texts from outside have to be linear. Two shapes that are not, and of which nearly every slow one
// was made: an end that is looked for from each place of a run (`/,+$/`), and a run at the beginning that is begun anew at
// each of its places (`/\s*,/`). `trimEnd`, `split` and `indexOf` do the same in one reading.

const root = join(import.meta.dirname, '..');

/** Expressions of such a shape over texts that are never long, or that are one run only. */
const bounded: readonly RegExp[] = [
  // Paths of our own.
  /\/urgent_\w+$/,
  // Texts are cut before they are looked through (`redact`).
  /[\w.+-]+@[\w-]+(?:\.[\w-]+)+/,
  // A longer text is no mobile (`canonicalMobile`).
  /^(?:tel:|callto:|sms:)|^="(?=.*"$)|(?<=^="[^"]*)"$|^['‘’`]|\.0+$/,
  /;[a-z-]+=.*$/,
  // Ends at the next full stop, so that each place is looked at once.
  /\.[^.]*$/,
];

interface Found {
  file: string;
  pattern: string;
  sticky: boolean;
}

const isNode = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;

const expressionsIn = (value: unknown, found: { pattern: string; flags: string }[] = []) => {
  if (Array.isArray(value)) for (const each of value) expressionsIn(each, found);
  else if (isNode(value)) {
    const { regex } = value;
    if (isNode(regex)) found.push({ pattern: String(regex.pattern), flags: String(regex.flags) });
    for (const each of Object.values(value)) expressionsIn(each, found);
  }
  return found;
};

const all: readonly Found[] = ['electron', 'renderer'].flatMap((room) =>
  readdirSync(join(root, room), { recursive: true, withFileTypes: true })
    .filter(({ name }) => /\.tsx?$/.test(name) && !/\.(test|d)\.tsx?$/.test(name))
    .flatMap((entry) => {
      const path = join(entry.parentPath, entry.name);
      const ast = parseAst(readFileSync(path, 'utf8'), { lang: path.endsWith('x') ? 'tsx' : 'ts' });
      const file = relative(root, path).replaceAll('\\', '/');
      return expressionsIn(ast).map(({ pattern, flags }) => ({ file, pattern, sticky: flags.includes('y') }));
    }),
);

/** One character, a class or an escape. */
const unit = String.raw`(?:\[(?:\\.|[^\]\\])*\]|\\p\{[^}]*\}|\\.|[^\\^$()|[\]])`;
const runAtEnd = new RegExp(String.raw`${unit}(?:[+*]|\{\d+,\})\$$`, 'u');
const runAtBeginning = new RegExp(String.raw`^${unit}(?:[+*]|\{\d+,\})(?!$)`, 'u');

/** The alternatives of a pattern, those in its groups left where they are. */
const alternativesOf = (pattern: string): readonly string[] => {
  const parts = [''];
  let depth = 0;
  for (const [token] of pattern.matchAll(/\\.|\[(?:\\.|[^\]\\])*\]|./gsu)) {
    if (token === '(') depth += 1;
    if (token === ')') depth -= 1;
    if (token === '|' && depth === 0) parts.push('');
    else parts[parts.length - 1] += token;
  }
  return parts;
};

const isSlow = (pattern: string): boolean =>
  alternativesOf(pattern).some((part) => !part.startsWith('^') && (runAtEnd.test(part) || runAtBeginning.test(part)));

it('knows the two shapes', () => {
  for (const slow of [/,+$/, /\s*[,;]/, /^x|[.'"]+$/, /[\w.]+@/, /\p{L}+\d/u, /a{2,}$/])
    expect(isSlow(slow.source)).toBe(true);
  for (const fine of [/^\s+/, /,$/, /\s+/, /^a+$/, /(?:a|b+)c/, /\+$/, /[+]$/]) expect(isSlow(fine.source)).toBe(false);
  expect(all.length).toBeGreaterThan(150);
});

it('are written in neither', () => {
  const slow = all.filter(({ pattern, sticky }) => !sticky && isSlow(pattern));
  const known = bounded.map(({ source }) => source);
  expect(slow.filter(({ pattern }) => !known.includes(pattern))).toEqual([]);
  // What is in the list and nowhere else was mended.
  expect(known.filter((source) => !slow.some(({ pattern }) => pattern === source))).toEqual([]);
});
