import { readFileSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { sentenceOf } from '../contract/advice/advice-words';
import { type Problem, problem } from '../contract/advice/problem';
import type { Group } from '../contract/model/group';
import type { WorkspaceId } from '../contract/model/ids';
import type { Locale } from '../contract/model/settings';
import { practiceId } from '../contract/model/workspace';
import type { Fetch, PaidSeats } from '../core/feishu/client/transport';
import { systemClock } from '../core/ports/clock';
import { mortalClock } from '../core/ports/mortal-clock';
import { fileErrorCodeOf } from '../core/text/error-code';
import { claimData } from '../storage/data-owner';
import { closeFolder, makePrivateFolder } from '../storage/private/private-files';
import { readArguments, type ServeCommand } from './config/arguments';
import { type Config, isOpenWithoutTls, longestConfig, practiceConfig, readConfig } from './config/config';
import { openSecrets, secretPlaces } from './config/secrets';
import { freshFetch } from './network/fresh-fetch';
import { NotStarted, notListening } from './not-started';
import { createRelayLog } from './program/log';
import type { ServedPractice } from './program/open-parts';
import { openProgram } from './program/open-program';
import { readServedGroups, servedGroup } from './program/read-groups';
import { startLocal } from './start-local';
import { makeToken, type StoredToken } from './tokens/token';
import { runTokenCommand } from './tokens/token-commands';
import { watchTokens } from './tokens/token-file';
import { type TokenStore, tokensIn } from './tokens/token-store';
import { wantedTraces } from './traces/wanted-traces';
import { type SayServe, type ServeWord, sayServe } from './words/serve-words';

/** What `serve` is given by its process. */
export interface ServeDeps {
  /** The arguments after `serve`. */
  argv: readonly string[];
  env: Record<string, string | undefined>;
  /** The folder that relative paths in arguments start from. */
  folder: string;
  locale: Locale;
  /** The data folder where neither arguments, environment nor configuration name one. */
  defaultData: () => string;
  fetch: Fetch;
  /** Seats for calls that must not be made twice, over a way out that keeps no connection. */
  seats: (fetch: Fetch) => PaidSeats;
  practice: () => ServedPractice & { close(): Promise<void> };
  practiceGroups: () => readonly Pick<Group, 'name' | 'members' | 'linkedChat'>[];
  stdout: (text: string) => void;
  stderr: (text: string) => void;
  /** Resolves when the relay is to end (SIGTERM, SIGINT). */
  ended: Promise<void>;
}

/** Longest wait for the answers of calls that have left, when the relay ends (ms): a call waits 15 s for its own. */
const patienceMs = 16_000;

const findConfig = (file: string | null, { env, folder, locale }: ServeDeps, say: SayServe): Config => {
  const named = file ?? (env.FEISHU_BUZZ_RELAY_CONFIG?.trim() || null);
  if (named === null) return practiceConfig(locale);
  const path = resolve(folder, named);
  let text: string;
  try {
    if (statSync(path).size > longestConfig) throw Object.assign(new Error(), { code: 'EFBIG' });
    text = readFileSync(path, 'utf8');
  } catch (error) {
    throw new NotStarted(2, say('config-unreadable', { file: path, reason: fileErrorCodeOf(error) }));
  }
  const config = readConfig(text, { folder: dirname(path), locale });
  if (config.ok) return config.value;
  const faults = config.faults.map(({ kind, place }) => `  ${say(kind, { place })}`);
  throw new NotStarted(2, say('config-wrong', { file: path }), ...faults);
};

/** The data folder, made and closed to others. */
const settleData = (given: string | null, config: Config, { env, folder, defaultData }: ServeDeps): string => {
  const named = given ?? (env.FEISHU_BUZZ_RELAY_HOME?.trim() || null);
  const data = named === null ? (config.data ?? defaultData()) : resolve(folder, named);
  makePrivateFolder(data);
  closeFolder(data);
  return data;
};

/** Runs `serve` to its end and answers with the exit code: 0 well, 1 it could not start or go on, 2 wrong usage or configuration. */
export const runServe = async (deps: ServeDeps): Promise<number> => {
  const say = sayServe(deps.locale);
  const command = readArguments(deps.argv);
  try {
    switch (command.kind) {
      case 'fault':
        throw new NotStarted(2, say(command.fault.key, command.fault.values));
      case 'help':
        deps.stdout(say('usage'));
        return 0;
      case 'serve':
        return await serve(command, deps, say);
      case 'migrate': {
        const config = ledgerOf(command, findConfig(command.config, deps, say));
        if (config.ledger === 'sqlite') {
          deps.stderr(`${say('nothing-to-migrate')}\n`);
          return 0;
        }
        const shared = await import('./shared-commands');
        await shared.migrateDatabase(databaseOf(config, deps, say), say);
        deps.stderr(`${say('migrated')}\n`);
        return 0;
      }
      case 'hook-test': {
        const config = findConfig(command.config, deps, say);
        const { runHookTest } = await import('./wishes/hook-test');
        const said = runHookTest(command, { config, folder: deps.folder, locale: deps.locale });
        deps.stderr(said.stderr);
        deps.stdout(said.stdout);
        return said.exit;
      }
      default: {
        const config = ledgerOf(command, findConfig(command.config, deps, say));
        const workspaces = [...(config.practice ? [practiceId] : []), ...config.workspaces.map(({ id }) => id)];
        const run = (store: TokenStore) =>
          runTokenCommand(command, { store, workspaces, hooks: config.hooks, now: Date.now(), say });
        const said =
          config.ledger === 'sqlite'
            ? await run(tokensIn(settleData(command.data, config, deps)))
            : await (await import('./shared-commands')).withTokens(databaseOf(config, deps, say), say, run);
        deps.stderr(said.stderr);
        deps.stdout(said.stdout);
        return said.exit;
      }
    }
  } catch (error) {
    if (!(error instanceof NotStarted)) throw error;
    deps.stderr(`${error.lines.join('\n')}\n`);
    return error.exit;
  }
};

/** The configuration with the ledger that the arguments name. */
const ledgerOf = (command: { ledger: Config['ledger'] | null }, config: Config): Config => ({
  ...config,
  ledger: command.ledger ?? config.ledger,
});

const databaseOf = ({ database }: Config, { env }: ServeDeps, say: SayServe): string => {
  const url = openSecrets([database], env).read(database);
  if (url === null) throw new NotStarted(2, say('database-missing'));
  return url;
};

const readGroups = async (config: Config, deps: ServeDeps, say: SayServe) => {
  const groups = new Map<WorkspaceId, readonly Group[]>();
  if (config.practice)
    groups.set(
      practiceId,
      deps.practiceGroups().map((each) => servedGroup(practiceId, each)),
    );
  for (const { id, name, groups: file } of config.workspaces) {
    if (file === null) continue;
    const read = await readServedGroups(file, id);
    if (!read.ok) throw new NotStarted(2, say('groups-wrong', { name, why: sentenceOf(read.problem, deps.locale) }));
    groups.set(id, read.value);
  }
  return groups;
};

const serve = async (
  command: Extract<ServeCommand, { kind: 'serve' }>,
  deps: ServeDeps,
  say: SayServe,
): Promise<number> => {
  const { locale, stderr, stdout } = deps;
  const config = ledgerOf(command, findConfig(command.config, deps, say));
  const listen = {
    ...config.listen,
    host: command.host ?? config.listen.host,
    port: command.port ?? config.listen.port,
  };
  if (isOpenWithoutTls(listen)) throw new NotStarted(2, say('open-without-tls', { place: '--host' }));
  const secrets = openSecrets(secretPlaces(config), deps.env);
  for (const { name, secret } of config.workspaces) {
    if (secrets.read(secret) === null) throw new NotStarted(2, say('secret-missing', { name }));
  }
  for (const { id, hmac } of config.hooks) {
    if (hmac && secrets.read(hmac.secret) === null) throw new NotStarted(2, say('hook-secret-missing', { hook: id }));
  }
  const groups = await readGroups(config, deps, say);
  const folder = settleData(command.data, config, deps);
  const claimed = claimData(folder);
  if (claimed.kind === 'taken') throw new NotStarted(1, say('data-taken', { folder }));
  if (claimed.kind === 'unproven') throw new NotStarted(1, say('data-unlocked', { folder, reason: claimed.reason }));

  const log = createRelayLog(stderr, Date.now);
  const traces = await wantedTraces(deps.env, () => log.warn('traces-failed'));
  if (config.ledger === 'postgres') {
    try {
      const url = databaseOf(config, deps, say);
      const network = { fetch: deps.fetch, seats: deps.seats, paidFetch: freshFetch };
      const { serveShared } = await import('./shared-commands');
      return await serveShared({ folder, listen, config, secrets, groups, network, log, traces, url, say }, deps);
    } finally {
      await traces.close();
      claimed.owner.release();
    }
  }
  const practice = config.practice ? deps.practice() : null;
  const clock = mortalClock(systemClock);
  const program = openProgram({
    folder,
    config,
    secrets,
    practice,
    groups,
    clock,
    network: { fetch: deps.fetch, seats: deps.seats, paidFetch: freshFetch },
    log,
    traces,
  });
  const tell = (word: ServeWord, damage: Problem) => stderr(`${say(word, { what: sentenceOf(damage, locale) })}\n`);
  const [reason] = program.damage;
  if (program.closed && reason) {
    tell('ledger-closed', reason);
    await program.close(0);
    claimed.owner.release();
    return 1;
  }
  for (const damage of program.damage) tell('data-damaged', damage);

  const stored = watchTokens(folder);
  const session = practice ? sessionToken() : null;
  const tokens = (): readonly StoredToken[] => (session ? [...stored(), session.stored] : stored());
  const http = await startLocal({
    folder,
    listen,
    locale: config.locale,
    program,
    tokens,
    clock,
    log,
    secrets,
    config,
  }).catch(async (error: NodeJS.ErrnoException) => {
    await program.close(0);
    claimed.owner.release();
    throw notListening(error, listen, say);
  });
  const stopped = await program.resume();
  if (stopped > 0) tell('data-damaged', problem('data-copied', { count: String(stopped) }));

  stdout(`${say('listening', { url: http.url })}\n`);
  stdout(`${say('workspaces', { names: program.workspaces.map(({ name }) => name).join(' · ') })}\n`);
  if (session) {
    stdout(`${say('practiceToken', { token: session.text })}\n`);
    stdout(`\n${say('tryIt')}\n\n  curl -s ${http.url}/v1/buzzes -H 'Authorization: Bearer ${session.text}' \\\n`);
    stdout(`    -H 'Content-Type: application/json' -d '{"to":["值班组"],"text":"演练：请确认收到"}'\n\n`);
    if (config.workspaces.length === 0) stdout(`${say('practiceOnly')}\n`);
  } else if (stored().length === 0) stderr(`${say('noTokens')}\n`);
  log.info('started', { workspaces: program.workspaces.length, armed: program.engine.armed.length });

  await deps.ended;
  stderr(`${say('stopping')}\n`);
  http.stopTaking();
  await program.close(patienceMs);
  await http.close();
  await practice?.close();
  await traces.close();
  claimed.owner.release();
  stderr(`${say('stopped')}\n`);
  return 0;
};

/** A token for practice that no file knows. */
const sessionToken = () =>
  makeToken({
    name: 'practice',
    grants: { [practiceId]: ['read', 'buzz', 'paid', 'admin'] },
    buzzesPerHour: null,
    paidPerHour: null,
    createdAt: Date.now(),
  });
