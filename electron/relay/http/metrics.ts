import type { LadderNews } from '../../core/buzz/ladder/ladder-deps';

/** Counters by name and labels, in Prometheus's text format (electron/relay/http/README.md#own-metrics). */
export interface Metrics {
  /** Adds one. Labels are of a few fixed values each, never of texts, names or ids of people. */
  count(name: CounterName, labels?: Readonly<Record<string, string>>): void;
  /** The text of `/metrics`; gauges are asked for at this moment. */
  text(): Promise<string>;
}

type Values = readonly { labels?: Readonly<Record<string, string>>; value: number }[];

/** A value of this moment. One that cannot be told now is left out. */
export interface Gauge {
  name: string;
  help: string;
  read(): Values | Promise<Values>;
}

const counters = {
  feishu_buzz_requests_total: 'Requests by route and status.',
  feishu_buzz_wishes_total: 'Buzzes that were wanted, by what became of the wish.',
  feishu_buzz_hand_overs_total: 'Ladders that were handed over or asked back, by what became of that.',
  feishu_buzz_incidents_total: 'Alarms of webhooks, by what became of each.',
  feishu_buzz_ladder_news_total: 'Ladders that were held, missed rungs or ended early: each needs a person.',
  feishu_buzz_storage_failed_total: 'Times at which the disk began to refuse entries of the ledger.',
} as const;
export type CounterName = keyof typeof counters;

/** Series that are there from the start: a rate misses the first event of one that begins with it. */
const fromStart = {
  feishu_buzz_ladder_news_total: Object.keys({
    held: true,
    missed: true,
    'ended-outside': true,
    left: true,
  } satisfies Record<LadderNews['kind'], true>).map((kind) => ({ kind })),
  feishu_buzz_storage_failed_total: [{}],
} as const satisfies Partial<Record<CounterName, readonly Readonly<Record<string, string>>[]>>;

const labelled = (labels: Readonly<Record<string, string>> = {}): string => {
  const pairs = Object.entries(labels).map(([name, value]) => `${name}="${value.replace(/["\\\n]/g, '_')}"`);
  return pairs.length > 0 ? `{${pairs.join(',')}}` : '';
};

const linesOf = async ({ name, help, read }: Gauge): Promise<readonly string[]> => {
  const values = await Promise.resolve(read()).catch(() => []);
  return [
    `# HELP ${name} ${help}`,
    `# TYPE ${name} gauge`,
    ...values.map(({ labels, value }) => `${name}${labelled(labels)} ${value}`),
  ];
};

export const createMetrics = (gauges: readonly Gauge[]): Metrics => {
  const counts = new Map(
    Object.entries(fromStart).map(([name, series]) => [
      name as CounterName,
      new Map(series.map((labels) => [labelled(labels), 0])),
    ]),
  );
  return {
    count: (name, labels) => {
      const series = counts.get(name) ?? new Map<string, number>();
      const key = labelled(labels);
      series.set(key, (series.get(key) ?? 0) + 1);
      counts.set(name, series);
    },
    text: async () =>
      [
        ...(Object.keys(counters) as CounterName[]).flatMap((name) => [
          `# HELP ${name} ${counters[name]}`,
          `# TYPE ${name} counter`,
          ...[...(counts.get(name) ?? [])].map(([labels, value]) => `${name}${labels} ${value}`),
        ]),
        ...(await Promise.all(gauges.map(linesOf))).flat(),
        '',
      ].join('\n'),
  };
};
