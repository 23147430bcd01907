import { setTimeout as pause } from 'node:timers/promises';
import { openDatabase } from '../../../electron/relay/postgres/database';
import type { PostgresServer } from '../postgres/postgres-server';
import type { Trial } from './relay-trial';

/** Time for which a process is frozen: longer than its lease (ms). */
const frozenMs = 12_000;

/** Makes every new transaction of a server read-only, or writable again, as one that is about to hand over does. */
export const readOnly = async (server: PostgresServer, on: boolean): Promise<void> => {
  const db = openDatabase(server.url('postgres'), () => undefined, 1);
  try {
    await db.query('SET default_transaction_read_only = off');
    await db.query(`ALTER SYSTEM SET default_transaction_read_only = ${on ? 'on' : 'off'}`);
    await db.query('SELECT pg_reload_conf()');
  } finally {
    await db.close();
  }
};

/**
 * Brings so many troubles over a trial, one after the other in an order by chance: processes killed and frozen, their
 * networks to Feishu and to the database cut, stalled, half-open or without the answer to what was done, and the database
 * itself crashed or taking no writes. The first process is never killed, so that one goes through all the others. Resolves when
 * everything works again.
 *
 * @param random numbers from 0 to 1
 */
export const storm = async (
  trial: Trial,
  server: PostgresServer,
  random: () => number,
  count: number,
): Promise<void> => {
  const { processes, networks } = trial;
  const some = <T>(all: readonly T[]): T => {
    const one = all[Math.floor(random() * all.length)];
    if (one === undefined) throw new Error('nothing to choose from');
    return one;
  };
  const later: Promise<void>[] = [];
  const network = () => some([networks.feishu, ...networks.database]);
  let frozen = false;

  const troubles: readonly { weight: number; bring: () => Promise<void> | void }[] = [
    { weight: 8, bring: () => trial.replace(1 + Math.floor(random() * (processes.length - 1))) },
    {
      weight: 1,
      bring: () => {
        if (frozen) return;
        frozen = true;
        const { child } = some(processes);
        child.kill('SIGSTOP');
        const thaw = async () => {
          await pause(frozenMs);
          child.kill('SIGCONT');
          frozen = false;
        };
        later.push(thaw());
      },
    },
    { weight: 2, bring: () => network().cut() },
    {
      weight: 2,
      bring: () => {
        const one = network();
        one.stall();
        later.push(pause(500 + random() * 3_000).then(() => one.mend()));
      },
    },
    { weight: 1, bring: () => network().halfOpen() },
    { weight: 2, bring: () => networks.feishu.loseAnswers('/urgent_', 1) },
    { weight: 2, bring: () => some(networks.database).loseAnswers('COMMIT', 1) },
    {
      weight: 1,
      bring: async () => {
        await server.stop('SIGQUIT');
        await pause(300);
        await server.start();
      },
    },
    {
      weight: 1,
      bring: async () => {
        await readOnly(server, true);
        await pause(1_000);
        await readOnly(server, false);
      },
    },
  ];
  const all = troubles.flatMap(({ weight, bring }) => Array.from({ length: weight }, () => bring));
  for (let number = 0; number < count; number += 1) {
    await some(all)();
    await pause(200 + random() * 1_200);
  }
  await Promise.all(later);
  for (const each of [networks.feishu, ...networks.database]) {
    each.loseAnswers('', 0);
    each.mend();
  }
};
