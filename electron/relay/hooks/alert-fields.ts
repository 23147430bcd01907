import { z } from 'zod';
import { alarmLimits, mostLabels, mostNamed } from './alarm';
import { cleaned } from './clean-text';

/** Labels or annotations: whatever is no text, number or truth value among them is left out. */
export const Texts = z
  .unknown()
  .transform((value): ReadonlyMap<string, string> => {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return new Map();
    return new Map(
      Object.entries(value)
        .filter(([, text]) => ['string', 'number', 'boolean'].includes(typeof text))
        .slice(0, mostLabels)
        .map(([name, text]) => [name, cleaned(String(text), alarmLimits.description)]),
    );
  })
  .prefault(null);

const text = z.string().catch('');

/** An alert of a group, as Alertmanager and Grafana tell it. What is missing in it hides no alert. */
export const Alert = z.object({
  status: text,
  labels: Texts,
  annotations: Texts,
  startsAt: text,
  generatorURL: text,
  dashboardURL: text,
  panelURL: text,
  fingerprint: text,
});
export type Alert = z.infer<typeof Alert>;

/** An address of http or https, or ''. */
export const addressOf = (given: string): string => {
  const url = URL.parse(cleaned(given, alarmLimits.url + 1, true));
  return url && /^https?:$/.test(url.protocol) && url.href.length <= alarmLimits.url ? url.href : '';
};

const earliest = Date.UTC(2000, 0);
const latest = Date.UTC(2200, 0);

/** A moment (ms since the epoch); null: none that can be meant. */
export const momentOf = (given: string): number | null => {
  const at = Date.parse(given.slice(0, 60));
  return at >= earliest && at < latest ? at : null;
};

const firstOf = (...texts: readonly (string | undefined)[]): string => texts.find((each) => each) ?? '';

/** What all alerts of a group share, or the values that they have, without repetition. */
const shared = (
  alerts: readonly Alert[],
  of: (alert: Alert) => ReadonlyMap<string, string>,
): ReadonlyMap<string, string> => {
  const values = new Map<string, Set<string>>();
  for (const [name, value] of alerts.flatMap((alert) => [...of(alert)])) {
    const known = values.get(name) ?? new Set();
    if (value !== '' && known.size < mostNamed) values.set(name, known.add(value));
  }
  return new Map([...values].map(([name, all]) => [name, cleaned([...all].join(', '), alarmLimits.description)]));
};

const nameOf = ({ labels, annotations }: Alert): string =>
  cleaned(
    firstOf(annotations.get('summary'), annotations.get('description'), labels.get('alertname')),
    alarmLimits.label,
    true,
  );

/** The fields of an alarm that come from its alerts, of which those that count come first. */
export const fieldsOf = (
  all: readonly Alert[],
  status: 'firing' | 'resolved',
  group: {
    labels: ReadonlyMap<string, string>;
    annotations: ReadonlyMap<string, string>;
    title: string;
    url: string;
  },
) => {
  const counting = all.filter((alert) => alert.status === status);
  const alerts = counting.length > 0 ? counting : all;
  const labels = new Map([...shared(alerts, (alert) => alert.labels), ...group.labels]);
  const annotations = new Map([...shared(alerts, (alert) => alert.annotations), ...group.annotations]);
  const common = (name: string): string =>
    firstOf(group.annotations.get(name), alerts.length === 1 ? annotations.get(name) : '');
  const [first] = alerts;
  const starts = alerts.flatMap(({ startsAt }) => momentOf(startsAt) ?? []);
  const lines = [nameOf, (alert: Alert) => cleaned(alert.labels.get('instance') ?? '', alarmLimits.label, true)]
    .map((of) => alerts.map(of).filter((line) => line !== ''))
    .find((each) => new Set(each).size > 1);
  return {
    status,
    title: cleaned(firstOf(labels.get('alertname'), group.title), alarmLimits.title, true),
    summary: cleaned(common('summary'), alarmLimits.summary),
    description: cleaned(common('description'), alarmLimits.description),
    url: firstOf(
      ...[first?.panelURL, first?.dashboardURL, first?.generatorURL, group.url].map((each) => addressOf(each ?? '')),
    ),
    count: alerts.length,
    startsAt: starts.length > 0 ? starts.reduce((one, other) => Math.min(one, other)) : null,
    labels,
    annotations,
    alerts: lines?.slice(0, mostNamed) ?? [],
  };
};
