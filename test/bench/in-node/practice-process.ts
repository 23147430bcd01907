import { fork } from 'node:child_process';
import { setMaxListeners } from 'node:events';
import { OpenId } from '../../../electron/contract/model/ids';
import type { Person } from '../../../electron/contract/model/person';
import { startPractice } from '../../../electron/practice/start-practice';

const latencyMs = 50;

/** What the process that measures is told of the one that serves. */
interface Told {
  baseUrl: string;
  appId: string;
  appSecret: string;
  people: readonly Person[];
}

/** Serves practice in this process until its parent is gone; it counts the calls that came too fast. */
export const servePractice = async (people: number): Promise<void> => {
  const practice = await startPractice({ scale: people, latencyMs, readingSpeed: 0, keepCalls: 10_000 });
  const crowd = practice.world.people
    .filter((person) => person.tenant === 'own' && person.available && person.status === 'active')
    // The generated colleagues stand behind the staff, some of whom cannot be buzzed on purpose.
    .slice(-people)
    .map(({ name, openId }): Person => ({ name, openId: OpenId.parse(openId) }));
  const { baseUrl, appId, appSecret } = practice;
  process.on('message', () => process.send?.(practice.log.entries.filter((call) => call.status === 429).length));
  process.on('disconnect', () => process.exit(0));
  process.send?.({ baseUrl, appId, appSecret, people: crowd } satisfies Told);
};

/** A practice Feishu in a process of its own, as a real one is on a machine of its own. */
export const startPracticeProcess = async (people: number) => {
  const child = fork(process.argv[1] ?? '', ['serve', String(people)], {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  setMaxListeners(0, child);
  const told = <T>() => new Promise<T>((resolve) => child.once('message', (message) => resolve(message as T)));
  const practice = await told<Told>();
  return {
    ...practice,
    latencyMs,
    /** How many calls met a 429. */
    tooMany: async (): Promise<number> => {
      const answer = told<number>();
      child.send('count');
      return answer;
    },
    close: () => child.disconnect(),
  };
};
