import type { Lines } from '../socket/lines';
import { parsePushFault } from '../socket/push-faults';
import type { SocketSettings } from '../socket/socket-settings';
import { isRecord, type JsonRecord } from '../world/json';

/** Applies a value and gives null, or gives the mistake in it. */
type Change = (lines: Lines, value: unknown) => string | null;

const amount =
  (name: 'mostLines' | 'others' | 'lingerMs'): Change =>
  ({ settings }, value) => {
    if (typeof value !== 'number' || value < 0) return `${name} is a number from 0`;
    settings[name] = value;
    return null;
  };

const flag =
  (name: 'silent' | 'mindsOrigin'): Change =>
  ({ settings }, value) => {
    if (typeof value !== 'boolean') return `${name} is a bool`;
    settings[name] = value;
    return null;
  };

const pongs: readonly unknown[] = ['config', 'empty', 'none'];
const isPong = (value: unknown): value is SocketSettings['pong'] =>
  pongs.includes(value) || (isRecord(value) && typeof value.text === 'string');

const ends = ['close', 'cut', 'freeze'] as const;

const doNow: Change = (lines, value) => {
  const how = ends.find((one) => one === value);
  if (how) lines.end(how);
  else if (value === 'ping') lines.sendPing();
  else if (value === 'forget') lines.forget();
  else if (value === 'reset') lines.reset();
  else return `do is ${ends.join(', ')}, ping, forget or reset`;
  return null;
};

/** `{type, body, kind?: card}`: any envelope, or any text, as an event or a click. */
const push: Change = (lines, value) => {
  if (!isRecord(value)) return 'push is an object';
  const { type, body, kind = 'event' } = value;
  if (typeof type !== 'string' || body === undefined) return 'push has a type and a body';
  if (kind !== 'event' && kind !== 'card') return 'kind is event or card';
  lines.push(body, type, kind);
  return null;
};

const changes: Readonly<Record<string, Change>> = {
  clientConfig({ settings }, value) {
    settings.clientConfig = value;
    return null;
  },
  pong({ settings }, value) {
    if (!isPong(value)) return 'pong is config, empty, none, or {text}';
    settings.pong = value;
    return null;
  },
  mostLines: amount('mostLines'),
  others: amount('others'),
  lingerMs: amount('lingerMs'),
  silent: flag('silent'),
  mindsOrigin: flag('mindsOrigin'),
  events({ settings }, value) {
    const types = Array.isArray(value) && value.every((one): one is string => typeof one === 'string') ? value : null;
    if (value !== 'all' && !types) return 'events is all, or a list of types';
    settings.events = types ?? 'all';
    return null;
  },
  refuse({ settings }, value) {
    if (!isRecord(value)) return 'refuse is an object';
    const { status = 400, handshake, authError = null, times = 1 } = value;
    if (typeof status !== 'number' || typeof handshake !== 'number' || typeof times !== 'number')
      return 'refuse has status, handshake and times, numbers all';
    if (authError !== null && typeof authError !== 'number') return 'authError is a number or null';
    settings.refuse = { status, handshake, authError, times };
    return null;
  },
  faults({ faults }, value) {
    if (!Array.isArray(value)) return 'faults is a list';
    for (const one of value) {
      const fault = parsePushFault(one);
      if (typeof fault === 'string') return fault;
      faults.push({ ...fault, left: fault.times === undefined ? 1 : fault.times });
    }
    return null;
  },
  push,
  raw(lines, value) {
    if (typeof value !== 'string' || !/^([0-9a-f]{2})*$/.test(value)) return 'raw is bytes in hex';
    lines.sendRaw(Buffer.from(value, 'hex'));
    return null;
  },
  do: doNow,
};

/**
 * Changes an app's long connections: settings (`socket/socket-settings.ts`), `faults` of the next pushes (`socket/push-faults.ts`), and
 * at once `do: close | cut | freeze | ping | forget | reset`, `push: {type, body}`, `raw: hex`. Gives null, or the first mistake.
 */
export const changeSocket = (lines: Lines, given: unknown): string | null => {
  if (!isRecord(given)) return 'a change is an object';
  for (const [name, value] of Object.entries(given)) {
    const change = Object.hasOwn(changes, name) ? changes[name] : undefined;
    const wrong = change ? change(lines, value) : `the socket has no ${name}`;
    if (wrong !== null) return wrong;
  }
  lines.tick();
  return null;
};

/** Settings and connections as JSON, for the control paths. */
export const describeSocket = (lines: Lines): JsonRecord => ({
  settings: lines.settings,
  faults: lines.faults,
  count: lines.count(),
  lines: lines.open.map(({ number, openedAt, pings, frozen, mistakes }) => ({
    number,
    openedAt,
    pings,
    frozen,
    mistakes,
  })),
  deliveries: lines.deliveries.map(({ body, ...delivery }) => ({
    ...delivery,
    body: new TextDecoder().decode(body),
  })),
});
