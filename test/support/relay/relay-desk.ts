import { onTestFinished } from 'vitest';
import { WorkspaceId } from '../../../electron/contract/model/ids';
import type { Right } from '../../../electron/contract/relay';
import { systemClock } from '../../../electron/core/ports/clock';
import { mortalClock } from '../../../electron/core/ports/mortal-clock';
import type { Practice } from '../../../electron/practice/start-practice';
import { readConfig } from '../../../electron/relay/config/config';
import { openSecrets, secretPlaces } from '../../../electron/relay/config/secrets';
import { freshFetch } from '../../../electron/relay/network/fresh-fetch';
import { createRelayLog } from '../../../electron/relay/program/log';
import { openProgram } from '../../../electron/relay/program/open-program';
import { startLocal } from '../../../electron/relay/start-local';
import { makeToken, type StoredToken } from '../../../electron/relay/tokens/token';
import { noTraces } from '../../../electron/relay/traces/traces';
import { tempFolder } from '../disk/temp-folder';
import { freeSeats } from '../feishu/connected-client';

/** The configuration of a relay with one workspace, `ops`, on this company's app. Its secret is in `RELAY_TEST_SECRET`. */
export const configFor = (company: Pick<Practice, 'baseUrl' | 'appId'>, change: object = {}) => ({
  workspaces: [
    {
      id: 'ops',
      name: '运维',
      brand: 'custom',
      baseUrl: company.baseUrl,
      appId: company.appId,
      secret: { env: 'RELAY_TEST_SECRET' },
      zone: 'Asia/Shanghai',
    },
  ],
  ...change,
});

/** The secret in `RELAY_TEST_HMAC`, by which calls of hooks are signed. */
export const hmacSecret = 'signed by the tests';

const ops = WorkspaceId.parse('ws_ops');

/** How a test calls a relay. */
export interface RelayCall {
  token?: string | null;
  body?: unknown;
  headers?: Record<string, string>;
}

/** Makes calls to a relay at this address, with this token unless another one, or none (null), is named. */
export const callerOf =
  (url: string, usual: string) =>
  (method: string, path: string, { token = usual, body, headers = {} }: RelayCall = {}): Promise<Response> =>
    fetch(`${url}${path}`, {
      method,
      headers: {
        ...(token === null ? {} : { authorization: `Bearer ${token}` }),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });

/** A relay in this process, over real HTTP to both sides, with one workspace on this company's app. */
export const relayDesk = async (company: Practice, parts: { folder?: string; config?: object } = {}) => {
  const folder = parts.folder ?? tempFolder();
  const read = readConfig(JSON.stringify(configFor(company, parts.config)), { folder, locale: 'en-US' });
  if (!read.ok) throw new Error(JSON.stringify(read.faults));
  const config = read.value;
  const secrets = openSecrets(secretPlaces(config), {
    RELAY_TEST_SECRET: company.appSecret,
    RELAY_TEST_HMAC: hmacSecret,
  });
  const lines: string[] = [];
  const log = createRelayLog((line) => void lines.push(line), Date.now);
  const clock = mortalClock(systemClock);
  const network = { fetch, seats: freeSeats, paidFetch: freshFetch };
  const program = openProgram({
    ...{ folder, config, secrets, practice: null, groups: new Map(), clock, network, log },
    traces: noTraces,
  });
  const stored: StoredToken[] = [];
  const addToken = (rights: readonly Right[], change: Partial<StoredToken> = {}): string => {
    const grants = { [ops]: [...rights] };
    const made = makeToken({ name: 'test', grants, buzzesPerHour: null, paidPerHour: null, createdAt: 0, ...change });
    stored.push(made.stored);
    return made.text;
  };
  const http = await startLocal({
    folder,
    listen: { host: '127.0.0.1', port: 0, tls: null },
    locale: 'en-US',
    program,
    tokens: () => stored,
    clock,
    log,
    secrets,
    config,
  });
  await program.resume();
  let open = true;
  const close = async () => {
    if (!open) return;
    open = false;
    http.stopTaking();
    await program.close(10_000);
    await http.close();
  };
  onTestFinished(close);
  const token = addToken(['read', 'buzz', 'paid']);
  const call = callerOf(http.url, token);
  return { url: http.url, folder, program, token, addToken, call, lines, close };
};
