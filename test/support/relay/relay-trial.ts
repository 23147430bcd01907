import type { Board } from '../../../electron/contract/model/board';
import type { LoggedCall } from '../../../electron/practice/server/call-log';
import { until } from '../clock/until';
import { removableFolder } from '../disk/temp-folder';
import { type OwnPractice, ownPractice } from '../feishu/own-practice';
import { callerOf } from './relay-desk';
import type { Change, ServedRelay, servedRelays } from './served-relay';
import { type SharedRelays, sharedRelays } from './shared-relays';

/** Rungs a few seconds after the buzz, which no relay takes outside of tests. */
export const shortLadders: Change = {
  file: 'electron/contract/limits.ts',
  from: 'afterMinutes: { min: 0.5,',
  to: 'afterMinutes: { min: 0.01,',
};

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

/** Time until its SMS and until its phone rung of the ladder in trials (minutes). */
const rungs = { sms: 0.1, phone: 0.25 };
const patienceMs = 240_000;

/** Several relays on one database, a Feishu in a process of its own, and buzzes whose ladders climb within seconds. */
export interface Trial {
  practice: OwnPractice;
  processes: ServedRelay[];
  start(): ServedRelay;
  /** Buzzes two people of a workspace over a ladder, told to two processes with one key, again until it is answered. */
  wish(workspace: number, text: string): Promise<string>;
  /** Waits until every ladder has ended, and gives the boards. */
  ended(): Promise<readonly Board[]>;
  /** The text of a process's metrics; null: it does not answer. */
  metrics(relay: ServedRelay): Promise<string | null>;
  close(): Promise<void>;
}

export const openTrial = async (
  serve: ReturnType<typeof servedRelays>,
  url: string,
  { workspaces = 1, processes: most = 2 } = {},
): Promise<Trial> => {
  const practice = await ownPractice();
  const folder = removableFolder();
  const apps = [practice.app];
  while (apps.length < workspaces) apps.push(await practice.openApp());
  const env = Object.fromEntries(apps.map(({ appSecret }, at) => [`SECRET_${at}`, appSecret]));
  const change = {
    workspaces: apps.map(({ appId }, at) => ({
      id: `ops${at}`,
      name: `ops${at}`,
      brand: 'custom',
      baseUrl: practice.baseUrl,
      appId,
      secret: { env: `SECRET_${at}` },
    })),
    ladders: [
      {
        name: '演练',
        steps: [
          { afterMinutes: rungs.sms, channel: 'sms' },
          { afterMinutes: rungs.phone, channel: 'phone' },
        ],
        repeat: { times: 0, everyMinutes: 1 },
        graceMinutes: 5,
      },
    ],
  };
  const company = { baseUrl: practice.baseUrl, ...practice.app };
  const withSecrets: typeof serve = (args, given) => serve(args, { ...given, ...env });
  const relays: SharedRelays = await sharedRelays(withSecrets, company, { url, folder: folder.path, change });
  const processes = Array.from({ length: most }, () => relays.start());
  await Promise.all(processes.map((each) => each.url()));
  const people = ['李雷', '韩梅梅'];
  const made: string[] = [];
  const callOf = async (at: number) => {
    const relay = processes[at % processes.length];
    if (!relay) throw new Error('no relay');
    return callerOf(await relay.url(), relays.token);
  };
  const tell = (workspace: number, text: string, first: number): Promise<Board> => {
    let tries = first;
    const key = { 'idempotency-key': `key-${workspace}-${text}`.replace(/[^\x21-\x7e]/g, '_') };
    const body = { to: people, text, ladder: '演练', paid: true, workspace: `ops${workspace}` };
    return until(
      `the answer to ${text}`,
      async () => {
        tries += 1;
        try {
          const answer = await (await callOf(tries))('POST', '/v1/buzzes', { body, headers: key });
          const said = (await answer.json()) as Board;
          if (answer.status === 422) throw new Error(`refused: ${JSON.stringify(said)}`);
          return answer.ok ? said : null;
        } catch (error) {
          if (error instanceof Error && error.message.startsWith('refused')) throw error;
          return null;
        }
      },
      patienceMs,
    );
  };
  return {
    practice,
    processes,
    start: () => relays.start(),
    wish: async (workspace, text) => {
      const [one, two] = await Promise.all([tell(workspace, text, 0), tell(workspace, text, 1)]);
      if (one.id !== two.id) throw new Error('one wish became two buzzes');
      made.push(one.id);
      return one.id;
    },
    ended: async () => {
      const boards: Board[] = [];
      for (const [at, id] of made.entries()) {
        const board = await until(
          `the end of ${id}`,
          async () => {
            try {
              const answer = await (await callOf(at))('GET', `/v1/buzzes/${id}`);
              const found = (await answer.json()) as Board;
              return answer.ok && found.state === 'done' && found.ladder?.state === 'ended' ? found : null;
            } catch {
              return null;
            }
          },
          patienceMs,
        );
        boards.push(board);
      }
      return boards;
    },
    metrics: async (relay) => {
      try {
        return await (await callerOf(await relay.url(), relays.token)('GET', '/metrics')).text();
      } catch {
        return null;
      }
    },
    close: async () => {
      for (const { child } of processes) child.kill('SIGKILL');
      await Promise.all(processes.map(({ ended }) => ended));
      practice.close();
      folder.remove();
    },
  };
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
