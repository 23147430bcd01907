import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import type { Practice } from '../../../electron/practice/start-practice';
import { callerOf, configFor } from './relay-desk';
import type { ServedRelay, servedRelays } from './served-relay';

/** Several relays on one database and one Feishu, each a process of its own. */
export interface SharedRelays {
  /** Starts another process, which may have another way to the database and more in its environment. */
  start(database?: string, more?: Readonly<Record<string, string>>): ServedRelay;
  token: string;
  callerOf(relay: ServedRelay): Promise<ReturnType<typeof callerOf>>;
}

/** Makes the tables and a token, as an admin does before the first start. */
export const sharedRelays = async (
  serve: ReturnType<typeof servedRelays>,
  company: Pick<Practice, 'baseUrl' | 'appId' | 'appSecret'>,
  { url, folder, change = {} }: { url: string; folder: string; change?: object },
): Promise<SharedRelays> => {
  const config = join(folder, 'relay.json');
  writeFileSync(
    config,
    JSON.stringify(configFor(company, { listen: { port: 0 }, ledger: 'postgres', keepDays: null, ...change })),
  );
  const env = { RELAY_TEST_SECRET: company.appSecret, FEISHU_BUZZ_RELAY_DATABASE: url };
  const migrating = serve(['migrate', '--config', config], env);
  expect([await migrating.ended, migrating.said.err]).toEqual([0, expect.stringContaining('up to date')]);
  const { workspaces } = JSON.parse(readFileSync(config, 'utf8')) as { workspaces: { id: string }[] };
  const named = workspaces.flatMap(({ id }) => ['--workspace', id]);
  const rights = ['--name', 'test', ...named, '--rights', 'read,buzz,paid,hook,adopt'];
  const adding = serve(['token', 'add', '--config', config, ...rights], env);
  expect([await adding.ended, adding.said.err]).toEqual([0, expect.stringContaining('was added')]);
  const token = adding.said.out.trim();
  let started = 0;
  return {
    token,
    start: (database = url, more = {}) => {
      started += 1;
      const own = { ...env, ...more, FEISHU_BUZZ_RELAY_DATABASE: database };
      return serve(['--config', config, '--data', join(folder, `data${started}`)], own);
    },
    callerOf: async (relay) => callerOf(await relay.url(), token),
  };
};
