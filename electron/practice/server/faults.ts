import { isRecord } from '../world/json';

/** A kind of failure. `processed`: the call is carried out first, and only its answer is lost or spoiled. */
export type FaultKind =
  | { kind: 'delay'; ms: number }
  | { kind: 'drop-before' }
  | { kind: 'drop-after' }
  | { kind: 'code'; code: number; msg?: string; status?: number; processed?: boolean }
  | { kind: 'status'; status: number; processed?: boolean }
  | { kind: 'html'; status?: number; processed?: boolean }
  | { kind: 'rate-limit'; reset?: number }
  | { kind: 'redirect'; to: string }
  | { kind: 'slow-body'; ms: number }
  | { kind: 'cut-body' };

/** The calls a fault applies to: every given field must fit. */
export interface FaultMatch {
  api?: string;
  method?: string;
  /** A regular expression on the path. */
  path?: string;
  /** Text that the path, query or raw body must contain, such as a person's id. */
  includes?: string;
  /** Number of times it happens: 1 by default, null without end. */
  times?: number | null;
  /** Number of fitting calls that pass before it happens. */
  skip?: number;
}

export type Fault = FaultMatch & FaultKind;

interface Armed {
  fault: Fault;
  left: number | null;
  skip: number;
}

export interface FaultSubject {
  api: string | null;
  method: string;
  path: string;
  text: string;
}

export interface Faults {
  add(fault: Fault): void;
  clear(): void;
  /** The faults that are still to come, with how many times each. */
  list(): readonly (Fault & { left: number | null })[];
  /** The first fault that applies to this call; it counts as happened. */
  take(subject: FaultSubject): FaultKind | null;
}

const fits = (fault: Fault, subject: FaultSubject): boolean =>
  (fault.api === undefined || fault.api === subject.api) &&
  (fault.method === undefined || fault.method === subject.method) &&
  (fault.path === undefined || new RegExp(fault.path).test(subject.path)) &&
  (fault.includes === undefined || subject.text.includes(fault.includes));

export const createFaults = (): Faults => {
  let armed: Armed[] = [];
  return {
    add(fault) {
      armed.push({ fault, left: fault.times === undefined ? 1 : fault.times, skip: fault.skip ?? 0 });
    },
    clear() {
      armed = [];
    },
    list: () => armed.map(({ fault, left }) => ({ ...fault, left })),
    take(subject) {
      for (const one of armed) {
        if (!fits(one.fault, subject)) continue;
        if (one.skip > 0) {
          one.skip -= 1;
          continue;
        }
        if (one.left !== null) one.left -= 1;
        armed = armed.filter((other) => other.left === null || other.left > 0);
        return one.fault;
      }
      return null;
    },
  };
};

const numbers = ['ms', 'code', 'status', 'reset', 'skip'] as const;
const words = ['api', 'method', 'path', 'includes', 'msg', 'to'] as const;

/** Required fields by kind; the rest is optional. */
const needed: Record<FaultKind['kind'], readonly string[]> = {
  delay: ['ms'],
  'drop-before': [],
  'drop-after': [],
  code: ['code'],
  status: ['status'],
  html: [],
  'rate-limit': [],
  redirect: ['to'],
  'slow-body': ['ms'],
  'cut-body': [],
};

const isFault = (value: unknown): value is Fault => readFault(value) === null;

/** The mistake in a fault that came as JSON, or null. */
export const readFault = (value: unknown): string | null => {
  if (!isRecord(value)) return 'a fault is an object';
  const { kind } = value;
  if (typeof kind !== 'string' || !(kind in needed)) return `kind is one of ${Object.keys(needed).join(', ')}`;
  for (const field of needed[kind as FaultKind['kind']]) {
    if (value[field] === undefined) return `${kind} needs ${field}`;
  }
  for (const field of numbers) {
    if (value[field] !== undefined && typeof value[field] !== 'number') return `${field} is a number`;
  }
  for (const field of words) {
    if (value[field] !== undefined && typeof value[field] !== 'string') return `${field} is a string`;
  }
  const { times, path, processed } = value;
  if (times !== undefined && times !== null && typeof times !== 'number') return 'times is a number or null';
  if (processed !== undefined && typeof processed !== 'boolean') return 'processed is a bool';
  if (typeof path === 'string') {
    try {
      new RegExp(path);
    } catch {
      return 'path is not a regular expression';
    }
  }
  return null;
};

/** The fault a JSON value describes, or the mistake in it. */
export const parseFault = (value: unknown): { fault: Fault } | { wrong: string } =>
  isFault(value) ? { fault: value } : { wrong: readFault(value) ?? 'not a fault' };
