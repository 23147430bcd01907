/** Longest texts that are taken from a payload (characters). */
export const alarmLimits = { title: 200, summary: 500, description: 1000, label: 200, url: 500, key: 4000 } as const;
/** Alerts of a group that are named one by one. */
export const mostNamed = 10;
/** Labels and annotations of an alert that are taken. */
export const mostLabels = 100;

/** The kinds of payloads. */
export const hookKinds = ['alertmanager', 'grafana', 'generic'] as const;
export type HookKind = (typeof hookKinds)[number];

/** One incident that a payload tells of. Its texts are data from outside: cleaned and cut, and expanded by nothing. */
export interface Alarm {
  /** What tells this incident from others of its hook. */
  key: string;
  status: 'firing' | 'resolved';
  title: string;
  summary: string;
  description: string;
  /** An address of http or https; '' if there is none. */
  url: string;
  /** Number of alerts that fire, or of those that are over. */
  count: number;
  /** Time at which the first of them began (ms since the epoch); null: it does not say. */
  startsAt: number | null;
  labels: ReadonlyMap<string, string>;
  annotations: ReadonlyMap<string, string>;
  /** A line for each alert of a group of several. */
  alerts: readonly string[];
  /** The payload itself, for places that a template names by a JSON pointer; undefined: it has none for them. */
  body?: unknown;
}

/** The alarms of a payload, or the places in it that are missing or wrong. */
export type ReadAlarms = { ok: true; alarms: readonly Alarm[] } | { ok: false; places: readonly string[] };
