import { ok } from '../../../electron/contract/advice/problem';
import { AppId } from '../../../electron/contract/model/ids';
import { practiceId } from '../../../electron/contract/model/workspace';
import { Directory } from '../../../electron/core/directory/directory';
import { createLimiter } from '../../../electron/core/feishu/client/limiter';
import { watchSending } from '../../../electron/core/feishu/resilience/watch-sending';
import type { Clock } from '../../../electron/core/ports/clock';
import { systemClock } from '../../../electron/core/ports/clock';
import type { PracticeOptions } from '../../../electron/practice/start-practice';
import { openDirectoryCaches } from '../../../electron/storage/directory-caches';
import { until } from '../clock/until';
import { hurriedClock } from '../clock/virtual-clock';
import { tempFolder } from '../disk/temp-folder';
import { aCompany, personIn } from '../feishu/a-company';
import { connectedClient } from '../feishu/connected-client';

/** A directory over practice and a real cache, which can end, start again and read to the end. */
export const peopleDesk = async (options: PracticeOptions = {}) => {
  const practice = await aCompany({
    readingSpeed: 0,
    limits: { perSecond: null, perMinute: null },
    keepCalls: 100_000,
    ...options,
  });
  const folder = tempFolder();
  const caches = openDirectoryCaches({ folder, report: () => undefined });
  const clock = hurriedClock();
  let changes = 0;
  const started: Directory[] = [];

  const times: number[] = [];
  const feishuFor = (app: { appId: string; appSecret: string }) =>
    connectedClient(
      { ...app, baseUrl: practice.baseUrl },
      {
        fetch: (url, init) => {
          if (url.includes('/contact/v3/')) times.push(clock.now());
          return fetch(url, init);
        },
        limiter: createLimiter({ clock: systemClock, limits: () => [] }),
      },
    );

  const start = (of: Clock = clock) => {
    const { feishu, quiet } = watchSending(feishuFor(practice));
    const directory = new Directory({
      feishu: () => ok(feishu),
      clock: of,
      contacts: { feishu, quiet },
      cache: caches.open({ id: practiceId, appId: AppId.parse(practice.appId) }),
      onChanged: () => {
        changes += 1;
      },
    });
    started.push(directory);
    return { directory, feishu };
  };
  const calls = (api?: string) => practice.log.entries.filter((call) => api === undefined || call.api === api);

  return {
    practice,
    clock,
    folder,
    start,
    feishuFor,
    calls,
    /** A directory, and the times on the fast clock at which it read the contacts. */
    timed: () => ({ ...start(), times }),
    changes: () => changes,
    person: (name: string) => personIn(practice, name),
    /** Searches for people, as opening To does, and waits until reading has ended. */
    read: async (directory: Directory) => {
      await directory.listPeople();
      await until('reading ends', () => directory.view().reading === null, 60_000);
      return directory.view();
    },
    close: async () => {
      for (const directory of started) directory.close();
      await caches.settled();
    },
  };
};

export type PeopleDesk = Awaited<ReturnType<typeof peopleDesk>>;
