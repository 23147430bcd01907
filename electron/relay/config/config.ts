import { createHash } from 'node:crypto';
import { resolve } from 'node:path';
import { z } from 'zod';
import { connectLimits, ladderLimits, longestAsker } from '../../contract/limits';
import { isZone } from '../../contract/local-time';
import { AppId, LadderId, WorkspaceId } from '../../contract/model/ids';
import { Ladder } from '../../contract/model/ladder';
import { Ceilings, defaultSettings, type Locale, type Settings } from '../../contract/model/settings';
import { BaseUrl, practiceId } from '../../contract/model/workspace';
import { parseJson } from '../../core/text/read-text';
import { Path, SecretFrom } from './secret-from';
import { HookEntry, type ServedHook, servedHooks } from './served-hooks';

/** Longest configuration file (bytes). */
export const longestConfig = 1_000_000;

const Language = z.enum(['zh-CN', 'en-US']);
const minuteOfDay = z.int().min(0).max(1439);

/** Names of this computer for itself: what listens there is reached from nowhere else. */
const loopback = new Set(['127.0.0.1', 'localhost', '::1']);

/** True if others could call in the clear: what listens beyond this computer needs TLS, by itself or by a proxy in front. */
export const isOpenWithoutTls = ({ host, tls }: { host: string; tls?: unknown }): boolean =>
  !loopback.has(host) && (tls ?? null) === null;

const ofWorkspace = {
  language: Language.optional(),
  /** Name for the last line of messages whose caller gives none. */
  asker: z.string().min(1).max(longestAsker).optional(),
  /** IANA name of the zone in which months and nights are counted. */
  zone: z.string().max(100).refine(isZone).optional(),
  ceilings: Ceilings.partial().optional(),
  nightHours: z.strictObject({ from: minuteOfDay, to: minuteOfDay }).nullable().optional(),
  /** A file of groups, as `feishu-buzz groups export` writes it. Read with every start. */
  groups: Path.optional(),
};

const WorkspaceEntry = z
  .strictObject({
    /** Names the workspace for ever, in the ledger and in tokens. */
    id: z.string().regex(/^[A-Za-z0-9]{1,36}$/),
    name: z.string().min(1).max(connectLimits.name),
    brand: z.enum(['feishu', 'lark', 'custom']).default('feishu'),
    baseUrl: BaseUrl.optional(),
    appId: AppId,
    secret: SecretFrom,
    ...ofWorkspace,
  })
  .refine(({ id }) => `ws_${id}` !== practiceId, { path: ['id'] })
  .refine(({ brand, baseUrl }) => (brand === 'custom') === (baseUrl !== undefined), { path: ['baseUrl'] });

const Tls = z.strictObject({ cert: Path, key: Path });

const ConfigFile = z.strictObject({
  listen: z
    .strictObject({
      host: z.string().min(1).max(255).default('127.0.0.1'),
      port: z.int().min(0).max(65_535).default(7490),
      /** Files of certificate and key; `proxy`: a proxy in front of the relay ends TLS. */
      tls: z.union([Tls, z.literal('proxy')]).optional(),
    })
    .prefault({}),
  /** The relay's own data folder. */
  data: Path.optional(),
  /** Where the record is kept: in the data folder, by one process, or in a database that several processes share. */
  ledger: z.enum(['sqlite', 'postgres']).default('sqlite'),
  /** Address of the database, which holds a password. */
  database: SecretFrom.optional(),
  language: Language.optional(),
  keepDays: z.int().min(1).max(3650).nullable().default(defaultSettings.keepDays),
  /** The practice workspace, which reaches no real people. By default only where there is no other. */
  practice: z.boolean().optional(),
  workspaces: z.array(WorkspaceEntry).max(100).default([]),
  ladders: z.array(z.record(z.string(), z.unknown())).max(ladderLimits.ladders).optional(),
  /** What may call `/v1/hooks/<id>`, and what becomes of it. */
  hooks: z.array(HookEntry).max(500).default([]),
});

/** A workspace as the relay serves it. */
export interface ServedWorkspace {
  id: WorkspaceId;
  name: string;
  brand: 'feishu' | 'lark' | 'custom';
  baseUrl: string | null;
  appId: AppId;
  secret: SecretFrom;
  locale: Locale;
  asker: string | null;
  zone: string | null;
  ceilings: Ceilings;
  nightHours: Settings['nightHours'];
  groups: string | null;
}

export interface Config {
  listen: { host: string; port: number; tls: { cert: string; key: string } | 'proxy' | null };
  data: string | null;
  ledger: 'sqlite' | 'postgres';
  database: SecretFrom;
  locale: Locale;
  keepDays: number | null;
  practice: boolean;
  workspaces: readonly ServedWorkspace[];
  ladders: readonly Ladder[];
  hooks: readonly ServedHook[];
}

/** A mistake in the configuration: its kind, and the place in the file (`workspaces.0.appId`). Never a value of it. */
export interface ConfigFault {
  kind: 'not-json' | 'unknown-key' | 'wrong-value' | 'secret-in-config' | 'same-id' | 'same-app' | 'open-without-tls';
  place: string;
}

/** Where the address of the database is, if the configuration does not say. */
const usualDatabase: SecretFrom = { env: 'FEISHU_BUZZ_RELAY_DATABASE' };

