import { performance } from 'node:perf_hooks';
import { BuzzId } from '../../../electron/contract/model/ids';
import type { EntryPerson } from '../../../electron/core/buzz/entries/entry-people';
import type { Entry } from '../../../electron/core/buzz/record/entry';
import type { Ledger } from '../../../electron/core/buzz/record/ledger';
import { activityRow, confirmed, summary } from '../../support/disk/ledger-rows';

const words = [
  '订单库',
  '主从延迟',
  '告警',
  '磁盘',
  '请立刻上线',
  '支付',
  '网关',
  '超时',
  '机房',
  '值班',
  'p99',
  'rollback',
];
const family = ['韩', '单', '仇', '曾', '解', '尉迟', '李', '王'];
const given = ['梅梅', '小雨', '立群', '毅', '珍', '恭', '雷', '思远'];
const outcomes = ['accepted', 'accepted', 'accepted', 'refused', 'unreachable'] as const;

const pick = <T>(all: readonly [T, ...T[]] | readonly T[], index: number): T => all[index % all.length] as T;
const perBuzz = 10;

const person = (number: number): EntryPerson => {
  const key = `ou_${number % 5_000}`;
  return { key, name: pick(family, number) + pick(given, number >> 3), idType: 'open_id', id: key, preflight: null };
};

const idOf = (number: number) => BuzzId.parse(`bz_${number}`);

/** The entries of a buzz of ten people: confirmed, sent, called, answered. */
const entriesOf = (number: number): readonly Entry[] => {
  const people = Array.from({ length: perBuzz }, (_, index) => person(number * 7 + index));
  const keys = people.map(({ key }) => key);
  const rare = number % 9_973 === 0 ? ' 停电' : '';
  const text = `${pick(words, number)}${pick(words, number >> 2)}，${pick(words, number * 5)}${rare} #${number}`;
  return [
    confirmed(idOf(number), number, { text, people }),
    { kind: 'sending', at: number, message: 'm1' },
    {
      kind: 'calling',
      at: number,
      call: `c${number}`,
      step: 0,
      channel: 'app',
      message: 'm1',
      idType: 'open_id',
      people: keys,
    },
    { kind: 'called', at: number, call: `c${number}`, invalid: [], logId: `log${number}` },
  ];
};

const append = (ledger: Ledger, number: number): Promise<void> =>
  ledger.append(idOf(number), entriesOf(number), () =>
    summary({ ...activityRow(idOf(number), number), people: perBuzz }, [pick(outcomes, number)]),
  );

const medianOf = (times: readonly number[]): number => [...times].sort((a, b) => a - b)[times.length >> 1] ?? 0;
const slowestOf = (times: readonly number[]): number => Math.max(...times);
const ms = (number: number) => Math.round(number * 1_000) / 1_000;

/** Measures appends, each one commit and one sync, as in a buzz. It takes many, since single syncs vary. */
const timeAppends = async (ledger: Ledger, from: number): Promise<number> => {
  const times: number[] = [];
  for (let number = from; number < from + 400; number += 1) {
    const begun = performance.now();
    await append(ledger, number);
    times.push(performance.now() - begun);
  }
  return medianOf(times);
};

const timeReads = (read: () => number): { ms: number; rows: number } => {
  const times: number[] = [];
  let rows = 0;
  for (let round = 0; round < 9; round += 1) {
    const begun = performance.now();
    rows = read();
    times.push(performance.now() - begun);
  }
  return { ms: ms(slowestOf(times)), rows };
};

/** Measures lists, searches and appends in a ledger of a thousand and of `buzzes` buzzes, ten people each. */
export const ledgerGrowth = async (ledger: Ledger, buzzes: number, say: (what: string) => void) => {
  const fill = async (from: number, to: number) => {
    for (let number = from; number < to; number += 500) {
      await Promise.all(
        Array.from({ length: Math.min(500, to - number) }, (_, index) => append(ledger, number + index)),
      );
      if (number % 20_000 === 0) say(`${number} of ${to} buzzes`);
    }
  };
  const small = 1_000 / perBuzz;
  await fill(1, small);
  const appendSmall = await timeAppends(ledger, small);
  await fill(small + 400, buzzes);
  const appendLarge = await timeAppends(ledger, buzzes);

  const list = (query: string, outcome: Parameters<Ledger['list']>[0]['outcome'] = null, limit = 50) =>
    timeReads(() => ledger.list({ before: null, limit, query, outcome }).length);
  const searches = Object.fromEntries(
    ['告警', '电', '停电', '订单库主从延迟', '尉迟恭', '没有的词', 'rollback 支付', '警订', '单'].map((query) => [
      query,
      list(query),
    ]),
  );
  const filtered = {
    unreachable: list('', 'unreachable'),
    unknown: list('', 'unknown'),
    'unknown 告警': list('告警', 'unknown'),
    'unreachable 告警': list('告警', 'unreachable'),
    'accepted 订单库': list('订单库', 'accepted'),
  };
  return {
    buzzes,
    outcomes: buzzes * perBuzz,
    newestPage: { ...list(''), goalMs: 10 },
    searches: {
      slowestMs: slowestOf([...Object.values(searches), ...Object.values(filtered)].map((each) => each.ms)),
      goalMs: 50,
      ...searches,
      ...filtered,
    },
    append: { at1kMs: ms(appendSmall), at1mMs: ms(appendLarge), ratio: ms(appendLarge / appendSmall), goal: 1.5 },
  };
};
