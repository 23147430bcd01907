import { gunzipSync } from 'node:zlib';
import { isRecord, parseJson } from '../../world/json';

/** What a link of the launcher page asks for (feishu-api 1.8). */
export interface LauncherLink {
  userCode: string;
  name: string | null;
  createOnly: boolean;
  /** The App ID of the app to extend. */
  clientId: string | null;
  /** null: none, or a payload that the page drops. */
  addons: { preset: boolean; scopes: readonly string[]; events: readonly string[] } | null;
}

const allowed: Readonly<Record<string, readonly string[]>> = {
  '': ['preset', 'scopes', 'events', 'callbacks'],
  '.scopes': ['tenant', 'user'],
  '.events': ['items'],
  '.events.items': ['tenant', 'user'],
  '.callbacks': ['items'],
};

/** True when every key and list is one that the page knows: anything else makes it drop the whole payload. */
const fits = (value: unknown, path = ''): boolean => {
  if (path === '.preset') return typeof value === 'boolean';
  const keys = allowed[path];
  if (!keys) return Array.isArray(value) && value.every((one) => typeof one === 'string' && one !== '');
  return (
    isRecord(value) && Object.entries(value).every(([key, one]) => keys.includes(key) && fits(one, `${path}.${key}`))
  );
};

const strings = (value: unknown): readonly string[] =>
  Array.isArray(value) ? value.filter((one): one is string => typeof one === 'string') : [];

/** Longest payload when unpacked (bytes). */
const longest = 64 * 1024;

const readAddons = (text: string | null): LauncherLink['addons'] => {
  if (text === null || !/^[A-Za-z0-9_-]+$/.test(text)) return null;
  let unpacked: string;
  try {
    unpacked = gunzipSync(Buffer.from(text, 'base64url'), { maxOutputLength: longest }).toString();
  } catch {
    return null;
  }
  const payload = parseJson(unpacked)?.value;
  if (!isRecord(payload) || !fits(payload)) return null;
  const scopes = isRecord(payload.scopes) ? strings(payload.scopes.tenant) : [];
  const items = isRecord(payload.events) ? payload.events.items : null;
  const events = isRecord(items) ? strings(items.tenant) : [];
  return { preset: payload.preset !== false, scopes, events };
};

/** Reads the parameters of a launcher link. */
export const readLauncherLink = (params: URLSearchParams): LauncherLink => ({
  userCode: params.get('user_code') ?? '',
  name: params.get('name'),
  createOnly: params.get('createOnly') === 'true',
  // `createOnly` wins over `clientID`.
  clientId: params.get('createOnly') === 'true' ? null : params.get('clientID'),
  addons: readAddons(params.get('addons')),
});
