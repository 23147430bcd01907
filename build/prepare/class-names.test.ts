import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { tempFolder } from '../../test/support/disk/temp-folder';
import { twoLetterClasses } from './class-names.mjs';

it('gives every class and motion of every style module two letters of its own, the same in each build', () => {
  const folder = tempFolder();
  mkdirSync(join(folder, 'ui'));
  const names = Array.from({ length: 300 }, (_, number) => `name${number}`);
  writeFileSync(join(folder, 'one.module.css'), names.map((name) => `.${name} { gap: 0.5em; }`).join('\n'));
  writeFileSync(
    join(folder, 'ui/two.module.css'),
    '.name0 { animation: turn 1s; }\n@keyframes turn { to { opacity: 0; } }',
  );
  const given = () => {
    const nameOf = twoLetterClasses(folder);
    const two = join(folder, 'ui/two.module.css');
    return [
      ...names.map((name) => nameOf(name, join(folder, 'one.module.css'))),
      nameOf('name0', `${two}?x`),
      nameOf('turn', two),
    ];
  };
  expect(new Set(given()).size).toBe(302);
  for (const name of given()) expect(name).toMatch(/^[a-zA-Z][\w-]$/);
  expect(given()).toEqual(given());
});
