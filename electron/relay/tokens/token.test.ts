import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { tempFolder } from '../../../test/support/disk/temp-folder';
import { WorkspaceId } from '../../contract/model/ids';
import { sayServe } from '../words/serve-words';
import { findToken, hasRight, makeToken, mayCallHook, StoredToken } from './token';
import { runTokenCommand } from './token-commands';
import { tokenFile, watchTokens, writeTokens } from './token-file';
import { tokensIn } from './token-store';

const ops = WorkspaceId.parse('ws_ops');
const given = {
  name: 'ci',
  grants: { [ops]: ['read' as const] },
  buzzesPerHour: null,
  paidPerHour: null,
  createdAt: 1,
};

it('is known by its text alone, of which nothing is kept', () => {
  const { stored, text } = makeToken(given);
  const others = [makeToken(given).stored, stored];
  expect(findToken(text, others)).toBe(stored);
  expect(JSON.stringify(stored)).not.toContain(text.slice(17));
  expect(StoredToken.parse(stored)).toEqual(stored);
  expect(findToken(makeToken(given).text, others)).toBeNull();
  for (const wrong of [
    '',
    'fbr_',
    text.slice(0, -1),
    `${text}x`,
    text.toUpperCase(),
    `fbr_${stored.id}_${'A'.repeat(43)}`,
  ]) {
    expect(findToken(wrong, others)).toBeNull();
  }
});

it('has the rights that it was given, in the workspaces that it was given them for', () => {
  const { stored } = makeToken(given);
  expect(hasRight(stored, ops, 'read')).toBe(true);
  expect(hasRight(stored, ops, 'buzz')).toBe(false);
  expect(hasRight(stored, WorkspaceId.parse('ws_dev'), 'read')).toBe(false);
});

const add = {
  kind: 'token-add',
  config: null,
  data: null,
  ledger: null,
  name: 'ci',
  rights: ['read', 'buzz'],
  hooks: [],
  buzzesPerHour: null,
  paidPerHour: 3,
} as const;

it('is added, shown once, listed and removed by commands, also while a relay watches', async () => {
  const folder = tempFolder();
  const tokens = watchTokens(folder);
  expect(tokens()).toEqual([]);
  const deps = { store: tokensIn(folder), workspaces: [ops], hooks: [], now: 5, say: sayServe('en-US') };
  const added = await runTokenCommand({ ...add, workspaces: [] }, deps);
  expect(added.exit).toBe(0);
  const token = findToken(added.stdout.trim(), tokens());
  expect(token).toMatchObject({ name: 'ci', grants: { ws_ops: ['read', 'buzz'] }, paidPerHour: 3 });
  expect(readFileSync(join(folder, tokenFile), 'utf8')).not.toContain(added.stdout.trim().slice(20));
  const listed = await runTokenCommand({ kind: 'token-list', config: null, data: null, ledger: null }, deps);
  expect(listed.stdout).toBe(`${token?.id}  ops:read,buzz  ci\n`);
  const removed = await runTokenCommand(
    { kind: 'token-remove', config: null, data: null, ledger: null, id: token?.id ?? '' },
    deps,
  );
  expect(removed.exit).toBe(0);
  expect(findToken(added.stdout.trim(), tokens())).toBeNull();
});

it('is for no workspace that there is not', async () => {
  const deps = {
    store: tokensIn(tempFolder()),
    workspaces: [ops, WorkspaceId.parse('ws_dev')],
    hooks: [],
    now: 5,
    say: sayServe('en-US'),
  };
  expect(await runTokenCommand({ ...add, workspaces: ['nowhere'] }, deps)).toMatchObject({ exit: 2, stdout: '' });
  expect(await runTokenCommand({ ...add, workspaces: [] }, deps)).toMatchObject({ exit: 2, stdout: '' });
});

it('is for the webhooks of its workspaces alone that it names, with the right to call them', async () => {
  const folder = tempFolder();
  const hooks = [
    { id: 'prometheus', workspaceId: ops },
    { id: 'ci', workspaceId: WorkspaceId.parse('ws_dev') },
  ];
  const deps = { store: tokensIn(folder), workspaces: [ops], hooks, now: 5, say: sayServe('en-US') };
  const named = (hook: string, rights: readonly ('hook' | 'read')[]) =>
    runTokenCommand({ ...add, workspaces: ['ops'], rights, hooks: [hook] }, deps);
  expect(await named('ci', ['hook'])).toMatchObject({ exit: 2, stderr: expect.stringContaining('prometheus') });
  expect(await named('prometheus', ['read'])).toMatchObject({ exit: 2 });
  const added = await named('prometheus', ['hook']);
  const token = findToken(added.stdout.trim(), watchTokens(folder)());
  if (!token) throw new Error(added.stderr);
  expect(mayCallHook(token, ops, 'prometheus')).toBe(true);
  expect(mayCallHook(token, ops, 'grafana')).toBe(false);
  expect(mayCallHook({ ...token, grants: { [ops]: ['read'] } }, ops, 'prometheus')).toBe(false);
  const { hooks: _, ...whole } = token;
  expect(mayCallHook(whole, ops, 'grafana')).toBe(true);
});

it('lets no one in by a file that cannot be read, and leaves that file as it is', async () => {
  const folder = tempFolder();
  const { stored, text } = makeToken(given);
  writeTokens(folder, [stored]);
  const tokens = watchTokens(folder);
  expect(findToken(text, tokens())).not.toBeNull();
  writeTokens(folder, [{ ...stored, id: 'not an id' }]);
  expect(tokens()).toEqual([]);
  const deps = { store: tokensIn(folder), workspaces: [ops], hooks: [], now: 5, say: sayServe('en-US') };
  expect((await runTokenCommand({ ...add, workspaces: ['ops'] }, deps)).exit).toBe(1);
});