/** The configuration of a relay without a file: practice alone, on this computer. */
export const practiceConfig = (locale: Locale): Config => ({
  listen: { host: '127.0.0.1', port: 7490, tls: null },
  data: null,
  ledger: 'sqlite',
  database: usualDatabase,
  locale,
  keepDays: defaultSettings.keepDays,
  practice: true,
  workspaces: [],
  ladders: defaultSettings.ladders,
  hooks: [],
});

/** Reads the text of `relay.json`; paths are relative to `folder`. Answers with every mistake in it, or with the configuration. */
export const readConfig = (
  text: string,
  { folder, locale }: { folder: string; locale: Locale },
): { ok: true; value: Config } | { ok: false; faults: readonly ConfigFault[] } => {
  const data = parseJson(text);
  if (typeof data !== 'object' || data === null || Array.isArray(data)) {
    return { ok: false, faults: [{ kind: 'not-json', place: '' }] };
  }
  const read = ConfigFile.safeParse(data);
  if (!read.success) return { ok: false, faults: read.error.issues.flatMap(faultsOf) };
  const file = read.data;
  const path = (name: string) => resolve(folder, name);
  const secretFrom = (from: SecretFrom) => ('file' in from ? { file: path(from.file) } : from);
  const ladders = file.ladders?.map(ladderOf);
  const { host, port, tls } = file.listen;
  const faults: ConfigFault[] = [
    ...(ladders ?? []).flatMap((ladder, at): ConfigFault[] =>
      ladder ? [] : [{ kind: 'wrong-value', place: `ladders.${at}` }],
    ),
    ...repeated(file.workspaces, ({ id }) => id, 'same-id'),
    ...repeated(file.workspaces, ({ brand, baseUrl, appId }) => `${baseUrl ?? brand} ${appId}`, 'same-app'),
    ...(isOpenWithoutTls(file.listen) ? [{ kind: 'open-without-tls', place: 'listen.tls' } as const] : []),
  ];
  const practice = file.practice ?? file.workspaces.length === 0;
  const known = (ladders ?? defaultSettings.ladders).flatMap((ladder) => ladder ?? []);
  const ids = [...(practice ? [practiceId] : []), ...file.workspaces.map(({ id }) => WorkspaceId.parse(`ws_${id}`))];
  const hooks = servedHooks(file.hooks, { workspaces: ids, ladders: known, secretFrom });
  faults.push(...hooks.faults);
  if (faults.length > 0) return { ok: false, faults };
  const language = file.language ?? locale;
  return {
    ok: true,
    value: {
      listen: {
        host,
        port,
        tls: typeof tls === 'object' ? { cert: path(tls.cert), key: path(tls.key) } : (tls ?? null),
      },
      data: file.data === undefined ? null : path(file.data),
      ledger: file.ledger,
      database: secretFrom(file.database ?? usualDatabase),
      locale: language,
      keepDays: file.keepDays,
      practice,
      workspaces: file.workspaces.map((each) => ({
        id: WorkspaceId.parse(`ws_${each.id}`),
        name: each.name,
        brand: each.brand,
        baseUrl: each.baseUrl ?? null,
        appId: each.appId,
        secret: secretFrom(each.secret),
        locale: each.language ?? language,
        asker: each.asker ?? null,
        // Feishu counts months in Beijing time, and a container's own zone is none that people live in.
        zone: each.zone ?? (each.brand === 'feishu' ? 'Asia/Shanghai' : null),
        ceilings: { ...defaultSettings.ceilings, ...each.ceilings },
        nightHours: each.nightHours ?? null,
        groups: each.groups === undefined ? null : path(each.groups),
      })),
      ladders: known,
      hooks: hooks.served,
    },
  };
};

/** A ladder of the file, which has no id and may leave out what most ladders share. It waits for reading unless it says otherwise, as in files of before. */
const ladderOf = (given: Record<string, unknown>): Ladder | null => {
  const name = typeof given.name === 'string' ? given.name : '';
  const id = LadderId.parse(`ldr_${createHash('sha256').update(name).digest('hex').slice(0, 24)}`);
  const { id: _, name: __, steps: ___, ...usual } = defaultSettings.ladders[0] ?? {};
  return Ladder.safeParse({ ...usual, until: 'read', ...given, id }).data ?? null;
};

type Issue = z.core.$ZodIssue;

const faultsOf = (issue: Issue): readonly ConfigFault[] => {
  const place = issue.path.join('.');
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({ kind: 'unknown-key', place: place === '' ? key : `${place}.${key}` }));
  }
  // A text there is most likely the secret itself.
  if (/^(workspaces\.\d+\.secret|hooks\.\d+\.hmac\.secret|database)$/.test(place))
    return [{ kind: 'secret-in-config', place }];
  return [{ kind: 'wrong-value', place }];
};

const repeated = <T>(
  list: readonly T[],
  keyOf: (entry: T) => string,
  kind: 'same-id' | 'same-app',
): readonly ConfigFault[] => {
  const seen = new Set<string>();
  return list.flatMap((entry, at) => {
    const key = keyOf(entry).toLowerCase();
    if (seen.has(key)) return [{ kind, place: `workspaces.${at}` }];
    seen.add(key);
    return [];
  });
};
