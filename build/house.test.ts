import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { expect, it } from 'vitest';

// Holds the shape of the house: small folders, small files, and imports that never run in a circle.

const root = join(import.meta.dirname, '..');
const rooms = ['electron', 'renderer', 'build'];
const isProduction = (path: string) => /\.(ts|tsx|mjs)$/.test(path) && !/\.test\.tsx?$/.test(path);

const files = rooms.flatMap((room) =>
  readdirSync(join(root, room), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && isProduction(entry.name))
    .map((entry) => relative(root, join(entry.parentPath, entry.name)).replaceAll('\\', '/')),
);
const sources = new Map(files.map((file) => [file, readFileSync(join(root, file), 'utf8')]));

/** A relative specifier of a static, dynamic or type-only import. */
const specifier = /(?:\bfrom|\bimport)\s*\(?\s*'(\.{1,2}\/[^'\n?]*)/g;

const importsOf = (file: string): readonly string[] =>
  [...(sources.get(file) ?? '').matchAll(specifier)].flatMap(([, path = '']) => {
    const target = join(dirname(file), path).replaceAll('\\', '/');
    return [target, `${target}.ts`, `${target}.tsx`].filter((each) => sources.has(each));
  });

type Arrows = ReadonlyMap<string, ReadonlySet<string>>;

/** The groups of places that reach one another (Tarjan), each sorted. */
const circlesIn = (arrows: Arrows): readonly (readonly string[])[] => {
  const numbers = new Map<string, number>();
  const lowest = new Map<string, number>();
  const stack: string[] = [];
  const circles: string[][] = [];
  const visit = (place: string): void => {
    numbers.set(place, numbers.size);
    lowest.set(place, numbers.size - 1);
    stack.push(place);
    const lower = (to: number) => lowest.set(place, Math.min(lowest.get(place) ?? to, to));
    for (const next of arrows.get(place) ?? []) {
      if (!numbers.has(next)) {
        visit(next);
        lower(lowest.get(next) ?? 0);
      } else if (stack.includes(next)) lower(numbers.get(next) ?? 0);
    }
    if (lowest.get(place) !== numbers.get(place)) return;
    const circle = stack.splice(stack.indexOf(place));
    if (circle.length > 1) circles.push(circle.toSorted());
  };
  for (const place of arrows.keys()) if (!numbers.has(place)) visit(place);
  return circles;
};

const fileArrows: Arrows = new Map(files.map((file) => [file, new Set(importsOf(file))]));

/** Arrows between the folders that lie side by side in `room`: what a folder and its own subfolders say to each other is left out. */
const folderArrows = (room: string): Arrows => {
  const placeOf = (file: string) => {
    const inside = relative(room, file).split('/');
    return file.startsWith(`${room}/`) && inside.length > 1 ? inside[0] : undefined;
  };
  const arrows = new Map<string, Set<string>>();
  for (const [file, targets] of fileArrows) {
    const from = placeOf(file);
    if (from === undefined) continue;
    const to = arrows.get(from) ?? new Set();
    for (const target of targets) {
      const place = placeOf(target);
      if (place !== undefined && place !== from) to.add(place);
    }
    arrows.set(from, to);
  }
  return arrows;
};

const folders = [...new Set(files.map((file) => dirname(file)))];

it('sees the files and their imports', () => {
  expect(files.length).toBeGreaterThan(300);
  expect(importsOf('electron/main.ts')).toContain('electron/contract/ipc/ipc.ts');
  expect(
    circlesIn(
      new Map([
        ['a', new Set(['b'])],
        ['b', new Set(['c'])],
        ['c', new Set(['b'])],
      ]),
    ),
  ).toEqual([['b', 'c']]);
});

it('keeps at most 15 production files in a folder, so that a stranger can take one in at a glance', () => {
  const crowded = folders
    .map((folder) => ({ folder, count: files.filter((file) => dirname(file) === folder).length }))
    .filter(({ count }) => count > 15);
  expect(crowded).toEqual([]);
});

it('keeps every file within 400 lines, tests and their fakes as well', () => {
  const all = [...rooms, 'test'].flatMap((room) =>
    readdirSync(join(root, room), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && /\.(ts|tsx|mjs|cjs)$/.test(entry.name))
      .map((entry) => join(entry.parentPath, entry.name)),
  );
  const long = all.filter((file) => readFileSync(file, 'utf8').split('\n').length > 401);
  expect(long).toEqual([]);
});

it('tells local time in one place, by the zone of the moment', () => {
  const byDate =
    /\.(get(FullYear|Month|Date|Day|Hours|Minutes|Seconds)|toLocale(Date|Time)String|to(Date|Time)String)\(/;
  const elsewhere = [...sources].flatMap(([file, source]) =>
    byDate.test(source) || source.includes('Intl.DateTimeFormat') || /new Date\([^)]*\)\.toLocaleString/.test(source)
      ? [file]
      : [],
  );
  expect(elsewhere).toEqual(['electron/contract/local-time.ts']);
});

it('makes files of the program in one place, which closes them to other users', () => {
  const makers = /\b(?:writeFile|copyFile|mkdir|cp|createWriteStream)(?:Sync)?\b[^;]*?from 'node:fs(?:\/promises)?'/;
  const creates = /\bopen(?:Sync)?\([^)]*(?:, '[wa]|O_CREAT)/;
  const makes = (source: string) =>
    source.split(/^import /m).some((statement) => makers.test(statement)) || creates.test(source);
  const elsewhere = [...sources].flatMap(([file, source]) =>
    file.startsWith('electron/') && makes(source) ? [file] : [],
  );
  // The lock has to be opened before anything else may be written, and is kept open.
  expect(elsewhere.sort()).toEqual(['electron/storage/data-owner.ts', 'electron/storage/private/private-files.ts']);
});

it('runs the relay without Electron: nothing that it reaches imports it, at once or late', () => {
  const reached = new Set(['electron/serve.ts']);
  for (const file of reached) for (const next of importsOf(file)) reached.add(next);
  expect(reached.size).toBeGreaterThan(150);
  const byName = /(?:\bfrom|\bimport\s*\(?)\s*'electron(?:-store|-updater|-log\/main|\/[^']*)?'/;
  expect([...reached].filter((file) => byName.test(sources.get(file) ?? ''))).toEqual([]);
});

it('has no circle of imports between files, those of types included', () => {
  expect(circlesIn(fileArrows)).toEqual([]);
});

it('has no circle of imports between the folders of a room', () => {
  const parents = [...new Set(folders.flatMap((folder) => ancestors(folder)))];
  const circles = parents.flatMap((room) => circlesIn(folderArrows(room)).map((circle) => ({ room, circle })));
  expect(circles).toEqual([]);
});

function ancestors(folder: string): readonly string[] {
  const parts = folder.split('/');
  return parts.map((_, index) => parts.slice(0, index + 1).join('/'));
}

it.each(['README.md', 'README.zh-CN.md', 'CONTRIBUTING.md'])('%s is read in one sitting: 8 KB at most', (name) => {
  expect(Buffer.byteLength(readFileSync(join(root, name)))).toBeLessThanOrEqual(8 * 1024);
});
