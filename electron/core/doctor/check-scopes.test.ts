import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { scopesJson } from './check-scopes';

it('asks for every scope that features use but the optional ones, and the README shows the same list', () => {
  const asked = JSON.parse(scopesJson());
  expect(asked.scopes.user).toEqual([]);
  expect(asked.scopes.tenant).toEqual([
    'im:message:send_as_bot',
    'im:message.urgent',
    'im:message:readonly',
    'im:message.urgent:sms',
    'im:message.urgent:phone',
    'im:chat:readonly',
    'im:chat:create',
    'im:chat.members:write_only',
    'contact:user.id:readonly',
    'contact:contact.base:readonly',
    'contact:user.base:readonly',
    'contact:user.email:readonly',
    'contact:department.base:readonly',
    'contact:department.organize:readonly',
    'contact:user.department:readonly',
    'contact:user.employee:readonly',
    'tenant:tenant:readonly',
  ]);
  const readme = readFileSync('electron/core/doctor/README.md', 'utf8');
  expect(JSON.parse(/^ *(\{"scopes".*\})$/m.exec(readme)?.[1] ?? '{}')).toEqual(asked);
});
