import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Board } from '../../../electron/contract/model/board';
import type { Ladder } from '../../../electron/contract/model/ladder';
import type { LoggedCall } from '../../../electron/practice/server/call-log';
import { until } from '../clock/until';
import { removableFolder } from '../disk/temp-folder';
import { type OwnPractice, ownPractice } from '../feishu/own-practice';
import { type TcpProxy, tcpProxy } from '../network/tcp-proxy';
import { addressOf, through } from '../postgres/test-database';
import { callerOf } from './relay-desk';
import type { Change, ServedRelay, servedRelays } from './served-relay';
import { type SharedRelays, sharedRelays } from './shared-relays';

/** Rungs a few seconds after the buzz, which no relay takes outside of tests. */
export const shortLadders: Change = {
  file: 'electron/contract/limits.ts',
  from: 'afterMinutes: { min: 0.5,',
  to: 'afterMinutes: { min: 0.01,',
};

/**
 * Has the first process that is about to call by SMS or phone wait, before it writes so, for the test to freeze it
 * (`Trial.freeze`). A process that the test looks for from outside may have called by then, or have ended its shift. No commit
 * of its own is under way there: one whose answer comes too late would end the shift, with or without the fence.
 */
export const waitingAtCall: readonly Change[] = [
  {
    file: 'electron/relay/postgres/pg-ledger.ts',
    from: 'import { problem }',
    to: "import { readFileSync as readMark, writeFileSync as writeMark } from 'node:fs';\n$&",
  },
  {
    file: 'electron/relay/postgres/pg-ledger.ts',
    from: 'const waiting = this.#waiting;',
    to: `$&
    const mark = process.env.TRIAL_MARK;
    if (mark && waiting.some(({ entries }) => entries.some((entry) => entry.kind === 'calling' && entry.channel !== 'app'))) {
      let isFirst = true;
      try {
        writeMark(mark, String(process.pid), { flag: 'wx' });
      } catch {
        isFirst = false;
      }
      while (isFirst && readMark(mark, 'utf8') !== '') Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 20);
    }`,
  },
];

/** Takes the fence away: a claim is taken to stand whatever the database says, and its loss is not heard of. */
export const withoutFence: readonly Change[] = [
  {
    file: 'electron/relay/shifts/boss-shifts.ts',
    from: 'if (lost.aborted) return false;\n    return this.#touch(token, tx);',
    to: 'return lost.aborted || token.attempt >= 0 || tx !== null;',
  },
  {
    file: 'electron/relay/shifts/boss-shifts.ts',
    from: 'if (lost.signal.aborted) return;\n        lost.abort();',
    to: '',
  },
];

/** Rungs of the ladder in trials, where no others are given. */
const usualRungs: Ladder['steps'] = [
  { afterMinutes: 0.1, channel: 'sms' },
  { afterMinutes: 0.25, channel: 'phone' },
];
const patienceMs = 240_000;
/** The highest that there are: a run of many storms calls people more often than those would have it. */
const noCeilings = { callsPerPersonPerHour: 60, callsPerHour: 1000, smsPerMonth: 100_000, phonePerMonth: 100_000 };
/** Whom wishes buzz, in turn. */
const pairs = [
  ['李雷', '韩梅梅'],
  ['秘宁', '冼星河'],
  ['单小雨', '乐嘉'],
  ['查理', '林涛'],
] as const;
const mostRefusals = 100;

/** The networks of a trial: that to Feishu, and that of each process to the database. */
interface Networks {
  feishu: TcpProxy;
  database: readonly TcpProxy[];
}

/** Several relays on one database, a Feishu in a process of its own, and buzzes whose ladders climb within seconds. */
export interface Trial {
  practice: OwnPractice;
  processes: ServedRelay[];
  networks: Networks;
  /** The process that acts now. */
  acting(): Promise<number>;
  /** Kills this process and starts another one in its place. */
  replace(at: number): Promise<void>;
  /** Buzzes two people of a workspace over a ladder, told to two processes with one key, again until it is answered. */
  wish(workspace: number, text: string): Promise<string>;
  /** Waits until a process is about to call by SMS or phone, and freezes it there. Needs `waitingAtCall`. Once a trial. */
  freeze(): Promise<ServedRelay>;
  /** Waits until every ladder has ended, and gives the boards of the wishes since the last time. */
  ended(): Promise<readonly Board[]>;
  /** The text of a process's metrics; null: it does not answer. */
  metrics(relay: ServedRelay): Promise<string | null>;
  close(): Promise<void>;
}

