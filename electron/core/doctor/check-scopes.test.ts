import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { scopesJson } from './check-scopes';
import { neededScopes } from './needed-scopes';

it('asks for every scope the doctor looks for, as tenant scopes, and the README shows the same', () => {
  const asked = JSON.parse(scopesJson());
  expect(asked).toEqual({ scopes: { tenant: neededScopes.map(({ name }) => name), user: [] } });
  const readme = readFileSync('electron/core/doctor/README.md', 'utf8');
  expect(JSON.parse(/^ *(\{"scopes".*\})$/m.exec(readme)?.[1] ?? '{}')).toEqual(asked);
});
