import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { expect, it } from 'vitest';

// Holds every citation to something inside the repository: a section about Feishu, a file, a heading.

const root = join(import.meta.dirname, '..');
const facts = 'electron/core/feishu/README.md';
const self = 'build/citations.test.ts';

const read = (path: string) => readFileSync(join(root, path), 'utf8');
const files = ['electron', 'renderer', 'build', 'test']
  .flatMap((room) =>
    readdirSync(join(root, room), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && /\.(ts|tsx|mjs|cjs|css|md|html|yml)$/.test(entry.name))
      .map((entry) =>
        join(entry.parentPath, entry.name)
          .slice(root.length + 1)
          .replaceAll('\\', '/'),
      ),
  )
  .concat(readdirSync(root).filter((name) => name.endsWith('.md')))
  .filter((file) => file !== self);
/** True for a file's path, or the end of one: `contract/limits.ts`, `limits.ts`. */
const isNamed = (end: string) => files.some((file) => file === end || file.endsWith(`/${end}`));

/** A heading as GitHub turns it into an anchor. */
const slugOf = (heading: string) =>
  heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s_-]/gu, '')
    .trim()
    .replaceAll(' ', '-');

const headingsIn = (text: string) => [...text.matchAll(/^#{1,6} (.+)$/gm)].map(([, heading = '']) => heading);

const anchorsIn = (text: string): ReadonlySet<string> =>
  new Set([
    ...headingsIn(text).map(slugOf),
    ...[...text.matchAll(/<a (?:id|name)="([^"]+)"/g)].map(([, anchor = '']) => anchor),
  ]);

/** The sections that can be cited: `3`, `3.5`, `Appendix A`. */
const sections: ReadonlySet<string> = new Set(
  headingsIn(read(facts)).flatMap((heading) => /^(\d+(?:\.\d+)?|Appendix A)\.? /.exec(heading)?.[1] ?? []),
);

/** The comments of a source, line by line; the whole of a document. */
const proseOf = (file: string, text: string): string => {
  if (file.endsWith('.md')) return text;
  const comments = text.match(/\/\*[\s\S]*?\*\/|(?<=^|\s)\/\/ .*$|<!--[\s\S]*?-->|(?<=^|\s)# .*$/gm) ?? [];
  return comments.join('\n');
};

const isThere = (file: string, target: string): boolean => {
  const [path = '', anchor] = target.split('#');
  const beside = normalize(join(dirname(file), path));
  // A document links from where it lies; a comment may name a path from the root.
  const places = file.endsWith('.md') ? [beside] : [beside, path];
  const place = places.find((each) => existsSync(join(root, each)));
  if (path !== '' && place === undefined) return false;
  return anchor === undefined || anchorsIn(read(path === '' ? file : (place ?? file))).has(anchor);
};

const section = String.raw`(?:\d+(?:\.\d+)?|Appendix A)\b`;
const list = new RegExp(`feishu-api (${section}(?:(?:, | and |, and )${section})*)`);

/** Citations of facts about Feishu that are not a list of existing sections. */
const brokenSections = (text: string): readonly string[] =>
  [...text.matchAll(/feishu-api(?![\w./]*\.md).{0,80}/g)].flatMap(([cited]) => {
    const cites = list.exec(cited)?.[1];
    if (cites === undefined || !cited.startsWith(`feishu-api ${cites}`)) return [cited];
    return cites.split(/,? and |, /).flatMap((one) => (sections.has(one) ? [] : [`feishu-api ${one}`]));
  });

/** Links of a document, paths from the root in a comment, and names of files in backticks in both. */
const brokenPaths = (file: string, prose: string): readonly string[] => {
  const linked = file.endsWith('.md')
    ? [...prose.matchAll(/\]\(([^)\s]+)\)/g)]
        .map(([, target = '']) => target)
        .filter((target) => !/^[a-z]+:/.test(target))
    : (prose.match(/(?<![\w/.:])(?:electron|renderer|build|test)\/[\w./-]*\w\.(?:tsx?|mjs|css|md|yml)(?:#[\w-]+)?/g) ??
      []);
  const named = [...prose.matchAll(/`([\w./-]+\w\.(?:tsx?|mjs|css|md))`/g)].map(([, name = '']) => name);
  return [...linked.filter((target) => !isThere(file, target)), ...named.filter((name) => !isNamed(name))];
};

/** Citations that lead nowhere, each with its file. */
const brokenIn = (file: string, text: string): readonly string[] => {
  const prose = proseOf(file, text);
  const outside = prose.match(/\bdesign,? (?:section |F)\d+|\bsection \d+ of the design/g) ?? [];
  return [...brokenSections(text), ...brokenPaths(file, prose), ...outside].map((cited) => `${file}: ${cited}`);
};

it('finds citations that lead nowhere', () => {
  const comment = (text: string) => brokenIn('electron/core/made-up.ts', `/** ${text} */`);
  expect(comment('A fact (feishu-api 3.5, 7.10 and Appendix A).')).toEqual([]);
  expect(comment('A fact (feishu-api 3.5, 99.9).')).toEqual(['electron/core/made-up.ts: feishu-api 99.9']);
  expect(comment('A fact (feishu-api, "Hosts").')).toHaveLength(1);
  expect(comment('A fact (feishu-api section 8).')).toHaveLength(1);
  expect(comment(`Read ${facts}#21-the-call.`)).toHaveLength(1);
  expect(comment(`Read ${facts}#appendix-a-scopes.`)).toEqual([]);
  expect(comment('Read electron/core/nowhere.ts.')).toHaveLength(1);
  expect(comment('The other half of `nowhere.ts`, as `main.ts` has it.')).toHaveLength(1);
  expect(comment('As the design section 4 says, and design F9.')).toHaveLength(2);
  expect(brokenIn('test/made-up.md', '[here](../README.md), [there](nowhere.md), [web](https://a.b/c)')).toHaveLength(
    1,
  );
});

it('cites only sections, files and headings that are in the repository', () => {
  expect(sections.size).toBeGreaterThan(40);
  const broken = new Set(files.flatMap((file) => brokenIn(file, read(file))));
  expect([...broken].sort()).toEqual([]);
});