export const openTrial = async (
  serve: ReturnType<typeof servedRelays>,
  url: string,
  {
    workspaces = 1,
    processes: most = 2,
    rungs = usualRungs,
    freezes = false,
    envOf = () => ({}),
  }: {
    workspaces?: number;
    processes?: number;
    rungs?: Ladder['steps'];
    freezes?: boolean;
    /** What the environment of each process has besides. */
    envOf?: (at: number) => Readonly<Record<string, string>>;
  } = {},
): Promise<Trial> => {
  const practice = await ownPractice();
  const folder = removableFolder();
  const apps = [practice.app];
  while (apps.length < workspaces) apps.push(await practice.openApp());
  const mark = join(folder.path, 'about-to-call');
  const secrets = Object.fromEntries(apps.map(({ appSecret }, at) => [`SECRET_${at}`, appSecret]));
  const env = freezes ? { ...secrets, TRIAL_MARK: mark } : secrets;
  const feishu = await tcpProxy({ host: '127.0.0.1', port: Number(new URL(practice.baseUrl).port) });
  const baseUrl = `http://127.0.0.1:${feishu.port}`;
  const database = await Promise.all(Array.from({ length: most }, () => tcpProxy(addressOf(url))));
  const change = {
    workspaces: apps.map(({ appId }, at) => ({
      id: `ops${at}`,
      name: `ops${at}`,
      brand: 'custom',
      baseUrl,
      appId,
      secret: { env: `SECRET_${at}` },
      ceilings: noCeilings,
    })),
    ladders: [
      {
        name: '演练',
        steps: rungs,
        repeat: { times: 0, everyMinutes: 1 },
        graceMinutes: 5,
      },
    ],
  };
  const company = { baseUrl, ...practice.app };
  const withSecrets: typeof serve = (args, given) => serve(args, { ...given, ...env });
  const relays: SharedRelays = await sharedRelays(withSecrets, company, { url, folder: folder.path, change });
  const processes: ServedRelay[] = [];
  let over = false;
  /** Starts a process, and another one in its place if it ends by itself: without its database it does not start. */
  const start = (at: number): void => {
    const one = relays.start(through(url, database[at]?.port ?? 0), envOf(at));
    processes[at] = one;
    void one.ended.then((code) => {
      if (code !== null && !over && processes[at] === one) start(at);
    });
  };
  const close = async (): Promise<void> => {
    over = true;
    for (const { child } of processes) child.kill('SIGKILL');
    await Promise.all(processes.map(({ ended }) => ended));
    for (const each of [feishu, ...database]) each.close();
    practice.close();
    folder.remove();
  };
  for (let at = 0; at < most; at += 1) start(at);
  try {
    // One that a busy machine let begin too slowly is started anew.
    const isUp = async (at: number) => (await processes[at]?.url().catch(() => null)) ?? null;
    await Promise.all(processes.map((_, at) => until(`relay ${at} is up`, () => isUp(at), patienceMs)));
  } catch (error) {
    const logs = processes.map(({ said }) => said.err.slice(-2_000)).join('\n\n');
    await close();
    throw new Error(`${String(error)}\n${logs}`);
  }
  let wishes = 0;
  const made: string[] = [];
  const callOf = async (at: number) => {
    const relay = processes[at % processes.length];
    if (!relay) throw new Error('no relay');
    return callerOf(await relay.url(), relays.token);
  };
  const metricsOf = async (relay: ServedRelay) => {
    try {
      return await (await callerOf(await relay.url(), relays.token)('GET', '/metrics')).text();
    } catch {
      return null;
    }
  };
  const tell = (workspace: number, text: string, to: readonly string[], first: number): Promise<Board> => {
    let tries = first;
    let refusals = 0;
    const key = { 'idempotency-key': `key-${workspace}-${text}`.replace(/[^\x21-\x7e]/g, '_') };
    const body = { to, text, ladder: '演练', paid: true, workspace: `ops${workspace}` };
    return until(
      `the answer to ${text}`,
      async () => {
        tries += 1;
        try {
          const answer = await (await callOf(tries))('POST', '/v1/buzzes', { body, headers: key });
          const said = (await answer.json()) as Board;
          // Also while Feishu is out of reach; told again, it is wanted again.
          if (answer.status === 422) refusals += 1;
          if (refusals > mostRefusals) throw new Error(`refused: ${JSON.stringify(said)}`);
          return answer.ok ? said : null;
        } catch (error) {
          if (refusals > mostRefusals) throw error;
          return null;
        }
      },
      patienceMs,
    );
  };
  return {
    practice,
    processes,
    networks: { feishu, database },
    acting: () =>
      until(
        'a process that acts',
        async () => {
          for (const [at, each] of processes.entries()) {
            if (/^feishu_buzz_shifts_held [1-9]/m.test((await metricsOf(each)) ?? '')) return at + 1;
          }
          return null;
        },
        patienceMs,
      ).then((at) => at - 1),
    replace: async (at) => {
      processes[at]?.child.kill('SIGKILL');
      await processes[at]?.ended;
      start(at);
    },
    wish: async (workspace, text) => {
      const to = pairs[wishes % pairs.length] ?? [];
      wishes += 1;
      const [one, two] = await Promise.all([tell(workspace, text, to, 0), tell(workspace, text, to, 1)]);
      if (one.id !== two.id) throw new Error('one wish became two buzzes');
      made.push(one.id);
      return one.id;
    },
    freeze: async () => {
      const caller = await until(
        'a process is about to call',
        () => {
          const pid = readMark(mark);
          return processes.find(({ child }) => String(child.pid) === pid) ?? null;
        },
        patienceMs,
      );
      caller.child.kill('SIGSTOP');
      writeFileSync(mark, '');
      return caller;
    },
    ended: async () => {
      const boards: Board[] = [];
      for (const [at, id] of made.splice(0).entries()) {
        let last: unknown = null;
        let tries = at;
        const board = await until(
          `the end of ${id}`,
          async () => {
            tries += 1;
            try {
              const answer = await (await callOf(tries))('GET', `/v1/buzzes/${id}`);
              const found = (await answer.json()) as Board;
              last = found;
              return answer.ok && found.state === 'done' && found.ladder?.state === 'ended' ? found : null;
            } catch (error) {
              last = error;
              return null;
            }
          },
          patienceMs,
        ).catch((error: Error) => {
          const logs = processes.map(({ said }) => said.err.slice(-2_000));
          throw new Error(`${error.message}; last seen: ${JSON.stringify(last)}\n${logs.join('\n\n')}`);
        });
        boards.push(board);
      }
      return boards;
    },
    metrics: metricsOf,
    close,
  };
};

/** What a process wrote in its mark; null: it is not there yet. */
const readMark = (path: string): string | null => {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return null;
  }
};

const repeated = (keys: readonly string[]): readonly string[] => [
  ...new Set(keys.filter((key, at) => keys.indexOf(key) !== at)),
];

/** Calls by SMS and phone as Feishu saw them: one for each message, channel and person. */
export const paidIn = (calls: readonly LoggedCall[]): readonly string[] =>
  calls
    .filter(({ api }) => api === 'urgent_sms' || api === 'urgent_phone')
    .flatMap(({ path, did }) => (did.buzzed ?? []).map(({ openId }) => `${path} ${openId}`));

/** Paid calls that reached a person twice, and messages that did. */
export const twiceIn = (calls: readonly LoggedCall[]) => ({
  paid: repeated(paidIn(calls)),
  messages: repeated(
    calls.flatMap(({ app, did: { message } }) =>
      message && !message.replayed ? [`${app} ${message.to} ${message.text}`] : [],
    ),
  ),
});
